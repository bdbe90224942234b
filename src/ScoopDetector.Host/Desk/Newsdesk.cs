using System.Runtime.CompilerServices;
using ScoopDetector.Alerts;
using ScoopDetector.Bursts;
using ScoopDetector.Host.Desk.Access;
using ScoopDetector.Host.News;
using ScoopDetector.Host.Store;
using ScoopDetector.News;
using ScoopDetector.Places;

namespace ScoopDetector.Host.Desk;

/// <summary>What all open desks and the API share: the store, how the pipeline goes, and who is told of what changes. Safe to use from any thread.</summary>
/// <remarks>Followers have no queues. Each remembers the number of the last change it saw and is told of every event and act that has changed since: one that is slow, or
/// was away, gets the latest of each and never a stale one, and costs no memory.</remarks>
internal sealed class Newsdesk(AlertStore store)
{
    private const int MostOfAState = 200;

    private readonly Lock _lock = new();
    private readonly Lock _covering = new();

    // Events of which the store could not take down what the news has of them.
    private readonly HashSet<string> _uncovered = [];
    private TaskCompletionSource _changed = NewSignal();
    private Heartbeat _heartbeat = Heartbeat.None;
    private string? _lastAlertAt;
    private bool _isClosed;

    public AlertStore Store => store;

    /// <summary>Where the places are that alerts name. Default: those that are shipped.</summary>
    public Gazetteer Places { get; init; } = Gazetteer.Shipped;

    /// <summary>How even what is usual of a term is at best, as the detector of this run takes it. Default: as it does by itself.</summary>
    public double Evenness { get; init; } = new BurstOptions().Evenness;

    public Heartbeat Heartbeat => Volatile.Read(ref _heartbeat);

    /// <summary>How the alerts of this run stand to the headlines that it has heard; null where no news is watched.</summary>
    public Func<LeadLedger>? Leads { get; set; }

    /// <summary>What the news has of each event; null where none is watched.</summary>
    public NewsWatch? News { get; private set; }

    /// <summary>From now on headlines and editors change what events say of the news.</summary>
    /// <param name="news">Null where none is watched.</param>
    public void Listen(NewsWatch? news)
    {
        (News, Leads) = (news, news is null ? null : news.Ledger);
        if (news is null)
        {
            return;
        }
        foreach (var verdict in store.Acts.Verdicts())
        {
            news.Judge(verdict.EventId!, verdict.Into!, verdict.Kind == ActKind.Confirm);
        }
        news.Changed += Cover;
    }

    /// <summary>The events that are neither over nor dismissed nor muted, those raised last first: 400 at most.</summary>
    public IReadOnlyList<AlertEntry> Unfolding()
    {
        var mutes = store.Acts.Mutes();
        return [.. new[] { AlertState.Opened, AlertState.Updated }
            .SelectMany(state => store.List(new(Handled: Handled.Open, State: state), MostOfAState).Items)
            .Where(entry => EventActs.MuteOf(entry, mutes) is null)
            .OrderByDescending(entry => entry.Raised)];
    }

    /// <summary>Whether it is an alert to the newsroom, whatever its level: an alert that was told of the same has become part of another story meanwhile, and this goes on from it.</summary>
    public bool IsAlert(AlertEntry entry) => entry.Alert.Level == AlertLevel.Alert
        || (entry.Alert.RelatedTo is { } related && store.Find(related)?.Alert is { Level: AlertLevel.Alert, State: AlertState.Merged });

    /// <summary>Takes note of a revision.</summary>
    /// <returns>The event as it stands now; null if the revision was known already, or an older one.</returns>
    public AlertEntry? Post(Alert alert)
    {
        var entry = store.Record(alert);
        if (entry is not null)
        {
            _lastAlertAt = entry.IsNews && string.CompareOrdinal(_lastAlertAt, alert.AlertedAt) < 0 ? alert.AlertedAt : _lastAlertAt;
            Signal();
        }
        // A headline may have come meanwhile, or the revision is known from before a restart.
        Cover(alert.EventId);
        return entry;
    }

    /// <summary>What is wrong with a deed, by the name of the field; empty if nothing is.</summary>
    public IEnumerable<(string Field, string Fault)> Faults(Deed deed) =>
        (store.Acts.MergeFault(deed) ?? VerdictFault(deed)) is { } fault ? [("into", fault)]
            : store.Acts.SplitFault(deed) is { } posts ? [("posts", posts)]
            : deed.Faults();

    /// <returns>The act as it was noted; null if there is no such event, or if since it was looked at it has come to have <see cref="Faults"/>.</returns>
    public Act? Do(Deed deed, Who who)
    {
        Require(Role.Editor, who);
        // For the record, and not whatever a program says that it was.
        var headline = deed.IsVerdict ? Mentioned(deed)?.Headline.Title : null;
        return VerdictFault(deed) is not null ? null : Told(store.Acts.Add(deed.IsVerdict ? deed with { Text = headline } : deed, who.Name));
    }

