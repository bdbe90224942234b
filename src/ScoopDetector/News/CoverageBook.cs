using System.Globalization;
using ScoopDetector.Alerts;
using ScoopDetector.Posts;
using ScoopDetector.Terms;
using ScoopDetector.Time;

namespace ScoopDetector.News;

/// <summary>Puts events and headlines together as both come in, in order of time.</summary>
/// <remarks>A link to the headline's page in a post of the event settles it; otherwise words must be shared that are rare among headlines: a name and
/// another one, or a name alone that tells much of both.
/// At any moment only what was known by then is used.</remarks>
public sealed class CoverageBook(CoverageOptions options)
{
    /// <summary>How much less a single shared word is worth.</summary>
    private const double OneWord = 2;

    private readonly NewsWords _words = new();
    private readonly WordRarity _rarity = new();
    private readonly Dictionary<TermId, List<Item>> _byTerm = [];
    private readonly Dictionary<string, List<TermId>> _linksByPost = [];
    private readonly Queue<Item> _items = new();
    private readonly Dictionary<string, Story> _stories = [];
    private readonly List<Story> _order = [];

    /// <summary>Every event with every headline that is about it, in order of time.</summary>
    public IEnumerable<(string EventId, Headline Headline, double Score)> Pairs =>
        _order.SelectMany(story => story.Matches.OrderBy(match => match.Headline.At).ThenBy(match => match.Headline.Id, StringComparer.Ordinal).Select(match => (story.First.EventId, match.Headline, match.Score)));

    internal IReadOnlyList<Story> Stories => _order;

    public int Headlines { get; private set; }

    /// <summary>Until when both streams are known.</summary>
    public DateTimeOffset? Now { get; private set; }

    /// <summary>A post that links to something; other posts need not be shown.</summary>
    public void Accept(in Post post)
    {
        foreach (var link in _words.LinksOf(post.Text).Concat(_words.LinksOf(post.Links)))
        {
            var id = System.Text.Encoding.UTF8.GetString(post.Id);
            (_linksByPost.TryGetValue(id, out var links) ? links : _linksByPost[id] = []).Add(link);
        }
    }

    /// <summary>Headlines come in the order of <see cref="Headline.At"/>.</summary>
    public void Accept(Headline headline)
    {
        var item = new Item(headline, _words.Of($"{headline.Title}. {headline.Summary}"), _words.NamesIn($"{headline.Title}. {headline.Summary}"), headline.Url is { } url ? _words.LinksOf(System.Text.Encoding.UTF8.GetBytes(url)).FirstOrDefault() : default);
        Now = headline.At;
        Headlines++;
        ForgetOld();
        _items.Enqueue(item);
        foreach (var term in item.Keys)
        {
            (_byTerm.TryGetValue(term, out var items) ? items : _byTerm[term] = []).Add(item);
        }
        foreach (var story in _order.Where(story => Time(story.First.AlertedAt) >= item.At - options.LookAhead))
        {
            TryMatch(story, item);
        }
        _rarity.Learn(item.Terms);
    }

    /// <summary>Takes note of an alert, and says what the news had by then.</summary>
    public AlertCoverage Accept(Alert alert)
    {
        Now = Time(alert.AlertedAt);
        if (!_stories.TryGetValue(alert.EventId, out var story))
        {
            _stories[alert.EventId] = story = new(alert);
            _order.Add(story);
        }
        var saysMore = story.Take(alert, _words);
        foreach (var evidence in alert.Evidence)
        {
            foreach (var link in _linksByPost.GetValueOrDefault(evidence.PostId, []))
            {
                saysMore |= story.Links.Add(link);
            }
        }
        if (saysMore)
        {
            LookBack(story);
        }
        return CoverageOf(story);
    }

    private static AlertCoverage CoverageOf(Story story) => story.FirstHeadline is not { } first ? AlertCoverage.Unreported : new(
        "reported",
        Moment.Text(first.At!.Value.ToUnixTimeMilliseconds()),
        first.Title,
        first.Source,
        first.Url,
        Math.Round((first.At.Value - Time((story.Alerted ?? story.First).AlertedAt)).TotalSeconds, 1));

    private void LookBack(Story story)
    {
        var since = Time(story.First.AlertedAt) - options.LookBack;
        foreach (var item in story.Weights.Keys.Concat(story.Links).SelectMany(term => _byTerm.GetValueOrDefault(term, [])).Distinct().Where(item => item.At >= since))
        {
            TryMatch(story, item);
        }
    }

    private void TryMatch(Story story, Item item)
    {
        // A feed's first look brings what is months old: a story that had not begun is not that one.
        if (item.At < Time(story.First.AlertedAt) - options.LookBack || story.Matches.Any(match => ReferenceEquals(match.Headline, item.Headline)))
        {
            return;
        }
        var score = item.Link != default && story.Links.Contains(item.Link) ? 1 : Alike(story, item);
        if (score >= options.Match)
        {
            story.Matches.Add((item.Headline, score));
        }
    }

    /// <summary>How much of what the headline says the event's people say too, each word by its rarity: 0 for none of it, 1 for all.</summary>
    private double Alike(Story story, Item item)
    {
        double common = 0, all = 0;
        var (shared, names) = (0, 0);
        foreach (var term in item.Terms)
        {
            var rarity = _rarity.Of(term);
            all += rarity * rarity;
            if (story.Weights.TryGetValue(term, out var weight))
            {
                common += weight * rarity * rarity;
                shared += term.Kind == TermKind.Bigram ? 0 : 1;
                names += item.Names.Contains(term) && story.Names.Contains(term) ? 1 : 0;
            }
        }
        return names == 0 ? 0 : Math.Min(1, common / all / (shared == 1 ? OneWord : 1));
    }

    private void ForgetOld()
    {
        while (_items.TryPeek(out var oldest) && oldest.At < Now - options.LookBack)
        {
            _items.Dequeue();
            foreach (var term in oldest.Keys)
            {
                // Oldest first, as they came.
                _byTerm[term].RemoveAt(0);
                if (_byTerm[term].Count == 0)
                {
                    _byTerm.Remove(term);
                }
            }
        }
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Item(Headline Headline, HashSet<TermId> Terms, HashSet<TermId> Names, TermId Link)
    {
        public DateTimeOffset At => Headline.At!.Value;

        public IEnumerable<TermId> Keys => Link == default ? Terms : Terms.Append(Link);
    }
}
