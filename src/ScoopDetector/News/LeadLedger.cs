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

    /// <summary>Covered, as an index of the news says that does not know since when; in no figure of times.</summary>
    public required int Indexed { get; init; }

    /// <summary>The news has something alike of another time, which may be about it and take the lead away; in no figure of times, until an editor has said.</summary>
    public required int Unsettled { get; init; }

    /// <summary>Stories that enough outlets carried (<see cref="CoverageOptions.CarriedBy"/>).</summary>
    public required int Carried { get; init; }

    /// <summary>Those of them that no alert was about.</summary>
    public required int Missed { get; init; }

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

    /// <summary>One line for each story that was missed.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<NewsMiss> Misses { get; init; } = [];

    private const int Rounds = 1000;

    /// <param name="book">Events and headlines, to their end.</param>
    /// <param name="options">What counts as tied, and how long is waited.</param>
    public static LeadLedger Of(CoverageBook book, CoverageOptions options) => Of(LeadSample.Of(book, options), options);

    /// <param name="sample">What it is made of.</param>
    /// <param name="options">What counts as tied.</param>
    public static LeadLedger Of(LeadSample sample, CoverageOptions options)
    {
        var leads = sample.Leads;
        var covered = leads.Where(lead => lead.IsTimed).Select(lead => lead.Seconds).ToArray();
        return new()
        {
            Events = leads.Count,
            Headlines = sample.Headlines,
            Earlier = leads.Count(lead => lead.Outcome == LeadOutcome.Earlier),
            Tied = leads.Count(lead => lead.Outcome == LeadOutcome.Tied),
            Later = leads.Count(lead => lead.Outcome == LeadOutcome.Later),
            NeverCovered = leads.Count(lead => lead.IsCensored),
            Indexed = leads.Count(lead => lead.Outcome == LeadOutcome.Indexed),
            Unsettled = leads.Count(lead => lead.Outcome == LeadOutcome.Unsettled),
            Carried = sample.Carried,
            Missed = sample.Misses.Count,
            MedianSeconds = covered.Length == 0 ? null : Median(covered),
            MedianInterval = covered.Length == 0 ? null : Interval(covered),
            SurvivalMedianSeconds = Survival.Median(leads.Where(lead => lead.IsTimed || lead.IsCensored)),
            TieSeconds = options.Tie.TotalSeconds,
            Leads = leads,
            Misses = sample.Misses,
        };
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
}
