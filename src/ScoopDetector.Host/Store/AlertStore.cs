using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Verbs;
using ScoopDetector.Time;

namespace ScoopDetector.Host.Store;

/// <summary>The newsroom's memory, in one SQLite file: alerts by event and revision, and what editors have done. Safe to use from any thread.</summary>
/// <remarks>
/// One connection writes, under a lock; readers have their own and never wait for it (write-ahead log). What was told before may be told again: an older revision,
/// or the same, changes nothing. The words of an event are kept once, those of its latest revision, and what they replace is overwritten in the file.
/// </remarks>
internal sealed class AlertStore : IDisposable
{
    private readonly Lock _writing = new();
    private readonly StoreOptions _options;
    private readonly TimeProvider _clock;
    private readonly string _connect;
    private readonly FileStream _alone;
    private readonly SqliteConnection _writer;
    private readonly ConcurrentDictionary<string, AlertEntry> _known = [];
    private readonly SharedReads _shared = new();
    private long _change;
    private DateTimeOffset? _newest;
    private bool _owesTruncation;

    private AlertStore(StoreOptions options, TimeProvider clock, ILogger log, FileStream alone)
    {
        (_options, _clock, _alone, Health) = (options, clock, alone, new(log));
        _connect = new SqliteConnectionStringBuilder { DataSource = options.File, ForeignKeys = false, DefaultTimeout = 5 }.ToString();
        _writer = Open();
        try
        {
            // What is replaced is overwritten. The log is synchronised at checkpoints: a power cut may lose the latest changes, never the file.
            _writer.Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON");
            Schema.Migrate(_writer, options.File);
            Id = (string)_writer.Scalar("SELECT id FROM identity")!;
            _change = Convert.ToInt64(_writer.Scalar("SELECT max(coalesce((SELECT max(change) FROM events), 0), coalesce((SELECT max(change) FROM acts), 0))"), CultureInfo.InvariantCulture);
            _newest = _writer.Scalar("SELECT newest FROM identity") is string newest ? Time(newest) : null;
            People = new(this);
            Acts = new(this);
            CloseLeftParts();
        }
        catch
        {
            // It may be tried again, and nobody holds the file meanwhile.
            Close();
            throw;
        }
    }

    /// <summary>Made up when the file was made: numbers of changes mean nothing in another store.</summary>
    public string Id { get; }

    /// <summary>Number of the latest change.</summary>
    public long Change => Interlocked.Read(ref _change);

    public ActLog Acts { get; }

    public People People { get; }

    /// <summary>Whether it can be written.</summary>
    public StoreHealth Health { get; }

    /// <summary>How far the stream has come, by what was told of it; null before anything was.</summary>
    public DateTimeOffset? Newest
    {
        get
        {
            lock (_writing)
            {
                return _newest;
            }
        }
    }

