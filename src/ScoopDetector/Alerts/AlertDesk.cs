using ScoopDetector.Events;
using ScoopDetector.Places;
using ScoopDetector.Posts;
using ScoopDetector.Stages;
using ScoopDetector.State;
using ScoopDetector.Tallies;
using ScoopDetector.Time;

namespace ScoopDetector.Alerts;

/// <summary>Decides which events are told, at which level, and when they are told anew.</summary>
/// <remarks>An upgrade is held back only by a story told lately that it may be a part of; an update waits until there is something new to say.</remarks>
/// <param name="options">The bars.</param>
/// <param name="score">What ranks the events; null for the plain score.</param>
/// <param name="considered">Is told of every event that was weighed, with its score and the bar.</param>
/// <param name="places">The places that an alert may name; null for those that are shipped.</param>
internal sealed class AlertDesk(AlertOptions options, INewsScore? score = null, Action<Weighing>? considered = null, Gazetteer? places = null) : IStage<CandidateEvent, Alert>, IStateful
{
    /// <summary>So many terms of an event are held against those of what was told.</summary>
    private const int MostWords = 6;

    /// <summary>A word that more than one post in 128 uses is no sign of a story: in a forum about one war, whatever is told shares its name with all else.</summary>
    private const float LeastBits = 7;

    /// <summary>Where a story of the same town or region was told lately, so many times as many voices are needed for one of its own.</summary>
    public const int MoreInOneTown = 3;

    /// <summary>The same where such a happening was told lately, thereabouts: one earthquake is told in three languages.</summary>
    public const int MoreOfOneHappening = 10;

    private readonly INewsScore _score = score ?? new PlainScore();
    private readonly PlaceFinder _places = new(places ?? Gazetteer.Shipped);

    private readonly HappeningFinder _happenings = new();

    // By the event that each follows now.
    private readonly Dictionary<string, Thread> _threads = [];
    private readonly Dictionary<string, double> _best = [];
    private readonly PlaceShares _shares = new();
    private readonly ToldStories _stories = new(options.SameStory);
    private readonly NoiseBudget _budget = new(options.FalseAlertsPerDay, options.AlertScore);

    public void Accept(CandidateEvent news, Action<Alert> emit)
    {
        _stories.MoveTo(news.Pane.End);
        _shares.MoveTo(news.Pane.End);
        var score = _score.Of(news.Evidence);
        Spend(news, score);
        _threads.TryGetValue(news.Id, out var thread);
        // What is over rises no more: it may have waited on watch until it was.
        var level = news.Phase == EventPhase.Open ? LevelOf(news, score) : null;
        var related = thread?.Level != AlertLevel.Alert && (level == AlertLevel.Alert || considered is not null) ? Related(news, thread) : null;
        considered?.Invoke(new(news, ThisTurn(news, thread), score, _budget.Bar, related));
        if (level == AlertLevel.Alert && related is not null)
        {
            level = AlertLevel.Watch;
        }
        else
        {
            related = null;
        }
        if (thread is not null && news.MergedInto is { } into && GoesOn(thread, _threads.GetValueOrDefault(into)))
        {
            GoOn(news, thread, into, score, emit);
            return;
        }
        if (thread is not null)
        {
            thread.Withdrawn ??= news.Withdrawn;
            thread.Released ??= news.Released;
        }
        if (Next(news, level, thread, related) is not { } state)
        {
            if (news.Phase != EventPhase.Open)
            {
                _threads.Remove(news.Id);
            }
            return;
        }
        thread ??= _threads[news.Id] = new(news.Id);
        thread.Level = Highest(thread.Level, level);
        Tell(news, thread, state, score, into: news.MergedInto is { } heirs ? _threads[heirs].EventId : null, related, emit);
        if (state is AlertState.Closed or AlertState.Merged)
        {
            _threads.Remove(news.Id);
        }
    }

    /// <summary>Whether a story keeps its id when its event merges into another: if nobody was told of that one, or only on watch, while it is an alert.</summary>
    private static bool GoesOn(Thread thread, Thread? heir) => heir is null || (thread.Level == AlertLevel.Alert && heir.Level == AlertLevel.Watch);

