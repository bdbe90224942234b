using ScoopDetector.Time;

namespace ScoopDetector.Host.Desk;

/// <summary>Makes heartbeats of what the pipeline's counters say, look by look.</summary>
/// <param name="learnFor">How much of the stream must be analysed before anything is told.</param>
/// <param name="clock">The clock on the wall.</param>
/// <param name="speed">How many seconds of the stream pass in one by the clock. Default 1; a demonstration goes faster.</param>
internal sealed class Pulse(TimeSpan learnFor, TimeProvider clock, double speed = 1)
{
    /// <summary>Longer than a firehose ever pauses, and short enough that the desk says so within a quarter of a minute.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    /// <summary>A pane, its patience and a busy moment; what lies further back is the past.</summary>
    public static readonly TimeSpan Behind = TimeSpan.FromMinutes(2);

    /// <summary>By the clock on the wall: where the stream goes faster, two minutes of it are over before anybody has waited.</summary>
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(5);

    private readonly PostRate _rate = new(clock);
    private long _posts = -1;
    private long _changedAt;
    private long? _first;

    /// <param name="posts">Posts read so far.</param>
    /// <param name="reached">How far the stream is analysed, in milliseconds of its own time; null before the first pane.</param>
    /// <param name="now">The stream's own time now.</param>
    /// <param name="fault">What keeps posts from coming.</param>
    /// <param name="hasEnded">No more posts will come.</param>
    /// <param name="began">Where the analysis began; null for where it had come at the first look.</param>
    public Heartbeat Look(long posts, long? reached, DateTimeOffset now, string? fault = null, bool hasEnded = false, long? began = null)
    {
        if (posts != _posts)
        {
            (_posts, _changedAt) = (posts, clock.GetTimestamp());
        }
        _first ??= began ?? reached;
        var silent = clock.GetElapsedTime(_changedAt);
        var delay = reached is { } at ? TimeSpan.FromMilliseconds(now.ToUnixTimeMilliseconds() - at) : (TimeSpan?)null;
        return new(
            State(reached, silent, delay, hasEnded), reached is { } end ? Moment.Text(end) : null, posts, Math.Round(_rate.Look(posts), 1), Math.Round(silent.TotalSeconds),
            delay is { } behind ? Math.Round(Math.Max(0, behind.TotalSeconds), 1) : null, null, fault)
        {
            Speed = speed,
        };
    }

    /// <summary>Whether so much of the stream is more than a busy moment.</summary>
    /// <param name="delay">Of the stream.</param>
    /// <param name="speed">Of the stream, by the clock.</param>
    public static bool IsBehind(TimeSpan delay, double speed) => delay > Behind && delay / speed > Busy;

    private PipelineState State(long? reached, TimeSpan silent, TimeSpan? delay, bool hasEnded) => 0 switch
    {
        _ when hasEnded => PipelineState.Stopped,
        _ when silent >= Silence => PipelineState.Silent,
        _ when reached is null || reached - _first < learnFor.TotalMilliseconds => PipelineState.Learning,
        _ when delay is { } behind && IsBehind(behind, speed) => PipelineState.CatchingUp,
        _ => PipelineState.Live,
    };
}
