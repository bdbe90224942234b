using System.Diagnostics;
using ScoopDetector.State;

namespace ScoopDetector.Host.Checkpoints;

/// <summary>Saves, every now and then, what a role knows together with how far it had read when it knew it, and finds it again at the next start.</summary>
/// <remarks>
/// Used by the thread that drives the pipeline. That thread only copies numbers; another writes the file. A checkpoint that cannot be written loses nothing: the log is still there, and the next start reads more
/// of it. So it is told, counted and tried again, and the stream goes on.
/// </remarks>
internal sealed partial class Checkpointer : IDisposable
{
    private readonly CheckpointOptions _options;
    private readonly CheckpointFolder _folder;
    private readonly IReadOnlyList<string> _settings;
    private readonly CheckpointProgress _progress;
    private readonly ILogger _log;
    private readonly StateWriter _writer = new();
    private readonly Action<PipelineState> _probe;
    private Task _writing = Task.CompletedTask;
    private CheckpointOrigin? _saved;
    private bool _isSavedTwice;

    // By the machine's clock: it bounds what a restart costs, which is no matter of the stream's time.
    private long _savedAt = Stopwatch.GetTimestamp();

    /// <param name="options">Where, and how often.</param>
    /// <param name="name">Of the deployment and the role.</param>
    /// <param name="settings">All on which what is known depends, a line each: with others it is not gone on with.</param>
    /// <param name="probe">Makes stages of a state, to be thrown away: what they refuse is not gone on with.</param>
    /// <param name="progress">Is kept up to date.</param>
    /// <param name="log">Is told why a checkpoint is not used, or cannot be written.</param>
    public Checkpointer(CheckpointOptions options, string name, IReadOnlyList<string> settings, Action<PipelineState> probe, CheckpointProgress progress, ILogger log)
    {
        (_options, _folder, _settings, _probe, _progress, _log) = (options, new(options.Folder, name), settings, probe, progress, log);
    }

    /// <summary>Time has come for the next, and the one before is written.</summary>
    public bool IsDue => _writing.IsCompleted && Stopwatch.GetElapsedTime(_savedAt) >= _options.Every;

    /// <summary>The latest that can be used; null if there is none.</summary>
    /// <param name="refuse">Why one cannot be gone on from, although it is sound; null if it can.</param>
    public Checkpoint? Newest(Func<CheckpointOrigin, string?> refuse)
    {
        foreach (var file in Files())
        {
            try
            {
                var reader = new StateReader(File.ReadAllBytes(file));
                var origin = CheckpointOrigin.Load(reader, out var settings);
                if ((Differing(settings) ?? refuse(origin)) is { } reason)
                {
                    LogRefused(_log, file, reason);
                    continue;
                }
                _probe(new PipelineState(reader));
                _folder.GoOnFrom(file);
                _saved = origin;
                return new(origin, new PipelineState(reader));
            }
            catch (Exception fault) when (fault is StateFault or IOException or UnauthorizedAccessException)
            {
                LogRefused(_log, file, fault.Message.TrimEnd('.'));
            }
        }
        return null;
    }

    /// <summary>Takes down what is known now. Whatever was told of it must have been acknowledged.</summary>
    public void Save(PipelineState state, CheckpointOrigin origin)
    {
        _savedAt = Stopwatch.GetTimestamp();
        if (!origin.IsPast(_saved) && _isSavedTwice)
        {
            _progress.Confirm();
            return;
        }
        // Twice, if nothing more comes: the one before it may hold what was withdrawn since.
        _isSavedTwice = !origin.IsPast(_saved);
        try
        {
            _writer.Clear();
            origin.Save(_writer, _settings);
            state.Save(_writer);
        }
        catch (StateFault fault)
        {
            Fail(fault);
            return;
        }
        _progress.StoodStill(Stopwatch.GetElapsedTime(_savedAt));
        _writing = Task.Run(() => Write(origin));
    }

    /// <summary>Waits until what was taken down is written, or could not be.</summary>
    public void Settle() => _writing.Wait();

    /// <summary>Another process may have the folder.</summary>
    public void Release()
    {
        Settle();
        _folder.Dispose();
        _saved = null;
        _progress.Forget();
    }

    public void Dispose() => Release();

    private IReadOnlyList<string> Files()
    {
        try
        {
            return _folder.Files;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogRefused(_log, _options.Folder, fault.Message.TrimEnd('.'));
            return [];
        }
    }

    private void Write(CheckpointOrigin origin)
    {
        try
        {
            _progress.Wrote(_folder.Add(_writer));
            _saved = origin;
        }
        catch (Exception fault)
        {
            // Whatever it was: the stream goes on, and the next is tried.
            Fail(fault);
        }
    }

    private void Fail(Exception fault)
    {
        if (_progress.Fail(fault.Message))
        {
            LogFailed(_log, _options.Folder, fault.Message.TrimEnd('.'));
        }
    }

    private string? Differing(IReadOnlyList<string> settings)
    {
        var other = settings.Except(_settings).FirstOrDefault();
        var own = _settings.Except(settings).FirstOrDefault();
        return other is null && own is null ? null : $"it was made with other settings ({other ?? "nothing"}; now {own ?? "nothing"})";
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Checkpoint {File} is not used: {Reason}. What it held is built up again from an older one, or from the log.")]
    private static partial void LogRefused(ILogger log, string file, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "No checkpoint can be written to {Folder}: {Fault}. Nothing is lost, but a restart takes longer: make room, or name another folder as Checkpoints:Folder. It is tried again.")]
    private static partial void LogFailed(ILogger log, string folder, string fault);
}