    /// <summary>The story goes on in another event, under the id by which the newsroom knows it; what was on watch there becomes part of it.</summary>
    private void GoOn(CandidateEvent news, Thread thread, string into, double score, Action<Alert> emit)
    {
        if (_threads.TryGetValue(into, out var quiet))
        {
            Tell(news, quiet, AlertState.Merged, score, into: thread.EventId, related: null, emit);
        }
        _threads[into] = thread;
        _threads.Remove(news.Id);
        (thread.Withdrawn, thread.Released) = (null, null);
    }

    private void Tell(CandidateEvent news, Thread thread, AlertState state, double score, string? into, string? related, Action<Alert> emit)
    {
        thread.Revision++;
        news = ThisTurn(news, thread);
        var places = _places.Of(news.Members);
        if (thread.Revision == 1 && related is null)
        {
            _shares.Tell(places, news.Pane.End);
        }
        if (state == AlertState.Retracted)
        {
            _stories.Forget(thread.EventId);
            thread.Since = null;
        }
        else if (thread is { Level: AlertLevel.Alert, Since: null })
        {
            thread.Since = news.Members.Count > 0 ? news.Members[0].Voice.Post.ObservedAt : news.Pane.Start;
            _stories.Tell(thread.EventId, Words(news), places, _happenings.Of(news.Members), news.Pane.End);
        }
        thread.Authors = state == AlertState.Retracted ? thread.Authors : news.Evidence.Authors;
        (thread.Withdrawn, thread.Released) = (news.Withdrawn, news.Released);
        var representative = Wording.Representative(news);
        var named = EvidenceOrder.Of(news, representative).Take(options.MaxEvidence).ToList();
        thread.Named = [.. named.Select(one => one.Member.Voice.Post.IdHash)];
        thread.RelatedTo = thread.Level == AlertLevel.Alert ? null : related ?? thread.RelatedTo;
        emit(Write(news, thread, state, score, into, representative, named, places) with { RelatedTo = thread.RelatedTo });
    }

    /// <summary>The event without what was said before this turn of it: for an alert since its turn began, else lately; all of it if that leaves too few posts to tell it.</summary>
    /// <remarks>What was on watch for hours and rises is told by what people say now, not by what they said then.</remarks>
    private CandidateEvent ThisTurn(CandidateEvent news, Thread? thread)
    {
        var since = thread?.Since ?? news.Pane.End - EventFile.Lately + 1;
        var before = news.Members.TakeWhile(member => member.Voice.Post.ObservedAt < since).Count();
        return before == 0 || news.Members.Count - before < options.AlertVoices ? news : news with { Members = [.. news.Members.Skip(before)] };
    }

    private AlertLevel? LevelOf(CandidateEvent news, double score) => score switch
    {
        _ when score >= _budget.Bar && news.Evidence.Independent >= options.AlertVoices => AlertLevel.Alert,
        _ when score >= _budget.Bar - (options.AlertScore - options.WatchScore) && news.Evidence.Independent >= options.WatchVoices => AlertLevel.Watch,
        _ => null,
    };

    /// <summary>The story told lately that this event may be a part of: one that says something alike, shares words with it, lies in the same place, or is such a happening thereabouts; null for none.</summary>
    private string? Related(CandidateEvent news, Thread? thread)
    {
        var voices = news.Evidence.Independent;
        if (voices < options.AlertVoices || voices >= options.OwnStoryVoices * MoreOfOneHappening)
        {
            return null;
        }
        var turn = ThisTurn(news, thread);
        var places = _places.Of(turn.Members);
        return (voices < options.OwnStoryVoices ? InOtherWords(news, places) : null)
            ?? (voices < options.OwnStoryVoices * MoreInOneTown ? _stories.In(places, _shares.IsRare) : null)
            ?? _stories.Same(_happenings.Of(turn.Members), places, _shares.IsRare);
    }

    private string? InOtherWords(CandidateEvent news, IReadOnlyList<Place> places) =>
        _stories.Alike(Words(news)) ?? news.Akin.Select(id => _threads.GetValueOrDefault(id)?.EventId).FirstOrDefault(_stories.Has) ?? _stories.At(places, _shares.IsRare);

