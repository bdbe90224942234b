using System.Globalization;
using ScoopDetector.Evaluation;

namespace ScoopDetector.News;

/// <summary>How often, and by how much, the newsroom was told before the news had it; the losses are in it.</summary>
public sealed record LeadLedger
{
    /// <summary>Events that reached the level of an alert: the sample, all of it.</summary>
    public required int Events { get; init; }

    /// <summary>Headlines that they were compared with.</summary>
    public required int Headlines { get; init; }

    public required int Earlier { get; init; }

    public required int Tied { get; init; }

    public required int Later { get; init; }

    /// <summary>No headline within the time that was waited.</summary>
    public required int NeverCovered { get; init; }

    /// <summary>Of those with a headline; null for none.</summary>
    public required double? MedianSeconds { get; init; }

    /// <summary>The middle 95 % of that median among resamples of the events.</summary>
    public required IReadOnlyList<double>? MedianInterval { get; init; }

    /// <summary>By Kaplan and Meier, with those that were never covered; null where fewer than half were.</summary>
    public required double? SurvivalMedianSeconds { get; init; }

    /// <summary>Leads up to this are tied.</summary>
    public required double TieSeconds { get; init; }

    /// <summary>One line for each event.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<Lead> Leads { get; init; } = [];

    private const int Rounds = 1000;

    /// <param name="book">Events and headlines, to their end.</param>
    /// <param name="options">What counts as tied, and how long is waited.</param>
    public static LeadLedger Of(CoverageBook book, CoverageOptions options) => Of(LeadsOf(book, options), book.Headlines, options);

    /// <summary>What is known of each alert now: quickly read, where the book is somebody else's too.</summary>
    public static IReadOnlyList<Lead> LeadsOf(CoverageBook book, CoverageOptions options) =>
        [.. book.Stories.Where(story => story.Alerted is not null).Select(story => LeadOf(story, book.Now!.Value, options))];

    /// <param name="leads">As <see cref="LeadsOf"/> has them.</param>
    /// <param name="headlines">How many they were compared with.</param>
    /// <param name="options">What counts as tied.</param>
    public static LeadLedger Of(IReadOnlyList<Lead> leads, int headlines, CoverageOptions options)
    {
        var covered = leads.Where(lead => !lead.IsCensored).Select(lead => lead.Seconds).ToArray();
        return new()
        {
            Events = leads.Count,
            Headlines = headlines,
            Earlier = leads.Count(lead => lead.Outcome == LeadOutcome.Earlier),
            Tied = leads.Count(lead => lead.Outcome == LeadOutcome.Tied),
            Later = leads.Count(lead => lead.Outcome == LeadOutcome.Later),
            NeverCovered = leads.Count(lead => lead.IsCensored),
            MedianSeconds = covered.Length == 0 ? null : Median(covered),
            MedianInterval = covered.Length == 0 ? null : Interval(covered),
            SurvivalMedianSeconds = Survival.Median(leads),
            TieSeconds = options.Tie.TotalSeconds,
            Leads = leads,
        };
    }

    private static Lead LeadOf(Story story, DateTimeOffset end, CoverageOptions options)
    {
        var alert = story.Alerted!;
        var alertAt = Time(alert.AlertedAt);
        var first = story.FirstHeadline is { } headline && headline.At - alertAt <= options.LookAhead ? headline : null;
        var waited = end - alertAt < options.LookAhead ? end - alertAt : options.LookAhead;
        var lead = first is null ? waited : first.At!.Value - alertAt;
        var outcome = first is null ? LeadOutcome.NeverCovered : lead.Duration() <= options.Tie ? LeadOutcome.Tied : lead > TimeSpan.Zero ? LeadOutcome.Earlier : LeadOutcome.Later;
        return new(
            alert.EventId, alert.FirstSeenAt, story.First.AlertedAt, alert.AlertedAt,
            first is null ? null : ScoopDetector.Time.Moment.Text(first.At!.Value.ToUnixTimeMilliseconds()), first?.Source, first?.Id, Math.Round(lead.TotalSeconds, 1), outcome);
    }

    private static double[] Interval(double[] leads)
    {
        var chance = new MersenneTwister(1);
        var medians = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            medians[round] = Median([.. Enumerable.Range(0, leads.Length).Select(_ => leads[(int)(chance.NextDouble() * leads.Length)])]);
        }
        Array.Sort(medians);
        return [medians[Rounds * 25 / 1000], medians[(Rounds * 975 / 1000) - 1]];
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
