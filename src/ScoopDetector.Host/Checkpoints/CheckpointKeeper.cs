using System.Diagnostics;
using ScoopDetector.State;

namespace ScoopDetector.Host.Checkpoints;

/// <summary>Knows of one place when it is to be written again, and tells how it stands there.</summary>
/// <remarks>A checkpoint that cannot be written loses nothing: the log is still there, and the next start reads more of it. So it is told, counted and tried again, and the stream goes on.</remarks>
internal sealed partial class CheckpointKeeper
{
    private readonly ICheckpointPlace _place;
    private readonly CheckpointProgress _progress;
    private readonly ILogger _log;
    private CheckpointOrigin? _saved;
    private bool _isSavedTwice;

    // Which of those that lie there may be the one before the next; null where that is settled.
    private Func<Stream, bool>? _isUsable;

    // By the machine's clock: it bounds what a restart costs, which is no matter of the stream's time.
    private long _savedAt = Stopwatch.GetTimestamp();

    /// <param name="place">Where checkpoints are kept.</param>
    /// <param name="progress">Is kept up to date.</param>
    /// <param name="log">Is told what cannot be read or written.</param>
    public CheckpointKeeper(ICheckpointPlace place, CheckpointProgress progress, ILogger log)
    {
        (_place, _progress, _log) = (place, progress, log);
        progress.Begin();
    }

    public bool IsDue => Stopwatch.GetElapsedTime(_savedAt) >= _place.Every;

    /// <summary>The latest that can be used, if it goes further than the other; else the other.</summary>
    /// <param name="other">Of another place; null for none.</param>
    /// <param name="open">Null for one that cannot be gone on with.</param>
    public Checkpoint? Newest(Checkpoint? other, Func<string, Stream, Checkpoint?> open)
    {
        foreach (var kept in Kept().TakeWhile(kept => other is null || !(kept.ReadTo <= other.Origin.ReadTo)))
        {
            if (Open(kept, open) is { } checkpoint)
            {
                kept.GoOn();
                _saved = checkpoint.Origin;
                var isNewer = other is null || checkpoint.Origin.ReadTo > other.Origin.ReadTo;
                // The one that is not gone on with need not be held open.
                (isNewer ? other : checkpoint)?.State.Loaded();
                return isNewer ? checkpoint : other;
            }
        }
        return other;
    }

    /// <summary>The latest that can be used is kept as the one before the next. Which that is is looked up when the next is written, beside the stream.</summary>
    /// <param name="isUsable">Throws as <see cref="StateFile"/> does.</param>
    public void GoOn(Func<Stream, bool> isUsable) => _isUsable = isUsable;

    /// <summary>Whether what is known now is to be written; the next time is counted from here.</summary>
    public bool Wants(CheckpointOrigin origin)
    {
        _savedAt = Stopwatch.GetTimestamp();
        var isPast = origin.IsPast(_saved);
        if (!isPast && _isSavedTwice)
        {
            _progress.Confirm();
            return false;
        }
        // Twice, if nothing more comes: the one before it may hold what was withdrawn since.
        _isSavedTwice = !isPast;
        return true;
    }

    public void Write(StateWriter state, CheckpointOrigin origin)
    {
        try
        {
            Settle();
            _progress.Wrote(_place.Add(state, origin));
            _saved = origin;
        }
        catch (Exception fault)
        {
            // Whatever it was: the stream goes on, and the next is tried.
            Fail(fault);
        }
    }

    public void Fail(Exception fault)
    {
        if (_progress.Fail(fault.Message))
        {
            LogFailed(_log, _place.Name, fault.Message.TrimEnd('.'), _place.Mend);
        }
    }

    /// <summary>Another process may have the place.</summary>
    public void Release()
    {
        _place.Dispose();
        (_saved, _isUsable) = (null, null);
        _progress.Forget();
    }

    /// <summary>A place that cannot be read cannot be written either: the question stays.</summary>
    private void Settle()
    {
        if (_isUsable is { } isUsable)
        {
            _place.Kept().FirstOrDefault(kept => IsUsable(kept, isUsable))?.GoOn();
            _isUsable = null;
        }
    }

    private static bool IsUsable(KeptCheckpoint kept, Func<Stream, bool> isUsable)
    {
        try
        {
            using var bytes = kept.Open();
            return isUsable(bytes);
        }
        catch (Exception fault) when (fault is StateFault or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private IEnumerable<KeptCheckpoint> Kept()
    {
        try
        {
            return _place.Kept();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(_log, _place.Name, fault.Message.TrimEnd('.'));
            return [];
        }
    }

    private Checkpoint? Open(KeptCheckpoint kept, Func<string, Stream, Checkpoint?> open)
    {
        var bytes = default(Stream);
        var checkpoint = default(Checkpoint);
        try
        {
            return checkpoint = open(kept.Name, bytes = kept.Open());
        }
        catch (Exception fault) when (fault is StateFault or IOException or UnauthorizedAccessException)
        {
            LogRefused(_log, kept.Name, fault.Message.TrimEnd('.'));
            return null;
        }
        finally
        {
            if (checkpoint is null)
            {
                bytes?.Dispose();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Checkpoint {Name} is not used: {Reason}. What it held is built up again from an older one, or from the log.")]
    internal static partial void LogRefused(ILogger log, string name, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No checkpoint can be read from {Place}: {Fault}. What it held is built up again from elsewhere, or from the log.")]
    private static partial void LogUnreadable(ILogger log, string place, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "No checkpoint can be written to {Place}: {Fault}. Nothing is lost, but whoever goes on from there takes longer: {Mend}. It is tried again.")]
    private static partial void LogFailed(ILogger log, string place, string fault, string mend);
}
