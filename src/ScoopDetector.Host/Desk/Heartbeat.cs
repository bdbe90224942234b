using System.Globalization;
using System.Text.Json.Serialization;

namespace ScoopDetector.Host.Desk;

/// <summary>How the pipeline goes, as told once a second: an editor must know when silence is a fault.</summary>
/// <param name="State">What its silence is worth.</param>
/// <param name="EventTime">How far the stream is analysed, by its own time; null before its first pane.</param>
/// <param name="Posts">Posts that the detector has read.</param>
/// <param name="PostsPerSecond">Over the last seconds, by the clock on the wall.</param>
/// <param name="SilentSeconds">Since a post was last read.</param>
/// <param name="DelaySeconds">How far what is analysed lies behind what happens; null before the first pane.</param>
/// <param name="LastAlertAt">When something was last told, by stream time.</param>
/// <param name="Fault">What keeps posts from coming, in words; null for nothing known.</param>
public sealed record Heartbeat(
    PipelineState State, string? EventTime, long Posts, double PostsPerSecond, double SilentSeconds, double? DelaySeconds, string? LastAlertAt, string? Fault)
{
    /// <summary>Why the store cannot be written, in words: alerts wait meanwhile, and nothing can be done. Null while it can.</summary>
    public string? StoreFault { get; init; }

    /// <summary>The networks that are listened to; none where posts come from Kafka alone.</summary>
    public IReadOnlyList<SourceBeat> Sources { get; init; } = [];

    /// <summary>How many seconds of the stream pass in one by the clock: 1 but in the demonstration.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>The delay in words: by the clock, as whoever waits counts it, and of the stream where that is something else. Null before the first pane.</summary>
    [JsonIgnore]
    public string? Delay => DelaySeconds is { } delay ? Lag(delay, Speed) : null;

    public static Heartbeat None { get; } = new(PipelineState.Learning, null, 0, 0, 0, null, null, null);

    /// <summary>Some network is missed while others speak.</summary>
    [JsonIgnore]
    public bool IsPartlyBlind => BlindWords.Length > 0;

    /// <summary>The state as the desk says it.</summary>
    public string Words => StoreFault is null ? $"{StateWords}{BlindWords}" : $"{StoreFault}. Alerts wait until it can, and nothing is lost";

    private string StateWords => State switch
    {
        PipelineState.Learning => "learning what is usual",
        PipelineState.CatchingUp => $"catching up, {Lag(DelaySeconds ?? 0, Speed)} behind",
        PipelineState.Live => "live",
        PipelineState.Silent => $"no posts for {Span(SilentSeconds)}: alerts are blind{(Fault is null ? "" : $" ({Fault})")}",
        _ => "the stream has ended",
    };

    /// <summary>Where all are silent, the state says so already.</summary>
    private string BlindWords => State is PipelineState.Silent or PipelineState.Stopped
        ? ""
        : string.Concat(Sources.Where(source => source.IsBlind).Select(source => $"; no posts from {Shown.Network(source.Name)} {(source.SilentSeconds is { } silent ? $"for {Span(silent)}" : "yet")}: alerts are blind there"));

    /// <param name="seconds">Of the stream.</param>
    /// <param name="speed">As in <see cref="Speed"/>.</param>
    internal static string Lag(double seconds, double speed) => speed == 1 ? Span(seconds) : $"{Span(seconds / speed)} ({Span(seconds)} of the stream)";

    private static string Span(double seconds) => seconds < 120
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min");
}

/// <summary>How one network does.</summary>
/// <param name="Name">Of the source, as in <c>run --source</c>.</param>
/// <param name="IsListening">It is connected.</param>
/// <param name="SilentSeconds">Since it was last heard; null before its first message.</param>
public sealed record SourceBeat(string Name, bool IsListening, double? SilentSeconds)
{
    /// <summary>A network that is connected may be silent for a while, as small ones are; one that is not is missed as soon as a silence of the whole stream would be.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Whether its silence means nothing.</summary>
    public bool IsBlind => IsListening ? SilentSeconds >= Patience.TotalSeconds : SilentSeconds is null || SilentSeconds >= Pulse.Silence.TotalSeconds;
}

[JsonConverter(typeof(JsonStringEnumConverter<PipelineState>))]
public enum PipelineState
{
    /// <summary>Everything is new yet: nothing is told.</summary>
    [JsonStringEnumMemberName("learning")] Learning,

    /// <summary>It reads what happened before.</summary>
    [JsonStringEnumMemberName("catchingUp")] CatchingUp,

    /// <summary>Silence means that nothing happens.</summary>
    [JsonStringEnumMemberName("live")] Live,

    /// <summary>Silence means nothing.</summary>
    [JsonStringEnumMemberName("silent")] Silent,

    /// <summary>No more posts will come.</summary>
    [JsonStringEnumMemberName("stopped")] Stopped,
}
