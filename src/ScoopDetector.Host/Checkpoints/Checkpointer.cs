using System.Diagnostics;
using ScoopDetector.State;

namespace ScoopDetector.Host.Checkpoints;

/// <summary>Saves, every now and then, what a role knows together with how far it had read when it knew it, and finds it again at the next start.</summary>
/// <remarks>Used by the thread that drives the pipeline. That thread only copies numbers; another writes them to the places that are due.</remarks>
/// <param name="keepers">Of each place, the one that is quickest to read first.</param>
/// <param name="settings">All on which what is known depends, a line each: with others it is not gone on with.</param>
/// <param name="probe">Makes the stages of a state: what they refuse is not gone on with, and else it is they that go on.</param>
/// <param name="stoodStill">Is told for how long the stream stood still for each.</param>
/// <param name="log">Is told why a checkpoint is not used.</param>
internal sealed class Checkpointer(IReadOnlyList<CheckpointKeeper> keepers, IReadOnlyList<string> settings, Action<PipelineState> probe, Action<TimeSpan> stoodStill, ILogger log) : IDisposable
{
    private readonly StateWriter _writer = new();
    private Task _writing = Task.CompletedTask;
    private long _otherSettingsTo = -1;

    /// <summary>Time has come for the next, and the one before is written.</summary>
    public bool IsDue => _writing.IsCompleted && keepers.Any(keeper => keeper.IsDue);

    /// <summary>One that goes further than the latest that can be used was made with other settings: somebody works with those.</summary>
    public bool IsOvertaken { get; private set; }

    /// <summary>The latest that can be used; null if there is none.</summary>
    /// <param name="refuse">Why one cannot be gone on from, although it is sound; null if it can.</param>
    public Checkpoint? Newest(Func<CheckpointOrigin, string?> refuse)
    {
        _otherSettingsTo = -1;
        var newest = keepers.Aggregate(default(Checkpoint), (newest, keeper) => keeper.Newest(newest, (name, bytes) => Open(name, bytes, refuse)));
        IsOvertaken = _otherSettingsTo > (newest?.Origin.ReadTo ?? -1);
        return newest;
    }

    /// <summary>Takes down what is known now. Whatever was told of it must have been acknowledged.</summary>
    public void Save(PipelineState state, CheckpointOrigin origin) => Save(state, origin, [.. keepers.Where(keeper => keeper.IsDue && keeper.Wants(origin))]);

    /// <summary>The same, at the end, for every place and to the end.</summary>
    public void SaveAtLast(PipelineState state, CheckpointOrigin origin)
    {
        Settle();
        Save(state, origin, [.. keepers.Where(keeper => keeper.Wants(origin))]);
        Settle();
    }

    /// <summary>The work goes on, though not from a checkpoint: the latest in each place that could be gone on from is kept as the one before the next.</summary>
    public void GoOn()
    {
        foreach (var keeper in keepers)
        {
            keeper.GoOn(bytes => Differing(CheckpointOrigin.Load(new StateFile(bytes)).Settings) is null);
        }
    }

    /// <summary>Another process may have the places.</summary>
    public void Release()
    {
        Settle();
        foreach (var keeper in keepers)
        {
            keeper.Release();
        }
    }

    public void Dispose() => Release();

    private void Settle() => _writing.Wait();

    private void Save(PipelineState state, CheckpointOrigin origin, List<CheckpointKeeper> wanting)
    {
        if (wanting.Count == 0)
        {
            return;
        }
        var since = Stopwatch.GetTimestamp();
        try
        {
            _writer.Clear();
            origin.Save(_writer, settings);
            state.Save(_writer);
        }
        catch (StateFault fault)
        {
            wanting.ForEach(keeper => keeper.Fail(fault));
            return;
        }
        stoodStill(Stopwatch.GetElapsedTime(since));
        _writing = Task.Run(() => wanting.ForEach(keeper => keeper.Write(_writer, origin)));
    }

    private Checkpoint? Open(string name, Stream bytes, Func<CheckpointOrigin, string?> refuse)
    {
        var file = new StateFile(bytes);
        var (origin, madeWith) = CheckpointOrigin.Load(file);
        var differing = Differing(madeWith);
        if (differing is not null)
        {
            _otherSettingsTo = Math.Max(_otherSettingsTo, origin.ReadTo);
        }
        if ((differing ?? refuse(origin)) is { } reason)
        {
            CheckpointKeeper.LogRefused(log, name, reason);
            return null;
        }
        var state = new PipelineState(file);
        probe(state);
        state.Probed();
        return new(origin, state);
    }

    private string? Differing(IReadOnlyList<string> madeWith)
    {
        var other = madeWith.Except(settings).FirstOrDefault();
        var own = settings.Except(madeWith).FirstOrDefault();
        return other is null && own is null ? null : $"it was made with other settings ({other ?? "nothing"}; now {own ?? "nothing"})";
    }
}
