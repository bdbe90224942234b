using System.Globalization;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Sources;

namespace ScoopDetector.Host.Metrics;

/// <summary>Says what is wrong, in words; nothing where all is well.</summary>
internal sealed class Health(Vitals vitals, TimeProvider clock)
{
    /// <summary>Longer than a stream pauses that is worth watching.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    /// <summary>A consumer shows every five seconds that it polls, and does nothing in between that takes so long.</summary>
    public static readonly TimeSpan Stuck = TimeSpan.FromMinutes(1);

    private readonly Stillness _messages = new(clock);
    private readonly Stillness _beats = new(clock);

    private ConsumerProgress Progress => vitals.Run.Progress;

    /// <summary>Would a restart help?</summary>
    /// <remarks>Never because Kafka is away: all processes would be restarted for it, again and again, and lose what they have learnt.</remarks>
    public IReadOnlyList<string> Live()
    {
        var still = _beats.Look(Progress.Beats);
        return Progress.Beats > 0 && still >= Stuck && !vitals.Run.Links.Any(link => link.State.IsBroken) ? [$"the consumer has not polled for {Span(still)}"] : [];
    }

    /// <summary>Is its silence worth anything?</summary>
    public IReadOnlyList<string> Ready()
    {
        var silent = _messages.Look(Progress.Messages);
        return [.. Begun(), .. SourceFaults(), .. vitals.Store?.Fault is { } fault ? [$"{fault}; alerts wait until it can"] : Array.Empty<string>(), .. !StandsBy && silent >= Silence ? [$"no message for {Span(silent)}"] : Array.Empty<string>()];
    }

    /// <summary>How far what is analysed lies behind what happens, in words; null where that is no more than a busy moment.</summary>
    /// <remarks>Told beside the answer and no reason against it: whoever catches up is well, and to restart or bypass it would help nobody.</remarks>
    public string? Behind => vitals.Now() is { } now && Progress.Reached is { } reached && now - DateTimeOffset.FromUnixTimeMilliseconds(reached) is var delay && Pulse.IsBehind(delay, vitals.Speed)
        ? Heartbeat.Lag(delay.TotalSeconds, vitals.Speed)
        : null;

    /// <summary>Whether it only stands by, in words; null where it has something to do, or nobody can know yet.</summary>
    public string? Standby => !StandsBy || Begun().Count > 0 ? null
        : Progress.LearntTo is { } learnt ? string.Create(CultureInfo.InvariantCulture, $"another process has its topic; it knows all that was done up to offset {learnt}")
        : "other processes have all partitions";

    /// <summary>Does it know what is usual?</summary>
    public IReadOnlyList<string> Startup() => Begun() is { Count: > 0 } faults ? faults : vitals.Tells && !StandsBy && Learnt < vitals.Run.LearnFor
        ? [$"learns what is usual: {Span(Learnt)} of {Span(vitals.Run.LearnFor)} of the stream"]
        : [];

    /// <summary>Another process of its role has all partitions.</summary>
    private bool StandsBy => vitals.Role != Role.All && Progress.Partitions == 0;

    private TimeSpan Learnt => TimeSpan.FromMilliseconds(Progress.Reached - Progress.Began ?? 0);

    private IReadOnlyList<string> Begun() => vitals.Run.Links.Any(link => link.State.IsUp || link.State.IsBroken)
        ? [.. vitals.Run.Links.Where(link => link.State.IsBroken).Select(link => $"{link.Name}: Kafka is not reached ({link.State.Fault})")]
        : ["not begun: Kafka or its topics are not there yet"];

    /// <summary>While one of them listens there is something to tell; the others have a metric each.</summary>
    private IEnumerable<string> SourceFaults() =>
        vitals.Sources.Count > 0 && vitals.Sources.All(source => source.State != SourceState.Listening) ? vitals.Sources.Select(source => source.Words) : [];

    private static string Span(TimeSpan span) => span < TimeSpan.FromMinutes(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0} min");
}
