using System.Globalization;
using ScoopDetector.Alerts;
using ScoopDetector.Posts;
using ScoopDetector.Terms;
using ScoopDetector.Time;

namespace ScoopDetector.News;

/// <summary>Puts events and headlines together as both come in, in order of time.</summary>
/// <remarks>A link to the headline's page in a post of the event settles it; otherwise words must be shared that are rare among headlines: a name and
/// another one, or a name alone that tells much of both. The further a headline lies from the time in which people talked of the event, the more alike it has to be: the same words
/// are said of the next flood in the same town.
/// At any moment only what was known by then is used.</remarks>
public sealed class CoverageBook
{
    /// <summary>How much less a single shared word is worth.</summary>
    private const double OneWord = 2;

    private readonly NewsWords _words;
    private readonly PostLinks _links;
    private readonly WordRarity _rarity = new();
    private readonly Dictionary<TermId, List<Item>> _byTerm = [];
    private readonly HashSet<string> _known = [];
    private readonly PriorityQueue<Item, DateTimeOffset> _items = new();
    private readonly Dictionary<string, Story> _stories = [];
    private readonly List<Story> _order = [];
    private readonly List<Story> _waiting = [];
    private readonly Dictionary<(string EventId, string Key), bool> _verdicts = [];
    private readonly CoverageOptions _options;
    private readonly CarriedStories _carried;

    public CoverageBook(CoverageOptions options)
    {
        _options = options;
        _words = new();
        _links = new(_words);
        _carried = new(options);
    }

    /// <summary>Every event with every headline that is about it, or may be, in order of time.</summary>
    public IEnumerable<(string EventId, Mention Mention)> Pairs => _order.SelectMany(story => MentionsOf(story.Opening.EventId).Select(mention => (story.Opening.EventId, mention)));

    internal IReadOnlyList<Story> Stories => _order;

    /// <summary>What several outlets carried while events could be told, whether or not an alert was about it.</summary>
    internal IEnumerable<CarriedStory> Carried => _carried.All.Where(story => !(story.First.At < Since) && !(story.First.At > Until));

    public int Headlines { get; private set; }

    /// <summary>Until when both streams are known.</summary>
    public DateTimeOffset? Now { get; private set; }

    /// <summary>Since when events could be told: stories of the news from before that are no misses. Null while nobody has said.</summary>
    public DateTimeOffset? Since { get; set; }

    /// <summary>Until when they could be; null while they still can.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>A post that links to something; other posts need not be shown.</summary>
    public void Accept(in Post post) => _links.Accept(post);

    /// <summary>Headlines come more or less in the order of <see cref="Headline.At"/>; of one that comes again the first version counts.</summary>
    /// <returns>The events to which it makes a difference; null if it was known already.</returns>
    public IReadOnlyList<string>? Accept(Headline headline)
    {
        if (!_known.Add(headline.Key))
        {
            return null;
        }
        var item = new Item(headline, _words.Of($"{headline.Title}. {headline.Summary}"), _words.NamesIn($"{headline.Title}. {headline.Summary}"), headline.Url is { } url ? _words.LinksOf(System.Text.Encoding.UTF8.GetBytes(url)).FirstOrDefault() : default);
        Reach(item.At);
        Headlines++;
        ForgetOld();
        _items.Enqueue(item, item.At);
        foreach (var term in item.Keys)
        {
            (_byTerm.TryGetValue(term, out var items) ? items : _byTerm[term] = []).Add(item);
        }
        List<string> changed = [.. _waiting.Where(story => TryMatch(story, item)).Select(story => story.Opening.EventId)];
        // A feed's first look brings what is days old, and nobody can have missed that now.
        if (headline.Channel == NewsChannel.News && item.At >= Now - _options.LookAhead)
        {
            _carried.Accept(headline, item.Terms, item.Names, _rarity);
        }
        _rarity.Learn(item.Terms);
        return changed;
    }

    /// <summary>What an editor says of a headline; it holds from now on, also of a headline or an event that is yet to come.</summary>
    /// <param name="eventId">Of the event.</param>
    /// <param name="key">Of the headline.</param>
    /// <param name="isAbout">Whether it is about the event; null takes back what was said before.</param>
    public void Judge(string eventId, string key, bool? isAbout)
    {
        if (isAbout is { } verdict)
        {
            _verdicts[(eventId, key)] = verdict;
        }
        else
        {
            _verdicts.Remove((eventId, key));
        }
        if (_stories.TryGetValue(eventId, out var story) && story.Find(key) is >= 0 and var at)
        {
            story.Mentions[at] = Judged(story, story.Mentions[at].Headline, story.Mentions[at].Score);
        }
    }

    /// <summary>The headlines that are about an event, may be, or were said not to be, in order of time.</summary>
    public IReadOnlyList<Mention> MentionsOf(string eventId) =>
        [.. _stories.TryGetValue(eventId, out var story) ? story.Mentions.OrderBy(mention => mention.Headline.At).ThenBy(mention => mention.Headline.Id, StringComparer.Ordinal) : Enumerable.Empty<Mention>()];

    /// <summary>What the news has of an event now.</summary>
    public AlertCoverage CoverageOf(string eventId) => _stories.TryGetValue(eventId, out var story) ? CoverageOf(story) : AlertCoverage.Unreported;