    /// <exception cref="StoreFault">Its disk is full: it may be tried again.</exception>
    /// <exception cref="UsageException">It is no file that a store can be kept in, or another desk has it.</exception>
    public static AlertStore Open(StoreOptions options, TimeProvider clock, ILogger? log = null)
    {
        FileStream? alone = null;
        var isOpen = false;
        try
        {
            alone = Alone(options.File);
            var store = new AlertStore(options, clock, log ?? NullLogger.Instance, alone);
            isOpen = true;
            return store;
        }
        catch (SqliteException fault) when (StoreFault.Of(fault, options.File) is { IsFull: true } full)
        {
            throw full;
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"Store:File {options.File} cannot be used ({fault.Message.TrimEnd('.')}): name a SQLite file, or none yet, in a folder that may be written.");
        }
        finally
        {
            if (!isOpen)
            {
                alone?.Dispose();
            }
        }
    }

    /// <summary>Takes note of a revision.</summary>
    /// <returns>The event as it stands now; null if the revision was known already, or an older one, or if its time was over before it came.</returns>
    /// <exception cref="StoreFault">It could not be written: nothing of it is kept.</exception>
    public AlertEntry? Record(Alert alert)
    {
        var committed = default(Action);
        var entry = Changing(change =>
        {
            var entry = Keep(alert, change);
            committed = entry is null ? null : Outbox?.MakeOut(_writer, entry);
            return entry;
        });
        committed?.Invoke();
        return entry;
    }

    /// <summary>Takes note of what the news has of an event now. It is no revision, and nothing is sent of it.</summary>
    /// <returns>The event as it stands now; null if it is not kept, or if that is nothing new.</returns>
    /// <exception cref="StoreFault">It could not be written.</exception>
    public AlertEntry? Cover(string eventId, AlertCoverage coverage) => Changing(change =>
    {
        if (Whole(_writer, eventId) is not { } alert)
        {
            return null;
        }
        var (before, now) = (AlertJson.Write(alert), AlertJson.Write(alert with { Coverage = coverage }));
        if (now.AsSpan().SequenceEqual(before))
        {
            return null;
        }
        _writer.Run("UPDATE events SET change = @change, alert = @alert WHERE event_id = @event", ("@change", change), ("@alert", Encoding.UTF8.GetString(now)), ("@event", eventId));
        return Find(_writer, eventId);
    });

    /// <summary>Makes out, inside the transaction that keeps a revision, what is to be sent of it.</summary>
    internal IOutbox? Outbox { get; set; }

    /// <param name="splitFrom">What an editor has split it off, when it is new; null if the detector found it.</param>
    private AlertEntry? Keep(Alert alert, long change, string? splitFrom = null)
    {
        if (IsOver(alert))
        {
            return null;
        }
        var isNew = _writer.Run(
            "INSERT OR IGNORE INTO revisions VALUES (@event, @revision, @figures)",
            ("@event", alert.EventId), ("@revision", alert.Revision), ("@figures", Figures.Of(alert).Write()));
        var before = Find(_writer, alert.EventId);
        if (isNew == 0 || before?.Alert.Revision >= alert.Revision)
        {
            return null;
        }
        var loss = alert.Counts.Withdrawn > before?.Alert.Counts.Withdrawn ? Loss.Of(Whole(_writer, alert.EventId)!, alert) : null;
        _owesTruncation |= loss is not null;
        var isRaised = before is null || alert.Level > before.Alert.Level;
        var (shown, heading) = Headed(alert);
        _writer.Run(
            """
            INSERT INTO events (event_id, revision, change, raised, level, state, opened_at, raised_at, alerted_at, words, terms, languages, alert, split_from, retracted_at)
            VALUES (@event, @revision, @change, @change, @level, @state, @alerted, @alerted, @alerted, @words, @terms, @languages, @alert, @splitFrom, iif(@state = @retracted, @alerted, NULL))
            ON CONFLICT DO UPDATE SET revision = @revision, change = @change, level = @level, state = @state, alerted_at = @alerted, words = @words, terms = @terms,
                languages = @languages, alert = @alert, headline = @headline, headline_of = @headlineOf,
                raised = iif(@isRaised, @change, raised), raised_at = iif(@isRaised, @alerted, raised_at),
                retracted_at = CASE WHEN @state = @retracted THEN @alerted WHEN @state IN (@opened, @updated) THEN NULL ELSE retracted_at END
            """,
            ("@event", alert.EventId), ("@revision", alert.Revision), ("@change", change), ("@level", alert.Level), ("@state", alert.State), ("@alerted", alert.AlertedAt),
            ("@words", Words(shown)), ("@headline", heading?.Words), ("@headlineOf", heading?.PostId), ("@terms", Listed(alert.Terms)), ("@languages", Listed(alert.Languages)),
            ("@alert", Encoding.UTF8.GetString(AlertJson.Write(alert))), ("@isRaised", isRaised), ("@splitFrom", splitFrom),
            ("@opened", AlertState.Opened), ("@updated", AlertState.Updated), ("@retracted", AlertState.Retracted));
        if (loss is not null)
        {
            Acts.Withdraw(alert, loss, change);
            ForgetMerged(alert.EventId, loss, change);
        }
        if (alert.State == AlertState.Closed)
        {
            CloseParts(alert, change);
        }
        return Find(_writer, alert.EventId);
    }

    /// <summary>A revision as it is shown once it is kept, and what it is called by in place of its own words.</summary>
    private (Alert Shown, Heading? Kept) Headed(Alert alert)
    {
        var (off, kept) = _writer.Rows(
            "SELECT alert, split_off, headline, headline_of FROM events WHERE event_id = @event",
            row => (Off: Posts(row.GetString(1)), Kept: Splitting.Keep(alert, Parse(row.GetString(0)), Posts(row.GetString(1)), HeadingOf(row, 2))), ("@event", alert.EventId))
            .SingleOrDefault(([], null));
        return (Splitting.Without(alert, off, kept), kept);
    }

    /// <summary>What was split off an event that is over, or off one that had become part of it, is over too: the detector does not know of it, and nothing else would end it.</summary>
    private void CloseParts(Alert whole, long change)
    {
        var parts = _writer.Rows(
            """
            SELECT alert FROM events AS part WHERE split_from IS NOT NULL AND state IN (@opened, @updated) AND @event IN (
                WITH RECURSIVE wholes (id) AS (SELECT part.split_from UNION SELECT alert ->> 'mergedInto' FROM events JOIN wholes ON event_id = wholes.id WHERE state = @merged)
                SELECT id FROM wholes)
            """,
            row => Parse(row.GetString(0)),
            ("@event", whole.EventId), ("@opened", AlertState.Opened), ("@updated", AlertState.Updated), ("@merged", AlertState.Merged));
        foreach (var part in parts)
        {
            Keep(Splitting.Closed(part, whole), change);
            // It may have lost posts to the same revision, and have been read since.
            Reread(part.EventId);
        }
    }

    /// <summary>A store of before parts ended with their whole has some whose whole is over: no revision of it will come.</summary>
    private void CloseLeftParts() => Changing(change =>
    {
        var wholes = _writer.Rows(
            """
            WITH RECURSIVE wholes (id) AS (
                SELECT split_from FROM events WHERE split_from IS NOT NULL AND state IN (@opened, @updated)
                UNION SELECT alert ->> 'mergedInto' FROM events JOIN wholes ON event_id = wholes.id WHERE state = @merged)
            SELECT alert FROM events JOIN wholes ON event_id = wholes.id WHERE state = @closed
            """,
            row => Parse(row.GetString(0)),
            ("@opened", AlertState.Opened), ("@updated", AlertState.Updated), ("@merged", AlertState.Merged), ("@closed", AlertState.Closed));
        wholes.ForEach(whole => CloseParts(whole, change));
        return wholes.Count > 0 ? wholes : null;
    });

    /// <summary>Gives the posts that are another story an event of their own. No rule sends it: it is the newsroom's own.</summary>
    /// <returns>Its id.</returns>
    internal string SplitOff(Deed deed, long change)
    {
        var whole = deed.EventId!;
        var number = Convert.ToInt32(_writer.Scalar("SELECT count(*) FROM acts WHERE event_id = @event AND kind = @kind", ("@event", whole), ("@kind", ActKind.SplitOff)), CultureInfo.InvariantCulture);
        var (told, heir) = (Whole(_writer, whole)!, Whole(_writer, whole));
        var seen = new HashSet<string>(StringComparer.Ordinal) { whole };
        while (heir is { State: AlertState.Merged, MergedInto: { } into } && seen.Add(into))
        {
            heir = Whole(_writer, into);
        }
        // What it has become part of may be forgotten by now.
        var part = Splitting.PartOf(told, Splitting.IdOf(whole, number + 1), deed.Posts!, deed.Text!.Trim(), isOver: heir is null or { State: AlertState.Closed });
        Keep(part, change, whole);
        return part.EventId;
    }

    /// <summary>What was split off is part of the whole again, and says so.</summary>
    internal void Join(string part, string whole, long change)
    {
        if (Whole(_writer, part) is { } alert)
        {
            Keep(Splitting.Joined(alert, whole), change);
        }
    }

    /// <summary>What was split off has lost posts to a withdrawal.</summary>
    internal void Withdraw(string part, Alert whole, IReadOnlyList<string> gone, long change)
    {
        if (Whole(_writer, part) is { } alert && Splitting.After(alert, whole, gone) is { } after)
        {
            Keep(after, change);
        }
    }

    /// <summary>What became part of an event has no later revision: what its authors withdraw, only that event tells.</summary>
    private void ForgetMerged(string heir, Loss loss, long change)
    {
        var merged = _writer.Rows(
            """
            WITH RECURSIVE parts (id) AS (SELECT @event UNION SELECT event_id FROM events JOIN parts ON alert ->> 'mergedInto' = parts.id WHERE state = @merged)
            SELECT event_id, alert FROM events JOIN parts ON event_id = parts.id WHERE event_id <> @event
            """,
            row => (Id: row.GetString(0), Alert: Parse(row.GetString(1))), ("@event", heir), ("@merged", AlertState.Merged));
        foreach (var (id, alert) in merged)
        {
            string[] lost = [.. alert.Evidence.Select(post => post.PostId).Where(loss.MayHave)];
            if (lost.Length > 0)
            {
                Forget(id, lost, change);
            }
        }
    }

    /// <summary>The latest revision of an event must not name posts that are withdrawn, though another event tells of that: it may be one of before they went there, and what was split off is hidden only as long as the act names it.</summary>
    internal void Forget(string eventId, IReadOnlyList<string> posts, long change)
    {
        var (alert, kept) = _writer.Rows("SELECT alert, headline, headline_of FROM events WHERE event_id = @event", row => (Alert: Parse(row.GetString(0)), Kept: HeadingOf(row, 1)), ("@event", eventId)).SingleOrDefault();
        kept = posts.Contains(kept?.PostId) ? null : kept;
        if (alert is not null && Splitting.Forgetting(alert, posts, kept) is { } left)
        {
            _writer.Run(
                "UPDATE events SET change = @change, alert = @alert, terms = @terms, headline = @headline, headline_of = @headlineOf WHERE event_id = @event",
                ("@change", change), ("@alert", Encoding.UTF8.GetString(AlertJson.Write(left))), ("@terms", Listed(left.Terms)), ("@headline", kept?.Words), ("@headlineOf", kept?.PostId), ("@event", eventId));
        }
        Reread(eventId);
        Reword(eventId);
    }

    /// <summary>The words by which an event is found are those that it shows again.</summary>
    internal void Reword(string eventId)
    {
        if (Find(_writer, eventId) is { } entry)
        {
            _writer.Run("UPDATE events SET words = @words WHERE event_id = @event", ("@words", Words(entry.Alert)), ("@event", eventId));
        }
    }

    /// <summary>Beside the event stands something else now, under a number that it may have been read with before.</summary>
    internal void Reread(string eventId) => _known.TryRemove(eventId, out _);

    /// <summary>The post in evidence by which an event is called; null if there is none, as of what an editor has split off, which is called by words of theirs.</summary>
    public string? HeadOf(string eventId) => Read(reader => ShownOf(reader, eventId)?.Head);

    /// <summary>The posts that an editor can see in evidence of an event, and by which of them it is called; null if there is no such event.</summary>
    internal static (IReadOnlyList<AlertEvidence> Evidence, string? Head)? ShownOf(SqliteConnection connection, string eventId)
    {
        var found = connection.Rows(
            "SELECT alert, split_off, headline, headline_of, split_from FROM events WHERE event_id = @event",
            row => (Whole: Parse(row.GetString(0)), Off: Posts(row.GetString(1)), Kept: HeadingOf(row, 2), IsPart: row.Text(4) is not null), ("@event", eventId));
        return found is [var (whole, off, kept, isPart)] ? (Splitting.Without(whole, off, kept).Evidence, isPart ? null : Splitting.HeadOf(whole, off, kept)) : null;
    }

    /// <summary>The latest revision as it was told, with what editors have split off.</summary>
    private static Alert? Whole(SqliteConnection connection, string eventId) =>
        connection.Rows("SELECT alert FROM events WHERE event_id = @event", row => Parse(row.GetString(0)), ("@event", eventId)).FirstOrDefault();

    private static Alert Parse(string json) => AlertJson.Read(Encoding.UTF8.GetBytes(json))!;

    private static Heading? HeadingOf(SqliteDataReader row, int at) => row.Text(at) is { } words && row.Text(at + 1) is { } post ? new(words, post) : null;

    private static string[] Posts(string json) => JsonSerializer.Deserialize<string[]>(json)!;

    public AlertEntry? Find(string eventId) => Read(reader => Find(reader, eventId));

    /// <param name="filter">Which.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="before">Only those raised before the change of this number: the <see cref="AlertPage.Next"/> of the page before.</param>
    public AlertPage List(AlertFilter filter, int limit = 50, long? before = null) => ReadOnce((filter, limit, before), reader =>
    {
        var found = reader.Rows(
            $"SELECT {EntryColumns} FROM events WHERE (@before IS NULL OR raised < @before) AND {Condition} ORDER BY raised DESC LIMIT @limit",
            Entry,
            [.. Values(filter), ("@before", before), ("@limit", limit + 1)]);
        return found.Count <= limit ? new AlertPage(found, null) : new(found[..limit], found[limit - 1].Raised);
    });

    /// <summary>The events that were retracted since a time of the stream and not told anew, those retracted last first. That they have ended takes nothing back.</summary>
    /// <param name="since">Included.</param>
    /// <param name="limit">How many at most.</param>
    public IReadOnlyList<AlertEntry> Retracted(DateTimeOffset since, int limit) => ReadOnce((nameof(Retracted), since, limit), reader => reader.Rows(
        $"SELECT {EntryColumns} FROM events WHERE retracted_at >= @since ORDER BY retracted_at DESC LIMIT @limit", Entry, ("@since", Text(since)), ("@limit", limit)));

    /// <summary>Whether an event passes a filter as things stand on this connection.</summary>
    internal static bool Passes(SqliteConnection connection, string eventId, AlertFilter filter) =>
        connection.Scalar($"SELECT 1 FROM events WHERE event_id = @event AND {Condition}", [.. Values(filter), ("@event", eventId)]) is not null;

    private const string Condition =
        """
        (@level IS NULL OR level = @level) AND (@state IS NULL OR state = @state)
            AND (@language IS NULL OR instr(languages, @language) > 0) AND (@term IS NULL OR instr(terms, @term) > 0)
            AND (@place IS NULL OR EXISTS (SELECT 1 FROM json_each(alert, '$.places') WHERE value = @place COLLATE NOCASE))
            AND (@network IS NULL OR EXISTS (SELECT 1 FROM json_each(alert, '$.networks') WHERE value ->> 'name' = @network COLLATE NOCASE))
            AND (@urgency IS NULL OR json_extract(alert, '$.urgency') <= @urgency)
            AND (@since IS NULL OR raised_at >= @since) AND (@until IS NULL OR raised_at < @until)
            AND (@claimed IS NULL OR claimed_by = @claimed COLLATE NOCASE
                OR claimed_by IN (SELECT other.name FROM people AS one JOIN people AS other USING (subject) WHERE one.name = @claimed COLLATE NOCASE))
            AND CASE @handled WHEN 0 THEN dismissed IS NULL AND merged_into IS NULL WHEN 1 THEN dismissed IS NULL AND merged_into IS NULL AND claimed_by IS NULL
                WHEN 2 THEN claimed_by IS NOT NULL WHEN 3 THEN is_watched WHEN 4 THEN dismissed IS NOT NULL ELSE 1 END
            AND NOT EXISTS (SELECT 1 FROM json_each(@words) AS word WHERE instr(events.words, word.value) = 0)
        """;

    private static (string Name, object? Value)[] Values(AlertFilter filter)
    {
        var words = (filter.Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return
        [
            ("@level", filter.Level), ("@state", filter.State), ("@language", filter.Language is { } language ? Listed([language]) : null),
            ("@term", filter.Term is { } term ? Listed([term]) : null), ("@place", filter.Place), ("@network", filter.Network), ("@urgency", filter.Urgency), ("@since", Text(filter.Since)), ("@until", Text(filter.Until)),
            ("@claimed", filter.ClaimedBy), ("@handled", filter.Handled), ("@words", JsonSerializer.Serialize(words.Select(Folded))),
        ];
    }

    /// <summary>The events and acts that have changed since, in the order of the changes: the first <paramref name="limit"/> changes of them.</summary>
    public IReadOnlyList<StoreChange> ChangedSince(long change, int limit = 500)
    {
        // Events and acts are read up to one number: what is committed between the two readings is for the next time.
        var until = Change;
        return until == change ? [] : Read(reader =>
        {
            // What was split off changes under one number with what it was split off: the limit is one of numbers.
            var events = reader.Rows(
                $"""
                SELECT {EntryColumns} FROM events WHERE change > @change AND change <= @until
                    AND change <= (SELECT max(change) FROM (SELECT DISTINCT change FROM events WHERE change > @change ORDER BY change LIMIT @limit)) ORDER BY change
                """,
                Entry, ("@change", change), ("@until", until), ("@limit", limit));
            var changes = events.Select(entry => new StoreChange(entry.Change, entry))
                .Concat(ActLog.Changed(reader, change, until, limit).Select(act => new StoreChange(act.Change, act)))
                .OrderBy(each => each.Number).ToArray();
            var last = changes.Select(each => each.Number).Distinct().Take(limit).LastOrDefault();
            return changes.TakeWhile(each => each.Number <= last).ToArray();
        });
    }

    /// <param name="change">The number up to which somebody has looked.</param>
    /// <param name="limit">How many events are named at most; the others are counted.</param>
    public Missed RaisedSince(long change, int limit) => Read(reader =>
    {
        long Count(AlertLevel level) => (long)reader.Scalar("SELECT count(*) FROM events WHERE raised > @change AND level = @level", ("@change", change), ("@level", level))!;
        return new Missed(
            reader.Rows($"SELECT {EntryColumns} FROM events WHERE raised > @change ORDER BY level DESC, raised DESC LIMIT @limit", Entry, ("@change", change), ("@limit", limit)),
            (int)Count(AlertLevel.Alert),
            (int)Count(AlertLevel.Watch));
    });

    /// <summary>The revisions of an event, the first first.</summary>
    public List<Figures> Revisions(string eventId) =>
        Read(reader => reader.Rows("SELECT figures FROM revisions WHERE event_id = @event ORDER BY revision", row => Figures.Read(row.GetString(0)), ("@event", eventId)));

    public IReadOnlyList<Lane> Lanes() => ReadOnce(nameof(Lanes), reader => reader.Rows("SELECT name, query, by FROM lanes ORDER BY name", row => new Lane(row.GetString(0), row.GetString(1), row.GetString(2))));

    public Lane Save(Lane lane)
    {
        Write(() => _writer.Run("INSERT OR REPLACE INTO lanes VALUES (@name, @query, @by)", ("@name", lane.Name), ("@query", lane.Query), ("@by", lane.By)));
        return lane;
    }

    public bool RemoveLane(string name) => Write(() => _writer.Run("DELETE FROM lanes WHERE name = @name", ("@name", name)) > 0);

    /// <summary>Forgets events, and the acts on them, whose time is over.</summary>
    /// <param name="now">Stream time.</param>
    /// <returns>How many.</returns>
    public int Forget(DateTimeOffset now) => Write(() =>
    {
        Reach(now);
        _owesTruncation = true;
        var oldest = ("@oldest", (object?)Text(now - _options.KeepFor));
        _writer.Run("DELETE FROM revisions WHERE event_id IN (SELECT event_id FROM events WHERE alerted_at < @oldest)", oldest);
        _writer.Run("DELETE FROM acts WHERE event_id IN (SELECT event_id FROM events WHERE alerted_at < @oldest)", oldest);
        return _writer.Run("DELETE FROM events WHERE alerted_at < @oldest", oldest);
    });

    /// <summary>Finds out whether there is room again, by taking and giving back as much as a long alert needs.</summary>
    /// <returns>Whether there is.</returns>
    public bool Probe()
    {
        try
        {
            Write(() => _writer.Run("CREATE TABLE room (bytes BLOB); INSERT INTO room VALUES (zeroblob(65536)); DROP TABLE room"));
            return true;
        }
        catch (StoreFault)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _owesTruncation = true;
        Truncate();
        Close();
        _alone.Dispose();
    }

    private void Close()
    {
        _writer.Dispose();
        using var pooled = new SqliteConnection(_connect);
        SqliteConnection.ClearPool(pooled);
    }

    /// <remarks>What is forgotten is still on the topic, which is read from its beginning at each start: it must not come back as news.</remarks>
    private bool IsOver(Alert alert)
    {
        if (!DateTimeOffset.TryParse(alert.AlertedAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return false;
        }
        Reach(at);
        return _newest - at > _options.KeepFor;
    }

    /// <summary>Keeps how far the stream has come by what was told of it.</summary>
    private void Reach(DateTimeOffset at)
    {
        if (_newest is null || at > _newest)
        {
            _newest = at;
            _writer.Run("UPDATE identity SET newest = @newest", ("@newest", Text(at)));
        }
    }

    internal DateTimeOffset Now => _clock.GetUtcNow();

    /// <param name="work">Is given the number of the change that it makes; it gives null if it makes none.</param>
    internal T? Changing<T>(Func<long, T?> work) where T : class
    {
        lock (_writing)
        {
            var made = Write(() => work(_change + 1));
            // Only now: a number must not be seen before what it stands for.
            if (made is not null)
            {
                Interlocked.Increment(ref _change);
            }
            return made;
        }
    }

    internal T Read<T>(Func<SqliteConnection, T> work)
    {
        try
        {
            using var reader = Open();
            return work(reader);
        }
        catch (SqliteException fault) when (Passing(fault) is { } passing)
        {
            throw passing;
        }
    }

    /// <summary>What all desks look at after each change is read by the first of them.</summary>
    /// <param name="key">Whatever the answer hangs on, but for what is in the store. Nothing may hang on the time.</param>
    /// <param name="work">What it gives is given to others too.</param>
    internal T ReadOnce<T>(object key, Func<SqliteConnection, T> work) where T : class => _shared.Get(key, () => Read(work));

    internal SqliteConnection Writer => _writer;

    internal static string? Text(DateTimeOffset? time) => time is { } at ? Moment.Text(at.ToUnixTimeMilliseconds()) : null;

    internal static DateTimeOffset? Time(string? text) => text is null ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private const string EntryColumns = "change, raised, opened_at, raised_at, claimed_by, dismissed, dismissed_by, is_watched, merged_into, is_split, notes, event_id, alert, split_off, split_from, headline, headline_of, retracted_at";
    private const int MostKnown = 2000;

    /// <remarks>Fifty desks that look at one event share one object: it is read once, and each sees by its identity that there is nothing new to draw.</remarks>
    private AlertEntry Entry(SqliteDataReader row)
    {
        var (id, change) = (row.GetString(11), row.GetInt64(0));
        if (_known.TryGetValue(id, out var known) && known.Change == change)
        {
            return known;
        }
        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }
        var off = Posts(row.GetString(13));
        return _known[id] = new(
            change,
            row.GetInt64(1),
            row.GetString(2),
            row.GetString(3),
            new(row.Text(4), (DismissReason?)row.Number(5), row.Text(6), row.GetBoolean(7), row.Text(8), row.GetBoolean(9), row.GetInt32(10), row.Text(14), off.Length),
            Splitting.Without(Parse(row.GetString(12)), off, HeadingOf(row, 15)),
            row.Text(17));
    }

    private AlertEntry? Find(SqliteConnection connection, string eventId) =>
        connection.Rows($"SELECT {EntryColumns} FROM events WHERE event_id = @event", Entry, ("@event", eventId)).FirstOrDefault();

    private static string Words(Alert alert) => Folded($"{alert.Headline}\n{string.Join('\n', alert.Terms)}");

    private static string Folded(string text) => text.ToLowerInvariant();

    /// <summary>Items parted and framed by line feeds, which no item holds: so a whole item is found as a part of the text.</summary>
    private static string Listed(IEnumerable<string> items) => $"\n{string.Join('\n', items.Select(item => Folded(item.Replace('\n', ' '))))}\n";

    /// <exception cref="StoreFault">It could not be written: nothing of it is kept.</exception>
    internal T Write<T>(Func<T> work)
    {
        lock (_writing)
        {
            var made = Commit(work);
            Truncate();
            return made;
        }
    }

    private T Commit<T>(Func<T> work)
    {
        var (isKept, newest) = (false, _newest);
        try
        {
            using var transaction = _writer.BeginTransaction();
            var made = work();
            transaction.Commit();
            isKept = true;
            _shared.Forget();
            return made;
        }
        catch (SqliteException fault) when (Passing(fault) is { } passing)
        {
            throw passing;
        }
        finally
        {
            if (!isKept)
            {
                // What was seen inside the transaction never was; its number will be given out again.
                _known.Clear();
                _newest = newest;
            }
        }
    }

    private StoreFault? Passing(SqliteException fault)
    {
        var passing = StoreFault.Of(fault, _options.File);
        if (passing is not null)
        {
            Health.Failed(passing);
        }
        return passing;
    }

    /// <summary>Empties the log if it holds words that are to be gone. While somebody reads, or there is no room, it cannot be: then after the next change.</summary>
    private void Truncate()
    {
        try
        {
            if (_owesTruncation)
            {
                _owesTruncation = Convert.ToInt64(_writer.Scalar("PRAGMA wal_checkpoint(TRUNCATE)"), CultureInfo.InvariantCulture) != 0;
            }
        }
        catch (SqliteException fault) when (StoreFault.Of(fault, _options.File) is not null)
        {
            // The change before it is kept, and this is owed still.
        }
    }

    /// <remarks>Each process counts the changes by itself, so two would give out the same numbers. The file is left: to remove it would free the name while another waits for it.</remarks>
    private static FileStream Alone(string file)
    {
        var lockFile = $"{file}.lock";
        try
        {
            return new(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(lockFile))
        {
            throw new UsageException($"Store:File {file} is in use by another desk: end that one, or name another file.");
        }
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connect);
        connection.Open();
        return connection;
    }
}
