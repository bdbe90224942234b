using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Deliveries;

/// <summary>What is to be sent, and what was: a table beside the alerts, written in the transaction that keeps the alert. Safe to use from any thread.</summary>
/// <remarks>
/// So a process that ends between the alert and its delivery has kept both or neither, and if neither, it hears of the alert again. A key is made out once, however often the alert is told.
/// No words of an event are in it: a post that was withdrawn while a receiver was down is not sent when it is back.
/// </remarks>
internal sealed class Outbox : IOutbox
{
    private const string OfTheRules = "(SELECT value FROM json_each(@rules))";
    private const string Columns = "id, key, rule, way, event_id, revision, kind, bundle, state, made_at, due_at, next_at, attempts, tried_at, done_at, fault";

    private readonly AlertStore _store;
    private readonly IReadOnlyList<Rule> _rules;
    private readonly DeliveriesOptions _options;
    private readonly DeliveryCounts _counts;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _version;

    public Outbox(AlertStore store, IReadOnlyList<Rule> rules, DeliveriesOptions options, DeliveryCounts counts)
    {
        (_store, _rules, _options, _counts) = (store, rules, options, counts);
        store.Outbox = this;
    }

    /// <summary>Rises with each change of the table.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Ends when anything has changed since this was called.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    /// <summary>The next that is due, with all others of its bundle; empty if none is.</summary>
    public IReadOnlyList<Delivery> Due(string rule) => _store.Read(reader =>
    {
        var first = reader.Rows(
            $"SELECT {Columns} FROM deliveries WHERE rule = @rule AND state = 0 AND next_at <= @now ORDER BY next_at, id LIMIT 1", Read, ("@rule", rule), ("@now", Now)).SingleOrDefault();
        return first?.Bundle is null ? first is null ? [] : [first]
            : reader.Rows($"SELECT {Columns} FROM deliveries WHERE rule = @rule AND state = 0 AND bundle = @bundle ORDER BY id", Read, ("@rule", rule), ("@bundle", first.Bundle));
    });

    /// <summary>When the next falls due; null if none waits.</summary>
    public DateTimeOffset? NextDue(string rule) =>
        _store.Read(reader => AlertStore.Time((string?)reader.Scalar("SELECT min(next_at) FROM deliveries WHERE rule = @rule AND state = 0", ("@rule", rule))));

    /// <summary>The first by which a rule has told an event; null if it has not.</summary>
    public Delivery? First(string rule, string eventId) => _store.Read(reader => reader.Rows(
        $"SELECT {Columns} FROM deliveries WHERE event_id = @event AND rule = @rule AND state = 1 ORDER BY id LIMIT 1", Read, ("@event", eventId), ("@rule", rule)).SingleOrDefault());

    /// <summary>What waits for rules that are no longer in the settings, or are switched off, is not sent; what those have told is taken back all the same.</summary>
    public void DropOthers() => Change(() =>
    {
        _store.Writer.Run(
            $"UPDATE deliveries SET state = @state, done_at = @now, fault = 'the rule is gone' WHERE state = 0 AND rule NOT IN {OfTheRules}",
            ("@state", DeliveryState.Dropped), ("@now", Now), ("@rules", RuleNames));
        foreach (var rule in _rules.Where(rule => !rule.Options.On))
        {
            _store.Writer.Run(
                "UPDATE deliveries SET state = @state, done_at = @now, fault = 'the rule is switched off' WHERE state = 0 AND rule = @rule AND kind <> @kind",
                ("@state", DeliveryState.Dropped), ("@now", Now), ("@rule", rule.Name), ("@kind", DeliveryKind.Retracted));
        }
    });

    /// <summary>Those that wait still, noted before the attempt: after a crash in the middle of it, they may have arrived.</summary>
    public IReadOnlyList<Delivery> Take(IReadOnlyList<Delivery> deliveries) => deliveries.Count == 0 ? [] : Change(() => deliveries.SelectMany(delivery => _store.Writer.Rows(
        $"UPDATE deliveries SET attempts = attempts + 1, tried_at = @now WHERE id = @id AND state = 0 RETURNING {Columns}", Read, ("@now", Now), ("@id", delivery.Id))).ToList());

    /// <summary>Has come to its end. What was sent was sent, even if it had been superseded on its way.</summary>
    public void End(IEnumerable<Delivery> deliveries, DeliveryState state, string? fault = null) => Change(() =>
    {
        foreach (var delivery in deliveries)
        {
            _store.Writer.Run(
                "UPDATE deliveries SET state = @state, done_at = @now, fault = @fault WHERE id = @id AND (state = 0 OR @state = 1)",
                ("@state", state), ("@now", Now), ("@fault", fault), ("@id", delivery.Id));
        }
    });

    /// <summary>Is to be tried again: after a pause of its own, or in its turn as soon as the receiver is back.</summary>
    public void Postpone(IEnumerable<Delivery> deliveries, string fault, DateTimeOffset? until = null) => Change(() =>
    {
        foreach (var delivery in deliveries)
        {
            _store.Writer.Run("UPDATE deliveries SET next_at = coalesce(@until, next_at), fault = @fault WHERE id = @id AND state = 0", ("@until", AlertStore.Text(until)), ("@fault", fault), ("@id", delivery.Id));
        }
    });

