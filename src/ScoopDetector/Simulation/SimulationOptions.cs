using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.Simulation;

/// <summary>What the simulated firehose is like. The same options give the same bytes on every machine.</summary>
/// <remarks>The rates of ordinary talk and of what happens are independent of each other: a load test raises the former only.</remarks>
public sealed record SimulationOptions : IValidatableObject
{
    /// <summary>The first and the last moment that a stream may cover: ids count milliseconds from the year 2000 in 41 bits.</summary>
    private static readonly DateTimeOffset Earliest = new(2000, 1, 2, 0, 0, 0, TimeSpan.Zero), Latest = new(2069, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Seed of all chance. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>When the stream begins; the year 2000 to 2068. Default 2026-03-02 06:00 UTC: fixed, since a stream that
    /// begins now differs on every run.</summary>
    public DateTimeOffset Start { get; init; } = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    /// <summary>Length in hours, up to a year. Default 6: long enough for a warm-up and twenty events.</summary>
    [Range(0.01, 8784)]
    public double Hours { get; init; } = 6;

    /// <summary>Ordinary posts a second, as a mean over the stream. Default 20: as many as a person can watch go by.</summary>
    [Range(0.01, 1_000_000)]
    public double PostsPerSecond { get; init; } = 20;

    /// <summary>Time at the beginning in which no event starts, so that a detector can learn what is usual. Default 1 h. Shorter than the stream.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan Warmup { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Newsworthy events an hour, after the warm-up. Default 4. 0 for none; else there is at least one.</summary>
    [Range(0, 60)]
    public double EventsPerHour { get; init; } = 4;

    /// <summary>Posts of the smallest event. Default 12: fewer are hardly news. Sizes are uniform in their logarithm.</summary>
    [Range(1, 100_000)]
    public int SmallestEvent { get; init; } = 12;

    /// <summary>Posts of the largest event. Default 1,000. Not below <see cref="SmallestEvent"/>.</summary>
    [Range(1, 100_000)]
    public int LargestEvent { get; init; } = 1000;

    /// <summary>Recurring hashtags, of which the first comes round every hour, the second every two hours, and so on. Default 2.</summary>
    [Range(0, 12)]
    public int Memes { get; init; } = 2;

    /// <summary>Matches, contests and the like that people comment on while they run, a day. Default 6. 0 for none; else there is at least one.</summary>
    [Range(0, 240)]
    public double ShowsPerDay { get; init; } = 6;

    /// <summary>Manipulations an hour, of all six kinds together. Default 1.7. 0 for none; else there is at least one of each kind.</summary>
    [Range(0, 60)]
    public double AttacksPerHour { get; init; } = 1.7;

    /// <summary>Share of ordinary posts in Spanish. Default 0.22. What Spanish and Japanese leave is English.</summary>
    [Range(0, 1)]
    public double SpanishShare { get; init; } = 0.22;

    /// <summary>Share of ordinary posts in Japanese, a language without spaces. Default 0.18.</summary>
    [Range(0, 1)]
    public double JapaneseShare { get; init; } = 0.18;

    /// <summary>How far the volume of a language swings over the day around its mean: 0 not at all, 0.9 from a tenth to almost double. Default 0.5.</summary>
    [Range(0, 0.9)]
    public double DailySwing { get; init; } = 0.5;

    /// <summary>Accounts that write in each language; how much they write follows Zipf's law. Default 200,000.</summary>
    [Range(100, 5_000_000)]
    public int Authors { get; init; } = 200_000;

    /// <summary>Share of posts observed 2 to 60 s after they were written. Default 0.01. The others take half a second, more or less.</summary>
    [Range(0, 1)]
    public double LateShare { get; init; } = 0.01;

    /// <summary>Share of posts observed a minute to an hour after they were written. Default 0.001.</summary>
    [Range(0, 1)]
    public double VeryLateShare { get; init; } = 0.001;

    /// <summary>Share of posts whose <c>created_at</c> lies a minute to a day in the future. Default 0.0005.</summary>
    [Range(0, 1)]
    public double FutureShare { get; init; } = 0.0005;

    /// <summary>Share of posts delivered twice, some ten seconds apart. Default 0.005.</summary>
    [Range(0, 1)]
    public double RepeatShare { get; init; } = 0.005;

    /// <summary>Share of ordinary posts that their author deletes later, after ten minutes at the median. Default 0.004.</summary>
    [Range(0, 1)]
    public double DeletedShare { get; init; } = 0.004;

    /// <summary>Malformed lines for each post. Default 0.001.</summary>
    [Range(0, 1)]
    public double MalformedShare { get; init; } = 0.001;

    /// <summary>Share of posts that name their language. Default 0.6: networks leave it out often enough that nobody should rely on it.</summary>
    [Range(0, 1)]
    public double LanguageTagShare { get; init; } = 0.6;

    /// <summary>Where the stream ends; nothing is observed at or after it.</summary>
    public DateTimeOffset End => Start + TimeSpan.FromMilliseconds(Math.Floor(Hours * 3_600_000));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Start < Earliest || Start > Latest)
            yield return new($"Start {Start:yyyy-MM-dd} must lie between {Earliest:yyyy-MM-dd} and {Latest:yyyy-MM-dd}.", [nameof(Start)]);
        if (Warmup.TotalHours >= Hours)
            yield return new($"Warmup {Warmup} must be shorter than the stream of {Hours} hours.", [nameof(Warmup)]);
        if (LargestEvent < SmallestEvent)
            yield return new($"LargestEvent {LargestEvent} must not be below SmallestEvent {SmallestEvent}.", [nameof(LargestEvent)]);
        if (SpanishShare + JapaneseShare > 1)
            yield return new($"SpanishShare {SpanishShare} and JapaneseShare {JapaneseShare} together must not exceed 1.", [nameof(JapaneseShare)]);
        if (LateShare + VeryLateShare > 1)
            yield return new($"LateShare {LateShare} and VeryLateShare {VeryLateShare} together must not exceed 1.", [nameof(VeryLateShare)]);
    }
}