    /// <summary>Takes note of an alert, and says what the news has of it.</summary>
    /// <param name="alert">A revision.</param>
    /// <param name="told">When the event was first told, and when as an alert, as far as is known from elsewhere: of a topic that is compacted the first revisions are gone. Null for what the revisions say.</param>
    public AlertCoverage Accept(Alert alert, Told? told = null)
    {
        Reach(Time(alert.AlertedAt));
        if (!_stories.TryGetValue(alert.EventId, out var story))
        {
            _stories[alert.EventId] = story = new(alert, told);
            _order.Add(story);
        }
        var lived = story.Lived;
        var saysMore = story.Take(alert, _words) || story.Lived.From < lived.From || story.Lived.To - lived.To >= _options.Fade / 2;
        foreach (var evidence in alert.Evidence)
        {
            foreach (var link in _links.Of(evidence.PostId))
            {
                saysMore |= story.Links.Add(link);
            }
        }
        if (!IsOver(story) && !_waiting.Contains(story))
        {
            _waiting.Add(story);
        }
        if (saysMore)
        {
            LookBack(story);
        }
        return CoverageOf(story);
    }

    /// <summary>Of headlines that are still of use.</summary>
    private DateTimeOffset? Oldest => Now - _options.LookBack - _options.LookAhead;

    private static AlertCoverage CoverageOf(Story story)
    {
        var corroborated = new[] { NewsChannel.Warning, NewsChannel.Encyclopedia }.Select(story.First).OfType<Headline>()
            .Select(headline => new AlertCorroboration(headline.Channel.ToString().ToLowerInvariant(), At(headline), headline.Title, headline.Source, headline.Url)).ToArray();
        var coverage = story.First(NewsChannel.News) is { } news ? Reported(news, Math.Round((news.At!.Value - (story.AlertedAt ?? story.OpenedAt)).TotalSeconds, 1))
            : story.First(NewsChannel.Index) is { } indexed ? new AlertCoverage("indexed", null, indexed.Title, indexed.Source, indexed.Url, null)
            : AlertCoverage.Unreported;
        return corroborated.Length == 0 ? coverage : coverage with { Corroborated = corroborated };
    }

    private static AlertCoverage Reported(Headline news, double lead) => new("reported", At(news), news.Title, news.Source, news.Url, lead);

    private static string At(Headline headline) => Moment.Text(headline.At!.Value.ToUnixTimeMilliseconds());

    private void LookBack(Story story)
    {
        foreach (var item in story.Weights.Keys.Concat(story.Links).SelectMany(term => _byTerm.GetValueOrDefault(term, [])).Distinct())
        {
            TryMatch(story, item);
        }
    }

    /// <returns>Whether it makes a difference to the event.</returns>
    private bool TryMatch(Story story, Item item)
    {
        // A feed's first look brings what is months old: a story that had not begun is not that one, nor one that is over.
        if (item.At < story.OpenedAt - _options.LookBack || item.At > (story.AlertedAt ?? story.OpenedAt) + _options.LookAhead)
        {
            return false;
        }
        var known = story.Find(item.Headline.Key);
        var score = item.Link != default && story.Links.Contains(item.Link) ? 1 : Alike(story, item) * Timely(story, item.At);
        if ((score < _options.Maybe && !_verdicts.ContainsKey((story.Opening.EventId, item.Headline.Key))) || (known >= 0 && story.Mentions[known].Score >= score))
        {
            return false;
        }
        var mention = Judged(story, item.Headline, score);
        if (known >= 0)
        {
            story.Mentions[known] = mention;
        }
        else
        {
            story.Mentions.Add(mention);
        }
        return true;
    }

    private Mention Judged(Story story, Headline headline, double score) => new(
        headline,
        score,
        _verdicts.TryGetValue((story.Opening.EventId, headline.Key), out var isAbout) ? isAbout ? MentionStanding.Confirmed : MentionStanding.Refused : score >= _options.Match ? MentionStanding.Match : MentionStanding.Maybe);

    /// <summary>What likeness in words is worth of a headline from outside the time in which the event was talked about.</summary>
    private double Timely(Story story, DateTimeOffset at)
    {
        var away = at < story.Lived.From ? story.Lived.From - at : at > story.Lived.To ? at - story.Lived.To : TimeSpan.Zero;
        return 1 / (1 + (away / _options.Fade));
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

    private void Reach(DateTimeOffset moment) => Now = Now > moment ? Now : moment;

    /// <summary>No headline that is still known, or will be, is of its time.</summary>
    private bool IsOver(Story story) => (story.AlertedAt ?? story.OpenedAt) + _options.LookAhead < Oldest;

    /// <summary>Headlines and posts that are too old for an event that may still be told of the news, and the words of events that are too old for headlines.</summary>
    private void ForgetOld()
    {
        _links.MoveTo(Now!.Value);
        _waiting.RemoveAll(story =>
        {
            if (IsOver(story))
            {
                story.Forget();
                return true;
            }
            return false;
        });
        while (_items.TryPeek(out var oldest, out var at) && at < Oldest)
        {
            _items.Dequeue();
            _known.Remove(oldest.Headline.Key);
            foreach (var term in oldest.Keys)
            {
                _byTerm[term].Remove(oldest);
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