    /// <summary>One that failed is tried anew, alone and for as long as a new one would be.</summary>
    /// <returns>False if there is none of this number that has failed, or its rule is gone, or is switched off and would tell something new.</returns>
    public bool Retry(long id) => Change(() =>
        _store.Writer.Run(
            $"UPDATE deliveries SET state = 0, bundle = NULL, due_at = @now, next_at = @now, done_at = NULL WHERE id = @id AND state = 2 AND rule IN {OfTheRules} AND (kind = @kind OR rule NOT IN (SELECT value FROM json_each(@off)))",
            ("@now", Now), ("@id", id), ("@rules", RuleNames), ("@kind", DeliveryKind.Retracted), ("@off", JsonSerializer.Serialize(_rules.Where(rule => !rule.Options.On).Select(rule => rule.Name)))) > 0);

    /// <summary>A test is noted like any other delivery, and ends at once.</summary>
    public Delivery Note(Rule rule, string key, string? fault) => Change(() =>
    {
        _store.Writer.Run(
            "INSERT INTO deliveries (key, rule, way, kind, state, made_at, due_at, next_at, attempts, tried_at, done_at, fault) VALUES (@key, @rule, @way, @kind, @state, @now, @now, @now, 1, @now, @now, @fault)",
            ("@key", key), ("@rule", rule.Name), ("@way", rule.Way), ("@kind", DeliveryKind.Test), ("@state", fault is null ? DeliveryState.Sent : DeliveryState.Failed), ("@now", Now), ("@fault", fault));
        return _store.Writer.Rows($"SELECT {Columns} FROM deliveries WHERE id = last_insert_rowid()", Read).Single();
    });

    /// <summary>The latest first.</summary>
    /// <param name="rule">Of this rule only.</param>
    /// <param name="state">In this state only.</param>
    /// <param name="eventId">About this event only.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="before">Only those made out before the one of this number.</param>
    public List<Delivery> Log(string? rule = null, DeliveryState? state = null, string? eventId = null, int limit = 50, long? before = null) => _store.Read(reader => reader.Rows(
        $"""
        SELECT {Columns} FROM deliveries
        WHERE (@rule IS NULL OR rule = @rule) AND (@state IS NULL OR state = @state) AND (@event IS NULL OR event_id = @event) AND (@before IS NULL OR id < @before)
        ORDER BY id DESC LIMIT @limit
        """,
        Read, ("@rule", rule), ("@state", state), ("@event", eventId), ("@before", before), ("@limit", limit)));

    /// <summary>When a rule last tried anything, and since when the longest waiting could have been; null for never and nothing.</summary>
    public (DateTimeOffset? At, DateTimeOffset? DueSince) Tried(string rule) => _store.Read(reader => reader.Rows(
        "SELECT max(tried_at), min(iif(state = 0 AND next_at <= @now, next_at, NULL)) FROM deliveries WHERE rule = @rule", row => (AlertStore.Time(row.Text(0)), AlertStore.Time(row.Text(1))), ("@rule", rule), ("@now", Now)).Single());

    /// <summary>How many of a rule are in a state.</summary>
    public int Count(string rule, DeliveryState state) => _store.Read(reader =>
        Convert.ToInt32(reader.Scalar("SELECT count(*) FROM deliveries WHERE rule = @rule AND state = @state", ("@rule", rule), ("@state", state)), CultureInfo.InvariantCulture));

    /// <summary>How many wait by this way, and since when the oldest of them has been due; null if none is.</summary>
    public (int Waiting, DateTimeOffset? Since) Waiting(Way way) => _store.Read(reader => reader.Rows(
        "SELECT count(*), min(iif(due_at <= @now, due_at, NULL)) FROM deliveries WHERE way = @way AND state = 0",
        row => (row.GetInt32(0), AlertStore.Time(row.Text(1))), ("@way", way), ("@now", Now)).Single());

    /// <summary>Drops lines of the log whose time is over. Those about an event that is still kept stay: by them a rule knows what it has told, and what to take back.</summary>
    public void Forget() => Change(() =>
        _store.Writer.Run("DELETE FROM deliveries WHERE state <> 0 AND made_at < @oldest AND NOT EXISTS (SELECT 1 FROM events WHERE events.event_id = deliveries.event_id)", ("@oldest", AlertStore.Text(_store.Now - _options.KeepLogFor))));

    private string RuleNames => JsonSerializer.Serialize(_rules.Select(rule => rule.Name));

    private string Now => AlertStore.Text(_store.Now)!;

