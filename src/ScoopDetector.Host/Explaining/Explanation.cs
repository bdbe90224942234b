using ScoopDetector.Alerts;
using ScoopDetector.Host.Reports;
using ScoopDetector.Host.Runs;

namespace ScoopDetector.Host.Explaining;

/// <summary>What there is to say of one event: when, why, why not, and what would have made it otherwise.</summary>
internal sealed class Explanation
{
    private const int MostSteps = 12;

    private readonly AlertOptions _options;
    private readonly INewsScore _score;

    public Explanation(Story story, AlertOptions options, INewsScore score) => (Story, _options, _score) = (story, options, score);

    public Story Story { get; }

    public string Standing => Story switch
    {
        { Level: AlertLevel.Alert } => "alert",
        { Level: AlertLevel.Watch } => "watch, held back from an alert",
        { ToldIn: { } other } => $"told as part of {other}",
        _ => "held back",
    };

    /// <summary>What happened when, each with the seconds since the first post.</summary>
    public IEnumerable<(string What, DateTimeOffset At)> Times
    {
        get
        {
            if (Story.FirstAt is { } first)
            {
                yield return ("first post", first);
            }
            AlertLevel? before = null;
            foreach (var revision in Story.Revisions)
            {
                yield return (Named(revision, before), Story.TimeOf(revision.AlertedAt));
                before = revision.Level;
            }
            if (Story.Revisions.Count == 0 && Story.Weighed is [.., { MergedInto: { } other } last])
            {
                yield return ($"became part of {other}", Story.TimeOf(last));
            }
        }
    }

    /// <summary>The score at the moment that is explained, in log-odds; null if nothing is known of it.</summary>
    public double? Score => Story.Moment?.Score ?? Story.Explained?.Why.Sum(reason => reason.Contribution);

    /// <summary>The bar of that moment.</summary>
    public double? Bar => Story.Moment?.Bar ?? Story.Explained?.Bar;

    /// <summary>Independent voices at that moment; null where neither the weighing nor the alert says.</summary>
    public int? Voices => Story.Moment?.Evidence.Independent ?? (Story.Explained?.Counts.Voices is > 0 and var told ? told : null);

    public DateTimeOffset? At => Story.Moment is { } moment ? Story.TimeOf(moment) : Story.Explained is { } told ? Story.TimeOf(told.AlertedAt) : null;

    /// <summary>What adds up to the score, the most telling first.</summary>
    public IReadOnlyList<AlertReason> Why => Story.Moment is { } moment ? _score.Explain(moment.Evidence) : Story.Explained?.Why ?? [];

    /// <summary>On which networks its posts were at that moment, the commonest first; empty where no source says.</summary>
    public IReadOnlyList<AlertNetwork> Networks => Story.Moment is { Networks: { Count: > 0 } networks } ? networks : Story.Explained?.Networks ?? [];

    /// <summary>What kept it from the next level; empty for an alert.</summary>
    public IEnumerable<string> Gates
    {
        get
        {
            if (Story.Moment is not { Bar: { } bar } moment || Story.Level == AlertLevel.Alert || Story.ToldIn is not null)
            {
                yield break;
            }
            if (Story.Level is null)
            {
                foreach (var gate in GatesOf("watch", moment, bar - (_options.AlertScore - _options.WatchScore), _options.WatchVoices))
                {
                    yield return gate;
                }
            }
            foreach (var gate in GatesOf("alert", moment, bar, _options.AlertVoices))
            {
                yield return gate;
            }
            if (moment.RelatedTo is { } other)
            {
                yield return $"alert: it says something alike to {other}, lies in the same place, or is such a happening thereabouts, told less than {Figure.Whole(_options.SameStory.TotalMinutes)} minutes before, and may be a part of it";
            }
            if (moment.Score < bar)
            {
                yield return Budget(bar);
            }
        }
    }

