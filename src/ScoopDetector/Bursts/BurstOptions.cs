using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.Bursts;

/// <summary>When a term counts as bursting.</summary>
public sealed record BurstOptions : IValidatableObject
{
    internal const int MostHorizons = 3;

    /// <summary>The posts of a burst are at most so much older than the burst: events need not remember longer which posts they have.</summary>
    internal static readonly TimeSpan LongestWindow = TimeSpan.FromHours(6);

    /// <summary>The sliding windows, shortest first. Default 1, 5, 15 and 60 minutes: a short one for a blast, a long one for a slow rise.</summary>
    [MinLength(1)]
    public IReadOnlyList<TimeSpan> Windows { get; init; } = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(60)];

    /// <summary>How fast the past is forgotten, shortest first. Default 2 h, 1 day and 7 days: a term must be unusual against each of them.</summary>
    [MinLength(1), MaxLength(MostHorizons)]
    public IReadOnlyList<TimeSpan> Horizons { get; init; } = [TimeSpan.FromHours(2), TimeSpan.FromDays(1), TimeSpan.FromDays(7)];

    /// <summary>The least number of independent voices in a burst. Default 3: two may be chance or one person's two accounts.</summary>
    [Range(2, 100)]
    public int MinVoices { get; init; } = 3;

    /// <summary>How many times the usual number of voices a burst needs at least. Default 3: slow swings of a language or source lift its common words by less.</summary>
    [Range(1.1, 100)]
    public double MinRatio { get; init; } = 3;

    /// <summary>How improbable the voices must be by the baseline, as -log10 of the probability. Default 3. A single term at this level is common; an event needs several that go together.</summary>
    [Range(1, 50)]
    public double MinSurprise { get; init; } = 3;

    /// <summary>The noise budget: the share of all uses of terms that may begin a burst. Default 0.004, four in a thousand. The level of surprise that keeps to it is measured on the stream
    /// itself; it never falls below <see cref="MinSurprise"/>.</summary>
    [Range(0.000001, 0.1)]
    public double NoiseShare { get; init; } = 0.004;

    /// <summary>What is known of a term before it was ever seen, in uses. Default 0.3, together with <see cref="PriorPosts"/>: one use in three thousand posts, held with little confidence.</summary>
    [Range(0.01, 10)]
    public double PriorUses { get; init; } = 0.3;

    /// <summary>See <see cref="PriorUses"/>, in posts. Default 1000.</summary>
    [Range(10, 1_000_000)]
    public double PriorPosts { get; init; } = 1000;

    /// <summary>How even a term's use can be at best: the shape of the gamma distribution of its rate. Default 12: rates of everyday words swing by at least ±29 %.</summary>
    [Range(1, 1000)]
    public double Evenness { get; init; } = 12;

    /// <summary>How much a use of a term that bursts teaches its baseline. Default 0.25: a burst must not teach that bursting is usual, but a word that stays becomes usual in the end.</summary>
    [Range(0.0, 1.0)]
    public double TaughtByBurst { get; init; } = 0.25;

    /// <summary>From what surprise on a burst is no accident, so that it teaches its baseline nothing. Default 6.</summary>
    [Range(1, 50)]
    public double SureSurprise { get; init; } = 6;

    /// <summary>How long a burst must last before its uses teach as much as <see cref="TaughtByBurst"/>; they teach nothing to begin with. Default 12 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan NovelFor { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How many uses of one term are kept for its windows. Default 128; in a term that is used more often the longer windows end at the oldest use kept.</summary>
    [Range(16, 4096)]
    public int MaxUses { get; init; } = 128;

    /// <summary>How many terms are remembered. Default 4,000,000; beyond it the rarest are forgotten.</summary>
    [Range(10_000, 100_000_000)]
    public int MaxTerms { get; init; } = 4_000_000;

    /// <summary>How many posts are kept for the windows. Default 262,144; a power of two; in a busier stream the longer windows end at the oldest post kept.</summary>
    [Range(1024, 16_777_216)]
    public int MaxRecentPosts { get; init; } = 262_144;

    /// <summary>How many uses of terms are kept for the windows, twelve bytes each. Default 16,777,216; a power of two.</summary>
    [Range(4096, 268_435_456)]
    public int MaxRecentUses { get; init; } = 16_777_216;

    /// <summary>How long after the start of a stream everything is still new and nothing is reported. Default 30 min of event time.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan LearnFor { get; init; } = TimeSpan.FromMinutes(30);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, number) in new[] { (nameof(MaxRecentPosts), MaxRecentPosts), (nameof(MaxRecentUses), MaxRecentUses) })
        {
            if (!int.IsPow2(number))
            {
                yield return new($"{name} is {number}: it must be a power of two, such as 65536 or 1048576.", [name]);
            }
        }
        foreach (var (name, spans) in new[] { (nameof(Windows), Windows), (nameof(Horizons), Horizons) })
        {
            if (spans.Zip(spans.Skip(1), (a, b) => a >= b).Any(unordered => unordered) || spans.Any(span => span < TimeSpan.FromMinutes(1)))
            {
                yield return new($"{name} are {string.Join(", ", spans)}: they must be at least a minute each and rise.", [name]);
            }
        }
        if (Windows.Count > 0 && Windows[^1] > LongestWindow)
        {
            yield return new($"The longest window is {Windows[^1]}: no window may be longer than {LongestWindow}.", [nameof(Windows)]);
        }
        if (SureSurprise < MinSurprise)
        {
            yield return new($"SureSurprise is {SureSurprise}, MinSurprise {MinSurprise}: a burst that is no accident must surprise by at least as much as any.", [nameof(SureSurprise), nameof(MinSurprise)]);
        }
        if (Windows.Count > 0 && Horizons.Count > 0 && Windows[^1] > Horizons[0])
        {
            yield return new($"The longest window, {Windows[^1]}, is longer than the shortest horizon, {Horizons[0]}: nothing could be unusual.", [nameof(Windows), nameof(Horizons)]);
        }
    }
}
