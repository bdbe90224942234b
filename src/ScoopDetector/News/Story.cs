using ScoopDetector.Alerts;
using ScoopDetector.Places;
using ScoopDetector.Posts;
using ScoopDetector.Terms;
using ScoopDetector.Time;

namespace ScoopDetector.News;

/// <summary>An event as the news would have to word it: the terms, sentences, places and kinds of happening of its alerts so far, each with when it was said, and the links that its people shared.</summary>
/// <param name="first">By which it became known.</param>
/// <param name="told">When it was told, as far as is known from elsewhere.</param>
internal sealed class Story(Alert first, Told? told)
{
    // What an alert lists as telling weighs more than what its sentence also says, or where it lies.
    private const double Telling = 1.5;

    private readonly Dictionary<TermId, Said> _words = [];
    private readonly Dictionary<Happenings, Said> _kinds = [];
    private readonly Dictionary<Place, Said> _places = [];

    // When people spoke of it, the latest last: from the first of its posts to the latest revision that told more of it, parted where nobody did for long.
    private readonly List<Said> _turns = told is null ? [] : [new(1, told.OpenedAt, told.AlertedAt ?? told.OpenedAt)];

    private int _withdrawn;

    // What a revision says was said since the one before.
    private DateTimeOffset? _heardAt = told?.OpenedAt;

    public string EventId { get; } = first.EventId;

    /// <summary>The first post, as it was known when the event became known.</summary>
    public string FirstSeenAt { get; } = first.FirstSeenAt;

    /// <summary>When it was first told, at whatever level.</summary>
    public DateTimeOffset OpenedAt { get; } = told?.OpenedAt ?? Moment.Read(first.AlertedAt);

    /// <summary>When the newsroom was alerted; null while it is on watch.</summary>
    public DateTimeOffset? AlertedAt { get; private set; } = told?.AlertedAt;

    public IReadOnlyDictionary<TermId, Said> Words => _words;

    /// <summary>What kinds of happening they tell, in whatever words.</summary>
    public IReadOnlyDictionary<Happenings, Said> Kinds => _kinds;

    public IReadOnlyDictionary<Place, Said> Places => _places;

    /// <summary>Those that its people write with a capital, and where it lies: of a place of several words the pairs.</summary>
    public HashSet<TermId> Names { get; } = [];

    public HashSet<TermId> Links { get; } = [];

    /// <summary>Those that are about it, or may be.</summary>
    public List<Mention> Mentions { get; } = [];

    /// <summary>What the news has of it.</summary>
    public AlertCoverage Coverage
    {
        get
        {
            var corroborated = new[] { NewsChannel.Warning, NewsChannel.Encyclopedia }.Select(First).OfType<Headline>()
                .Select(headline => new AlertCorroboration(headline.Channel.ToString().ToLowerInvariant(), At(headline), headline.Title, headline.Source, headline.Url)).ToArray();
            var coverage = First(NewsChannel.News) is { } news ? new AlertCoverage("reported", At(news), news.Title, news.Source, news.Url, Math.Round((news.At!.Value - (AlertedAt ?? OpenedAt)).TotalSeconds, 1))
                : First(NewsChannel.Index) is { } indexed ? new AlertCoverage("indexed", null, indexed.Title, indexed.Source, indexed.Url, null)
                : AlertCoverage.Unreported;
            return corroborated.Length == 0 ? coverage : coverage with { Corroborated = corroborated };
        }
    }

    /// <summary>The one of this kind that the public could read first, of those that count; null for none.</summary>
    public Headline? First(NewsChannel channel) =>
        Mentions.Where(mention => mention.Headline.Channel == channel && mention.Counts).Select(mention => mention.Headline).MinBy(headline => (headline.At, headline.Id));

    /// <summary>Where a headline stands among the mentions; -1 if it does not.</summary>
    public int Find(string key) => Mentions.FindIndex(mention => mention.Headline.Key == key);

    /// <summary>What it has in common with a headline of that moment is worth, by how far that is from the nearest at which people spoke of it.</summary>
    public double WorthAt(DateTimeOffset moment, TimeSpan fade) => _turns.Max(turn => turn.WorthAt(moment, fade));

    /// <summary>Whether the revision says what was not known, be it only that people still speak of it.</summary>
    public bool Take(Alert alert, NewsWords words, CoverageOptions options)
    {
        var tellsMore = alert.State is AlertState.Opened or AlertState.Updated;
        var now = Moment.Read(alert.AlertedAt);
        if (tellsMore && alert.Level == AlertLevel.Alert)
        {
            AlertedAt ??= now;
        }
        // Where of all revisions only the one that ends it is left, that has to do.
        var saysMore = (tellsMore || _turns.Count == 0) && GoOn(Moment.Read(alert.FirstSeenAt), now, options);
        var before = Sizes;
        Learn(alert, words, new(1, _heardAt ?? Moment.Read(alert.FirstSeenAt), now), options.Turn);
        _heardAt = now;
        return saysMore || Sizes != before;
    }

    /// <summary>By what headlines would be known for its own; what was found stays.</summary>
    public void Forget()
    {
        _words.Clear();
        _kinds.Clear();
        _places.Clear();
        Names.Clear();
        Links.Clear();
    }

    private (int, int, int, int, int) Sizes => (_words.Count, _kinds.Count, _places.Count, Names.Count, Links.Count);

    private bool GoOn(DateTimeOffset from, DateTimeOffset now, CoverageOptions options)
    {
        if (_turns.Count == 0 || now - _turns[^1].To > options.Turn)
        {
            _turns.Add(new(1, _turns.Count > 0 && from < _turns[^1].To ? now : from, now));
            return true;
        }
        var turn = _turns[^1];
        _turns[^1] = turn.And(new(1, _turns.Count == 1 ? from : turn.From, now), options.Turn);
        return _turns[^1] != turn;
    }

    private void Learn(Alert alert, NewsWords words, Said said, TimeSpan turn)
    {
        var terms = string.Join(". ", alert.Terms);
        foreach (var term in words.Of(terms))
        {
            Note(_words, term, said with { Weight = Telling }, turn);
        }
        // The news says Italy where people say Bologna, in whatever language.
        foreach (var term in words.Of(alert.Headline).Concat(words.Of(string.Join(". ", alert.Places))))
        {
            Note(_words, term, said, turn);
        }
        // A term that was a hashtag has lost its mark.
        foreach (var kind in words.KindsIn($"{alert.Headline}. {string.Join(' ', alert.Terms.Select(term => $"#{term}"))}").Each())
        {
            Note(_kinds, kind, said, turn);
        }
        foreach (var place in alert.Places.Select(words.PlaceOf).OfType<Place>())
        {
            Note(_places, place, said, turn);
        }
        // Which of them shared what has been withdrawn nobody knows any more.
        if (alert.Counts.Withdrawn > _withdrawn)
        {
            Links.Clear();
            _withdrawn = alert.Counts.Withdrawn;
        }
        Links.UnionWith(alert.Evidence.SelectMany(PageMark.Read));
        Names.UnionWith(words.NamesIn(terms));
        Names.UnionWith(words.NamesIn(alert.Headline, beginsSentence: true));
        Names.UnionWith(alert.Places.SelectMany(place => place.Split(", ")).SelectMany(words.NameOf));
    }

    private static void Note<T>(Dictionary<T, Said> known, T what, Said said, TimeSpan turn)
        where T : notnull => known[what] = known.TryGetValue(what, out var before) ? before.And(said, turn) : said;

    private static string At(Headline headline) => Moment.Text(headline.At!.Value.ToUnixTimeMilliseconds());
}