    /// <returns>The act, undone; null if there is none of this number that could be.</returns>
    public Act? Undo(long id, Who who)
    {
        Require(Role.Editor, who);
        return Told(store.Acts.Undo(id, who.Name));
    }

    public Lane Save(Lane lane, Who who)
    {
        Require(Role.Admin, who);
        var saved = store.Save(lane);
        Signal();
        return saved;
    }

    public bool RemoveLane(string name, Who who)
    {
        Require(Role.Admin, who);
        return store.RemoveLane(name);
    }

    /// <summary>When an event was told, as the newsroom remembers it; null if it does not.</summary>
    public Told? ToldOf(string eventId) => store.Find(eventId) is { } entry
        ? new(Shown.Time(entry.OpenedAt), entry.Alert.Level == AlertLevel.Alert ? Shown.Time(entry.RaisedAt) : null) : null;

    /// <summary>Takes down what the store had no room for.</summary>
    public void CoverOwed()
    {
        string[] owed;
        using (_covering.EnterScope())
        {
            owed = [.. _uncovered];
        }
        Array.ForEach(owed, Cover);
    }

    public void Beat(Heartbeat beat)
    {
        Volatile.Write(ref _heartbeat, beat with { LastAlertAt = _lastAlertAt, StoreFault = store.Health.Fault });
        Signal();
    }

    /// <summary>Ends when anything has changed since this was called, or when the desk closes.</summary>
    public Task Changed
    {
        get
        {
            lock (_lock)
            {
                return _changed.Task;
            }
        }
    }

    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>All that changes from now on, and what has changed since <paramref name="after"/>; in between, how the pipeline goes.</summary>
    /// <param name="after">The number of the last change that was seen; null for from now on. A number that was never given out is another store's: then all are told.</param>
    /// <param name="stop">Ends the following; so does <see cref="Close"/>.</param>
    public async IAsyncEnumerable<Followed> Follow(long? after, [EnumeratorCancellation] CancellationToken stop)
    {
        var (seen, beat) = (after is null ? store.Change : after > store.Change ? 0 : after.Value, default(Heartbeat));
        while (true)
        {
            var (changed, latest, isClosed) = (Changed, Heartbeat, IsClosed);
            for (var changes = store.ChangedSince(seen); changes.Count > 0; changes = store.ChangedSince(seen))
            {
                foreach (var (here, next) in changes.Zip(changes.Skip(1).Append(default)))
                {
                    yield return new(here.What, here.Number == next.Number ? null : here.Number);
                }
                seen = changes[^1].Number;
            }
            if (!ReferenceEquals(beat, latest))
            {
                yield return new(beat = latest, null);
            }
            if (isClosed)
            {
                yield break;
            }
            await changed.WaitAsync(stop);
        }
    }

    /// <summary>Nothing more will come: all who follow are let go.</summary>
    public void Close()
    {
        Volatile.Write(ref _isClosed, true);
        Signal();
    }

    private static void Require(Role role, Who who)
    {
        if (who.Role < role)
        {
            throw new UnauthorizedAccessException($"{who.Name} is {who.Role}, and this takes {role}.");
        }
    }

    // Continuations run elsewhere: whoever posts must not write to followers' connections.
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Act? Told(Act? act)
    {
        if (act is null)
        {
            return null;
        }
        if (act is { Kind: ActKind.Confirm or ActKind.Refuse, EventId: { } eventId, Into: { } key })
        {
            Judge(eventId, key);
        }
        Signal();
        return act;
    }

    private string? VerdictFault(Deed deed) => deed is not { IsVerdict: true, EventId: { } eventId, Into: { Length: > 0 } key } ? null
        : News is null ? $"is '{key}': this run hears no news."
        : Mentioned(deed) is null ? $"is '{key}': no such headline is known of this event."
        : null;

    private Mention? Mentioned(Deed deed) => News?.MentionsOf(deed.EventId ?? "").FirstOrDefault(mention => mention.Headline.Key == deed.Into);

    /// <summary>Of several verdicts the last that stands holds.</summary>
    private void Judge(string eventId, string key)
    {
        using (_covering.EnterScope())
        {
            var verdict = store.Acts.On(eventId).LastOrDefault(other => other is { Kind: ActKind.Confirm or ActKind.Refuse, IsUndone: false } && other.Into == key);
            News?.Judge(eventId, key, verdict is null ? null : verdict.Kind == ActKind.Confirm);
        }
    }

    /// <summary>Asked and written under one lock: what is written last is what was true last.</summary>
    private void Cover(string eventId)
    {
        using var held = _covering.EnterScope();
        try
        {
            if (News?.CoverageOf(eventId) is { } coverage && store.Cover(eventId, coverage) is not null)
            {
                Signal();
            }
            _uncovered.Remove(eventId);
        }
        catch (StoreFault)
        {
            // The store says so itself.
            _uncovered.Add(eventId);
        }
    }

    private void Signal()
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            changed = _changed;
            _changed = NewSignal();
        }
        changed.SetResult();
    }
}