    /// <summary>What the event is known by: its leading terms, but for words that are said all the time.</summary>
    private static IReadOnlyList<string> Words(CandidateEvent news) => Wording.Terms(news with { Bursts = [.. news.Bursts.Where(burst => burst.Bits >= LeastBits)] }, MostWords);

    /// <summary>What was weighed now changes the bar for what comes later, never for itself.</summary>
    private void Spend(CandidateEvent news, double score)
    {
        _budget.MoveTo(news.Pane.End);
        if (news.Phase != EventPhase.Open)
        {
            _best.Remove(news.Id);
        }
        else if (news.Evidence.Independent >= options.AlertVoices)
        {
            var before = _best.TryGetValue(news.Id, out var best) ? best : (double?)null;
            if (before is null || score > before)
            {
                _budget.Note(before, score);
                _best[news.Id] = score;
            }
        }
    }

    /// <summary>The state of the next revision; null if there is nothing to say.</summary>
    private AlertState? Next(CandidateEvent news, AlertLevel? level, Thread? thread, string? related) => (news.Phase, thread?.Level) switch
    {
        (EventPhase.Open, null) => level is null ? null : AlertState.Opened,
        (_, null) => null,
        (EventPhase.Merged, _) => AlertState.Merged,
        (EventPhase.Closed, _) => AlertState.Closed,
        (_, { }) when news.Evidence.Independent < options.WatchVoices && news.Withdrawn > thread!.Withdrawn => AlertState.Retracted,
        (_, AlertLevel.Watch) when level == AlertLevel.Alert || (related is not null && thread!.RelatedTo is null) => AlertState.Updated,
        (_, { }) when news.Evidence.Authors >= Math.Max(1, thread!.Authors) * options.UpdateGrowth || news.Withdrawn >= thread.Withdrawn + Math.Max(1, thread.Authors / 4) || NamesWhatIsGone(thread, news) => AlertState.Updated,
        _ => null,
    };

    /// <summary>A revision that names a post, or is headed by its words, outlives neither the post nor that it is about this event: one that does not follows at once.</summary>
    private static bool NamesWhatIsGone(Thread thread, CandidateEvent news) =>
        (news.Withdrawn > thread.Withdrawn || news.Released > thread.Released) && thread.Named.Except(news.Members.Select(member => member.Voice.Post.IdHash)).Any();

    private static AlertLevel? Highest(AlertLevel? before, AlertLevel? now) => (before, now) switch
    {
        (AlertLevel.Alert, _) or (_, AlertLevel.Alert) => AlertLevel.Alert,
        (null, _) => now,
        _ => before,
    };

    private Alert Write(CandidateEvent news, Thread thread, AlertState state, double score, string? into, Member? representative, List<(Member Member, string Role)> named, IReadOnlyList<Place> places)
    {
        var evidence = news.Evidence;
        var headline = representative is null ? "" : Wording.Clean(representative.Voice.Post.Text);
        var lead = news.Bursts.Count > 0 ? news.Bursts[0] : null;
        var newsworthiness = 1 / (1 + Math.Exp(-score));
        return new()
        {
            AlertId = $"{thread.EventId}-{thread.Revision}",
            EventId = thread.EventId,
            Revision = thread.Revision,
            State = state,
            Level = thread.Level!.Value,
            MergedInto = into,
            FirstSeenAt = Moment.Text(news.Members.Count > 0 ? news.Members[0].Voice.Post.ObservedAt : news.Pane.Start),
            AlertedAt = Moment.Text(news.Pane.End),
            Headline = headline,
            Terms = Wording.Terms(news, options.MaxTerms),
            Languages = [.. Wording.Commonest(news, static post => post.Language).Take(3).Select(language => language.Key)],
            Places = [.. places.Select(place => place.Label)],
            Networks = Wording.Networks(news),
            Counts = new(evidence.Posts, evidence.Authors, Reasons.Round(evidence.PerMinute),
                lead is null ? 0 : Reasons.Round(lead.Usual / lead.Window.TotalMinutes), Reasons.Round(evidence.Surprise), news.Withdrawn, evidence.Independent),
            Newsworthiness = Reasons.Round(newsworthiness),
            Bar = Reasons.Round(_budget.Bar),
            Urgency = Math.Clamp(9 - (int)(newsworthiness * 8), 1, 9),
            Novelty = Reasons.Round(lead is null ? 0 : Math.Clamp(1 - (lead.Usual / Math.Max(1, lead.Independent)), 0, 1)),
            Why = _score.Explain(evidence),
            Evidence = EvidenceOf(news, named),
            Flags = new(Reasons.Round(Math.Clamp(evidence.TopOriginShare * 1.2 - 0.2, 0, 1)), Reasons.Round(evidence.RepostShare), evidence.Independent <= 1),
        };
    }