    /// <summary>What alone would have made the alert not be, or be; the smallest change first. Empty where the weighing was not written down.</summary>
    public IReadOnlyList<string> Otherwise
    {
        get
        {
            if (Story.Moment is not { Bar: { } bar } moment || Story.ToldIn is not null)
            {
                return [];
            }
            var isAlert = Story.Level == AlertLevel.Alert;
            if (!isAlert && moment is { RelatedTo: not null } && moment.Score >= bar)
            {
                // Ten times as many are needed where the other is such a happening thereabouts: which of the rules it was is not written down.
                var own = moment.Evidence.Independent / AlertDesk.MoreOfOneHappening;
                string[] sure = ["Alerts:SameStory=00:00:00: nothing is taken to be a part of what was told before"];
                return own < AlertOptions.LeastOwnStoryVoices ? sure : [.. sure, $"Alerts:OwnStoryVoices={own}: so many are a story of their own, three times as many in the same town, ten times of one kind of happening"];
            }
            List<string> ways = [.. Counterfactual.Of(_score, moment.Evidence, bar, _options.AlertVoices).Select(other => Told(other, bar))];
            if (isAlert && moment.Score < _options.AlertScore)
            {
                ways.Add($"Alerts:FalseAlertsPerDay=0: the bar would have stayed at {Figure.Share(_options.AlertScore)}");
            }
            if (!isAlert && moment.Score < bar && moment.Evidence.Independent >= _options.AlertVoices)
            {
                ways.Add($"Alerts:AlertScore={Figure.Share(Math.Floor(moment.Score * 100) / 100)}: the bar never stands above it");
            }
            if (!isAlert && moment.Score >= bar && moment.Evidence.Independent < _options.AlertVoices)
            {
                ways.Add($"Alerts:AlertVoices={moment.Evidence.Independent}");
            }
            return ways;
        }
    }

    /// <summary>The weighings, at most a dozen of them: the first, the last, those when something was told, and some between.</summary>
    public IReadOnlyList<ConsideredLine> Course
    {
        get
        {
            var told = Story.Revisions.Select(revision => Story.TimeOf(revision.AlertedAt)).ToHashSet();
            var lines = Story.Weighed;
            var step = Math.Max(1, lines.Count / MostSteps);
            return [.. lines.Where((line, i) => i == 0 || i == lines.Count - 1 || i % step == 0 || told.Contains(Story.TimeOf(line)) || ReferenceEquals(line, Story.Moment))];
        }
    }

    private static string Named(Alert revision, AlertLevel? before) => revision switch
    {
        { State: AlertState.Opened or AlertState.Updated } when revision.Level != before => revision.Level == AlertLevel.Alert ? "alert" : "on watch",
        { State: AlertState.Merged } => $"became part of {revision.MergedInto}",
        _ => revision.State.ToString().ToLowerInvariant(),
    };

    private static IEnumerable<string> GatesOf(string level, ConsideredLine moment, double bar, int voices)
    {
        if (moment.Score < bar)
        {
            yield return $"{level}: score {Figure.Share(moment.Score)} of the {Figure.Share(bar)} needed";
        }
        if (moment.Evidence.Independent < voices)
        {
            yield return $"{level}: {moment.Evidence.Independent} independent voices of the {voices} needed";
        }
    }

    private string Budget(double bar) => _options.FalseAlertsPerDay == 0
        ? "budget: Alerts:FalseAlertsPerDay is 0, so the bar never falls"
        : bar < _options.AlertScore
            ? $"budget: {Figure.Tenth(_options.FalseAlertsPerDay)} false alerts a day had let the bar fall from {Figure.Share(_options.AlertScore)} to {Figure.Share(bar)}, and no further"
            : $"budget: {Figure.Tenth(_options.FalseAlertsPerDay)} false alerts a day left no room for the bar to fall below {Figure.Share(bar)}";

    private string Told(Counterfactual other, double bar) => other.Sign.IsCount && other.Score >= bar && other.Needed < _options.AlertVoices
        ? $"{other.Needed:0} {other.Sign.Name} instead of {other.Was:0}: an alert needs {_options.AlertVoices}"
        : other.Sign.IsCount ? $"{other.Needed:0} {other.Sign.Name} instead of {other.Was:0}: score {Figure.Share(other.Score)}"
        : $"{other.Sign.Name} {Figure.Share(other.Needed)} instead of {Figure.Share(other.Was)}: score {Figure.Share(other.Score)}";
}
