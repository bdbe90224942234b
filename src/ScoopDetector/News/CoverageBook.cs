using ScoopDetector.Alerts;
using ScoopDetector.Places;
using ScoopDetector.Time;

namespace ScoopDetector.News;

/// <summary>Puts events and headlines together as both come in, in order of time.</summary>
/// <remarks>What is alike (<see cref="Likeness"/>) and of the time of the event is about it; what is alike and of another time, or less alike, may be, and an editor says. At any moment only what was known by then is used.</remarks>
/// <param name="options">What counts as alike, and of its time.</param>
/// <param name="gazetteer">The places that are known by name.</param>
public sealed class CoverageBook(CoverageOptions options, Gazetteer gazetteer)
{
    private readonly NewsWords _words = new(gazetteer);
    private readonly Likeness _likeness = new(options);
    private readonly HeadlineIndex _headlines = new(new(gazetteer));
    private readonly CarriedStories _carried = new(options);
    private readonly Dictionary<string, Story> _stories = [];
    private readonly List<Story> _order = [];

    // Those that a headline may still be about.
    private readonly List<Story> _waiting = [];
    private readonly Dictionary<(string EventId, string Key), bool> _verdicts = [];

    /// <summary>Every event with every headline that is about it, or may be, in order of time.</summary>
    public IEnumerable<(string EventId, Mention Mention)> Pairs => _order.SelectMany(story => MentionsOf(story.EventId).Select(mention => (story.EventId, mention)));

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

    /// <summary>Headlines come more or less in the order of <see cref="Headline.At"/>; of one that comes again the first version counts.</summary>
    /// <returns>The events to which it makes a difference; null if it was known already.</returns>
    public IReadOnlyList<string>? Accept(Headline headline)
    {
        if (_headlines.Add(headline) is not { } item)
        {
            return null;
        }
        Reach(item.At);
        Headlines++;
        List<string> changed = [.. _waiting.Where(story => TryMatch(story, item)).Select(story => story.EventId)];
        // A feed's first look brings what is days old, and nobody can have missed that now.
        if (headline.Channel == NewsChannel.News && item.At >= Now - options.LookAhead)
        {
            _carried.Accept(headline, item.Terms, item.Names, _likeness.Rarity);
        }
        _likeness.Rarity.Learn(item.Terms);
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
            var mention = story.Mentions[at];
            story.Mentions[at] = mention with { Standing = StandingOf(story, mention.Headline, mention.Alike, mention.Score) };
        }
    }

    /// <summary>The headlines that are about an event, may be, or were said not to be, in order of time.</summary>
    public IReadOnlyList<Mention> MentionsOf(string eventId) =>
        [.. _stories.TryGetValue(eventId, out var story) ? story.Mentions.OrderBy(mention => mention.Headline.At).ThenBy(mention => mention.Headline.Id, StringComparer.Ordinal) : Enumerable.Empty<Mention>()];

    /// <summary>What the news has of an event now.</summary>
    public AlertCoverage CoverageOf(string eventId) => _stories.TryGetValue(eventId, out var story) ? story.Coverage : AlertCoverage.Unreported;

    /// <summary>Takes note of an alert, and says what the news has of it.</summary>
    /// <param name="alert">A revision.</param>
    /// <param name="told">When the event was first told, and when as an alert, as far as is known from elsewhere: of a topic that is compacted the first revisions are gone. Null for what the revisions say.</param>
    public AlertCoverage Accept(Alert alert, Told? told = null)
    {
        Reach(Moment.Read(alert.AlertedAt));
        if (!_stories.TryGetValue(alert.EventId, out var story))
        {
            _stories[alert.EventId] = story = new(alert, told);
            _order.Add(story);
        }
        var saysMore = story.Take(alert, _words, options);
        if (IsOver(story))
        {
            story.Forget();
            return story.Coverage;
        }
        if (!_waiting.Contains(story))
        {
            _waiting.Add(story);
        }
        if (saysMore)
        {
            foreach (var item in _headlines.With(story.Words.Keys.Concat(story.Links), story.Places.Keys))
            {
                TryMatch(story, item);
            }
        }
        return story.Coverage;
    }

    /// <returns>Whether it makes a difference to the event.</returns>
    private bool TryMatch(Story story, IndexedHeadline item)
    {
        // A feed's first look brings what is months old: a story that had not begun is not that one, nor one that is over.
        if (item.At < story.OpenedAt - options.LookBack || item.At > WaitsUntil(story))
        {
            return false;
        }
        var (alike, score) = _likeness.Of(story, item);
        var known = story.Find(item.Headline.Key);
        if (known >= 0 && story.Mentions[known].Score >= score)
        {
            return false;
        }
        if (score < options.Maybe && alike < options.Match && !_verdicts.ContainsKey((story.EventId, item.Headline.Key)))
        {
            return false;
        }
        var mention = new Mention(item.Headline, alike, score, StandingOf(story, item.Headline, alike, score));
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

    private MentionStanding StandingOf(Story story, Headline headline, double alike, double score) =>
        _verdicts.TryGetValue((story.EventId, headline.Key), out var isAbout) ? isAbout ? MentionStanding.Confirmed : MentionStanding.Refused
            : score >= options.Match ? MentionStanding.Match
            : alike >= options.Match ? MentionStanding.OtherTime : MentionStanding.Maybe;

    /// <summary>Time goes on: headlines that are too old for an event that may still be told of the news are forgotten, and the words of events that are too old for headlines.</summary>
    private void Reach(DateTimeOffset moment)
    {
        Now = Now > moment ? Now : moment;
        _headlines.ForgetBefore(Now.Value - options.LookBack - options.LookAhead);
        _waiting.RemoveAll(story =>
        {
            if (IsOver(story))
            {
                story.Forget();
                return true;
            }
            return false;
        });
    }

    /// <summary>Until when a headline may be about it.</summary>
    private DateTimeOffset WaitsUntil(Story story) => (story.AlertedAt ?? story.OpenedAt) + options.LookAhead;

    /// <summary>No headline that is still known is of its time.</summary>
    private bool IsOver(Story story) => WaitsUntil(story) < Now - options.LookBack - options.LookAhead;
}