    private static AlertEvidence[] EvidenceOf(CandidateEvent news, List<(Member Member, string Role)> named)
    {
        var saidBefore = EvidenceOrder.SaidBefore(news, [.. named.Select(one => one.Member)]);
        return [.. named.Select(one => EvidenceOf(one.Member.Voice.Post, one.Role, saidBefore[one.Member]))];
    }

    private static AlertEvidence EvidenceOf(PostDigest post, string role, double saidBefore) => new(
        post.Id, Moment.Text(post.CreatedAt), post.AuthorId, role, post.Network, PostAddress.Of(post.Network, post.Id),
        Math.Round(saidBefore, 2), (post.Traits & PostTraits.Media) != 0 || MediaLink.IsIn(post.Beginning), PageMark.Of(post));

    public void Save(StateWriter writer)
    {
        _stories.Save(writer);
        _shares.Save(writer);
        _budget.Save(writer);
        writer.Count(_best.Count);
        foreach (var (id, score) in _best.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            writer.Text(id);
            writer.Exact(score);
        }
        writer.Count(_threads.Count);
        foreach (var (id, thread) in _threads.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            writer.Text(id);
            thread.Save(writer);
        }
    }

    public void Load(StateReader reader)
    {
        _stories.Load(reader);
        _shares.Load(reader);
        _budget.Load(reader);
        for (var count = reader.Length(); count > 0; count--)
        {
            _best[reader.Text()] = reader.Double();
        }
        for (var count = reader.Length(); count > 0; count--)
        {
            _threads[reader.Text()] = Thread.Load(reader);
        }
    }

    /// <param name="eventId">The event that was told first: whatever it merges into, the newsroom knows the story by this id.</param>
    private sealed class Thread(string eventId)
    {
        public string EventId { get; } = eventId;

        public int Revision { get; set; }

        public AlertLevel? Level { get; set; }

        public int Authors { get; set; }

        /// <summary>When the turn of the story began that was told as an alert, in milliseconds; null while it is on watch.</summary>
        public long? Since { get; set; }

        /// <summary>The story that it was last said to be a part of, perhaps; null for none, and for an alert.</summary>
        public string? RelatedTo { get; set; }

        /// <summary>Null while it is not known how many were withdrawn of the event that it follows now.</summary>
        public int? Withdrawn { get; set; } = 0;

        /// <summary>Null while it is not known how many posts the event that it follows now has given up.</summary>
        public int? Released { get; set; } = 0;

        /// <summary>The posts in evidence of the latest revision, by the hashes of their ids.</summary>
        public ulong[] Named { get; set; } = [];

        public void Save(StateWriter writer)
        {
            writer.Text(EventId);
            writer.Signed(Since ?? -1);
            writer.Text(RelatedTo ?? "");
            writer.Count(Revision);
            writer.Signed(Level is { } level ? (long)level : -1);
            writer.Count(Authors);
            writer.Signed(Withdrawn ?? -1);
            writer.Signed(Released ?? -1);
            writer.Count(Named.Length);
            foreach (var post in Named)
            {
                writer.Fixed(post);
            }
        }

        public static Thread Load(StateReader reader) => new(reader.Text())
        {
            Since = reader.Signed() is >= 0 and var since ? since : null,
            RelatedTo = reader.Text() is { Length: > 0 } related ? related : null,
            Revision = reader.Count(),
            Level = reader.Signed() is >= 0 and var level ? (AlertLevel)level : null,
            Authors = reader.Count(),
            Withdrawn = reader.Signed() is >= 0 and var withdrawn ? (int)withdrawn : null,
            Released = reader.Signed() is >= 0 and var released ? (int)released : null,
            Named = [.. Enumerable.Range(0, reader.Length()).Select(_ => reader.Fixed8())],
        };
    }
}
