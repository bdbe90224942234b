using ScoopDetector.Alerts;
using ScoopDetector.Terms;

namespace ScoopDetector.News;

/// <summary>An event as the news would have to word it: the terms and sentences of its alerts so far, and the links that its people shared.</summary>
internal sealed class Story(Alert first)
{
    // What an alert lists as telling weighs more than what its sentence also says.
    private const double Telling = 1.5;

    private readonly Dictionary<TermId, double> _weights = [];

    /// <summary>By which it became known.</summary>
    public Alert Opening { get; } = first;

    /// <summary>When the newsroom was told; a watch is no alert, and until there is one the watch stands.</summary>
    public Alert? Alerted { get; private set; }

    public IReadOnlyDictionary<TermId, double> Weights => _weights;

    /// <summary>Those that its people write with a capital.</summary>
    public HashSet<TermId> Names { get; } = [];

    public HashSet<TermId> Links { get; } = [];

    /// <summary>Those that are about it, or may be.</summary>
    public List<Mention> Mentions { get; } = [];

    /// <summary>The one of this kind that the public could read first, of those that count; null for none.</summary>
    public Headline? First(NewsChannel channel) =>
        Mentions.Where(mention => mention.Headline.Channel == channel && mention.Counts).Select(mention => mention.Headline).MinBy(headline => (headline.At, headline.Id));

    /// <summary>False if the revision says nothing new.</summary>
    public bool Take(Alert alert, NewsWords words)
    {
        if (alert.Level == AlertLevel.Alert && alert.State is AlertState.Opened or AlertState.Updated)
        {
            Alerted ??= alert;
        }
        var before = _weights.Count;
        foreach (var term in words.Of(string.Join(". ", alert.Terms)))
        {
            _weights[term] = Telling;
        }
        Names.UnionWith(words.NamesIn(string.Join(". ", alert.Terms)));
        Names.UnionWith(words.NamesIn(alert.Headline, beginsSentence: true));
        foreach (var term in words.Of(alert.Headline))
        {
            _weights.TryAdd(term, 1);
        }
        return _weights.Count > before;
    }
}
