using ScoopDetector.Events;
using ScoopDetector.Stages;
using ScoopDetector.Time;

namespace ScoopDetector.Alerts;

/// <summary>Decides which events are told, at which level, and when they are told anew.</summary>
/// <remarks>An upgrade is never held back; an update waits until there is something new to say.</remarks>
internal sealed class AlertDesk(AlertOptions options, Action<CandidateEvent, double>? considered = null) : IStage<CandidateEvent, Alert>
{
    private readonly Dictionary<string, Thread> _threads = [];
    private readonly Dictionary<string, double> _best = [];
    private readonly Dictionary<string, AlertLevel> _inherited = [];
    private readonly NoiseBudget _budget = new(options.FalseAlertsPerDay, options.AlertScore);

    public void Accept(CandidateEvent news, Action<Alert> emit)
    {
        var score = EventScore.Of(news.Evidence);
        considered?.Invoke(news, score);
        var level = Highest(LevelOf(news, score), Inherited(news));
        Spend(news, score);
        _threads.TryGetValue(news.Id, out var thread);
        if (Next(news, level, thread) is not { } state)
        {
            if (news.Phase != EventPhase.Open)
            {
                _threads.Remove(news.Id);
            }
            return;
        }
        thread ??= _threads[news.Id] = new();
        thread.Revision++;
        thread.Level = Highest(thread.Level, level);
        thread.Authors = state == AlertState.Retracted ? thread.Authors : news.Evidence.Authors;
        thread.Withdrawn = news.Withdrawn;
        emit(Write(news, thread, state, score));
        if (state is AlertState.Closed or AlertState.Merged)
        {
            _threads.Remove(news.Id);
        }
        if (state == AlertState.Merged && !_threads.ContainsKey(news.MergedInto!))
        {
            _inherited[news.MergedInto!] = thread.Level!.Value;
        }
    }

    /// <summary>An event that takes in one that was told is told at its level, so that the story does not vanish from the desk.</summary>
    private AlertLevel? Inherited(CandidateEvent news) => news.Phase == EventPhase.Open && _inherited.Remove(news.Id, out var level) ? level : null;

    private AlertLevel? LevelOf(CandidateEvent news, double score) => score switch
    {
        _ when score >= _budget.Bar && news.Evidence.Independent >= options.AlertVoices => AlertLevel.Alert,
        _ when score >= _budget.Bar - (options.AlertScore - options.WatchScore) && news.Evidence.Independent >= options.WatchVoices => AlertLevel.Watch,
        _ => null,
    };

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
    private AlertState? Next(CandidateEvent news, AlertLevel? level, Thread? thread) => (news.Phase, thread?.Level) switch
    {
        (EventPhase.Open, null) => level is null ? null : AlertState.Opened,
        (_, null) => null,
        (EventPhase.Merged, _) => AlertState.Merged,
        (EventPhase.Closed, _) => AlertState.Closed,
        (_, { }) when news.Evidence.Independent < options.WatchVoices && news.Withdrawn > thread!.Withdrawn => AlertState.Retracted,
        (_, AlertLevel.Watch) when level == AlertLevel.Alert => AlertState.Updated,
        (_, { }) when news.Evidence.Authors >= Math.Max(1, thread!.Authors) * options.UpdateGrowth || news.Withdrawn >= thread.Withdrawn + Math.Max(1, thread.Authors / 4) => AlertState.Updated,
        _ => null,
    };

    private static AlertLevel? Highest(AlertLevel? before, AlertLevel? now) => (before, now) switch
    {
        (AlertLevel.Alert, _) or (_, AlertLevel.Alert) => AlertLevel.Alert,
        (null, _) => now,
        _ => before,
    };

    private Alert Write(CandidateEvent news, Thread thread, AlertState state, double score)
    {
        var evidence = news.Evidence;
        var representative = Wording.Representative(news);
        var headline = representative is null ? "" : Wording.Clean(representative.Voice.Post.Text);
        var lead = news.Bursts.Count > 0 ? news.Bursts[0] : null;
        var newsworthiness = 1 / (1 + Math.Exp(-score));
        return new()
        {
            AlertId = $"{news.Id}-{thread.Revision}",
            EventId = news.Id,
            Revision = thread.Revision,
            State = state,
            Level = thread.Level!.Value,
            MergedInto = news.MergedInto,
            FirstSeenAt = Moment.Text(news.Members.Count > 0 ? news.Members[0].Voice.Post.ObservedAt : news.Pane.Start),
            AlertedAt = Moment.Text(news.Pane.End),
            Headline = headline,
            Terms = Wording.Terms(news, options.MaxTerms),
            Languages = [.. news.Members.Select(member => member.Voice.Post.Language).OfType<string>().GroupBy(language => language)
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(3).Select(group => group.Key)],
            Places = [],
            Counts = new(evidence.Posts, evidence.Authors, EventScore.Round(evidence.PerMinute),
                lead is null ? 0 : EventScore.Round(lead.Usual / lead.Window.TotalMinutes), EventScore.Round(evidence.Surprise), news.Withdrawn),
            Newsworthiness = EventScore.Round(newsworthiness),
            Bar = EventScore.Round(_budget.Bar),
            Urgency = Math.Clamp(9 - (int)(newsworthiness * 8), 1, 9),
            Novelty = EventScore.Round(lead is null ? 0 : Math.Clamp(1 - (lead.Usual / Math.Max(1, lead.Independent)), 0, 1)),
            Why = EventScore.Explain(evidence),
            Evidence = ChooseEvidence(news, representative),
            Flags = new(EventScore.Round(Math.Clamp(evidence.TopOriginShare * 1.2 - 0.2, 0, 1)), EventScore.Round(evidence.RepostShare), evidence.Independent <= 1),
        };
    }

    /// <summary>The first post, the representative one, then independent voices, then the others.</summary>
    private AlertEvidence[] ChooseEvidence(CandidateEvent news, Member? representative)
    {
        var origins = new HashSet<ulong>();
        var authors = new HashSet<ulong>();
        return [.. news.Members
            .Select((member, at) => (member, at, isNew: authors.Add(member.Voice.Post.AuthorHash), isOwn: origins.Add(member.Voice.Origin)))
            .OrderByDescending(x => x.at == 0)
            .ThenByDescending(x => x.member == representative)
            .ThenByDescending(x => x.isNew && x.isOwn)
            .ThenByDescending(x => x.isNew)
            .ThenBy(x => x.at)
            .Take(options.MaxEvidence)
            .Select(x => new AlertEvidence(x.member.Voice.Post.Id, Moment.Text(x.member.Voice.Post.CreatedAt), x.member.Voice.Post.AuthorId,
                x.at == 0 ? "first" : x.member == representative ? "representative" : "voice"))];
    }

    private sealed class Thread
    {
        public int Revision { get; set; }

        public AlertLevel? Level { get; set; }

        public int Authors { get; set; }

        public int Withdrawn { get; set; }
    }
}
