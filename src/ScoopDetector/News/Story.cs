using ScoopDetector.Alerts;
using ScoopDetector.Terms;

namespace ScoopDetector.News;

/// <summary>An event as the news would have to word it: the terms, sentences and places of its alerts so far, and the links that its people shared.</summary>
/// <param name="first">By which it became known.</param>
/// <param name="told">When it was told, as far as is known from elsewhere.</param>
internal sealed class Story(Alert first, Told? told)
{
    // What an alert lists as telling weighs more than what its sentence also says, or where it lies.
    private const double Telling = 1.5;

    private readonly Dictionary<TermId, double> _weights = [];

    /// <summary>By which it became known.</summary>
    public Alert Opening { get; } = first;

    /// <summary>When it was first told, at whatever level.</summary>
    public DateTimeOffset OpenedAt { get; } = told?.OpenedAt ?? Time(first);

    /// <summary>When the newsroom was alerted; null while it is on watch.</summary>
    public DateTimeOffset? AlertedAt { get; private set; } = told?.AlertedAt;

    /// <summary>From the first of its posts to the latest revision that told more of it.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Lived { get; private set; } = (DateTimeOffset.MaxValue, DateTimeOffset.MinValue);

    public IReadOnlyDictionary<TermId, double> Weights => _weights;

    /// <summary>Those that its people write with a capital.</summary>
    public HashSet<TermId> Names { get; } = [];

    public HashSet<TermId> Links { get; } = [];

    /// <summary>Those that are about it, or may be.</summary>
    public List<Mention> Mentions { get; } = [];

    /// <summary>The one of this kind that the public could read first, of those that count; null for none.</summary>
    public Headline? First(NewsChannel channel) =>
        Mentions.Where(mention => mention.Headline.Channel == channel && mention.Counts).Select(mention => mention.Headline).MinBy(headline => (headline.At, headline.Id));

    /// <summary>Where a headline stands among the mentions; -1 if it does not.</summary>
    public int Find(string key) => Mentions.FindIndex(mention => mention.Headline.Key == key);

    /// <summary>False if the revision says nothing new.</summary>
    public bool Take(Alert alert, NewsWords words)
    {
        var tellsMore = alert.State is AlertState.Opened or AlertState.Updated;
        if (tellsMore && alert.Level == AlertLevel.Alert)
        {
            AlertedAt ??= Time(alert);
        }
        // Where of all revisions only the one that ends it is left, that has to do.
        if (tellsMore || Lived.To < Lived.From)
        {
            var (begun, now) = (Parse(alert.FirstSeenAt), Time(alert));
            Lived = (begun < Lived.From ? begun : Lived.From, now > Lived.To ? now : Lived.To);
        }
        var before = _weights.Count;
        foreach (var term in words.Of(string.Join(". ", alert.Terms)))
        {
            _weights[term] = Telling;
        }
        Names.UnionWith(words.NamesIn(string.Join(". ", alert.Terms)));
        Names.UnionWith(words.NamesIn(alert.Headline, beginsSentence: true));
        // The news says Italy where people say Bologna, in whatever language.
        var places = string.Join(". ", alert.Places);
        Names.UnionWith(words.NamesIn(places));
        foreach (var term in words.Of(alert.Headline).Concat(words.Of(places)))
        {
            _weights.TryAdd(term, 1);
        }
        return _weights.Count > before;
    }

    /// <summary>By what headlines would be known for its own; what was found stays.</summary>
    public void Forget()
    {
        _weights.Clear();
        Names.Clear();
        Links.Clear();
    }

    private static DateTimeOffset Time(Alert alert) => Parse(alert.AlertedAt);

    private static DateTimeOffset Parse(string moment) => DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);
}

/// <param name="OpenedAt">When an event was first told, at whatever level.</param>
/// <param name="AlertedAt">When as an alert; null if it was not.</param>
public sealed record Told(DateTimeOffset OpenedAt, DateTimeOffset? AlertedAt);