    public Action MakeOut(SqliteConnection writer, AlertEntry entry)
    {
        var stale = new List<Way>();
        var isStale = _store.Now - DateTimeOffset.Parse(entry.Alert.AlertedAt, CultureInfo.InvariantCulture) > _options.StaleAfter;
        var lanes = _rules.Any(rule => rule.Options.Lane is not null) ? _store.Lanes() : [];
        foreach (var rule in _rules)
        {
            if (entry.Alert.State == AlertState.Retracted)
            {
                Retract(writer, rule, entry.Alert);
            }
            else if (rule.Options.On && rule.Filter(lanes) is { } filter && rule.Wants(entry.Alert.State, IsKnown(writer, rule, entry), entry.IsNews) is { } kind && AlertStore.Passes(writer, entry.Alert.EventId, filter))
            {
                if (isStale)
                {
                    stale.Add(rule.Way);
                }
                else
                {
                    MakeOut(writer, rule, entry.Alert, kind);
                }
            }
        }
        return () =>
        {
            stale.ForEach(_counts.Stale);
            Signal();
        };
    }

    private void MakeOut(SqliteConnection writer, Rule rule, Alert alert, DeliveryKind kind)
    {
        Supersede(writer, rule, alert);
        var (at, bundle) = rule.Due(_store.Now, alert.Urgency);
        Insert(writer, rule, alert, kind, at, bundle);
    }

    /// <summary>Wherever it was told, or may have been, it is taken back: past quiet hours, digests and filters. Where it was not, it no longer will be.</summary>
    private void Retract(SqliteConnection writer, Rule rule, Alert alert)
    {
        var mayHaveArrived = writer.Scalar(
            "SELECT 1 FROM deliveries WHERE event_id = @event AND rule = @rule AND (state = 1 OR attempts > 0)", ("@event", alert.EventId), ("@rule", rule.Name)) is not null;
        writer.Run(
            "UPDATE deliveries SET state = @state, kind = @kind, done_at = @now, fault = 'retracted' WHERE event_id = @event AND rule = @rule AND state = 0",
            ("@kind", DeliveryKind.Retracted), ("@state", mayHaveArrived ? DeliveryState.Superseded : DeliveryState.Dropped), ("@now", Now), ("@event", alert.EventId), ("@rule", rule.Name));
        if (mayHaveArrived)
        {
            Insert(writer, rule, alert, DeliveryKind.Retracted, _store.Now, null);
        }
    }

    /// <summary>A rule that told an event, or dropped it, or is about to tell it, knows it; one that has taken it back or given up does not.</summary>
    private static bool IsKnown(SqliteConnection writer, Rule rule, AlertEntry entry) => writer.Rows(
        "SELECT kind, state FROM deliveries WHERE event_id = @event AND rule = @rule ORDER BY id DESC LIMIT 1",
        row => ((DeliveryKind)row.GetInt32(0), (DeliveryState)row.GetInt32(1)), ("@event", entry.Alert.EventId), ("@rule", rule.Name)) is [(not DeliveryKind.Retracted, not DeliveryState.Failed)];

    /// <summary>One that waits is not sent beside a newer: several messages for one story are what newsrooms complain about.</summary>
    private void Supersede(SqliteConnection writer, Rule rule, Alert alert) => writer.Run(
        "UPDATE deliveries SET state = @state, done_at = @now, fault = @fault WHERE event_id = @event AND rule = @rule AND state = 0",
        ("@state", DeliveryState.Superseded), ("@now", Now), ("@fault", string.Create(CultureInfo.InvariantCulture, $"revision {alert.Revision} tells more")), ("@event", alert.EventId),
        ("@rule", rule.Name));

    private void Insert(SqliteConnection writer, Rule rule, Alert alert, DeliveryKind kind, DateTimeOffset at, string? bundle) => writer.Run(
        """
        INSERT OR IGNORE INTO deliveries (key, rule, way, event_id, revision, kind, bundle, state, made_at, due_at, next_at)
        VALUES (@key, @rule, @way, @event, @revision, @kind, @bundle, 0, @now, @at, @at)
        """,
        ("@key", string.Create(CultureInfo.InvariantCulture, $"{alert.EventId}-{alert.Revision}:{rule.Name}")), ("@rule", rule.Name), ("@way", rule.Way), ("@event", alert.EventId),
        ("@revision", alert.Revision), ("@kind", kind), ("@bundle", bundle), ("@now", Now), ("@at", AlertStore.Text(at)));

    private void Change(Action work) => Change(() =>
    {
        work();
        return true;
    });

    private T Change<T>(Func<T> work)
    {
        var made = _store.Write(work);
        Signal();
        return made;
    }

    private void Signal()
    {
        Interlocked.Increment(ref _version);
        Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    private static Delivery Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), (Way)row.GetInt32(3), row.Text(4), row.Number(5), (DeliveryKind)row.GetInt32(6), row.Text(7), (DeliveryState)row.GetInt32(8),
        AlertStore.Time(row.GetString(9))!.Value, AlertStore.Time(row.GetString(10))!.Value, AlertStore.Time(row.GetString(11))!.Value, row.GetInt32(12), AlertStore.Time(row.Text(13)),
        AlertStore.Time(row.Text(14)), row.Text(15));
}
