using System.Text.Json;
using Microsoft.Data.Sqlite;
using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Store;

/// <summary>What editors have done, in the same file and under the same numbers of changes as the alerts.</summary>
internal sealed class ActLog(AlertStore store)
{
    private const string Columns = "id, change, at, by, kind, event_id, revision, reason, text, term, until, into_id, undone_at, undone_by, posts";

    /// <summary>What was done and undone, for metrics.</summary>
    public ActCounts Counts { get; } = new();

    /// <returns>The act as it was noted; null if there is no such event, or if it is a <see cref="MergeFault(Deed)"/> or a <see cref="SplitFault(Deed)"/>.</returns>
    public Act? Add(Deed deed, string by)
    {
        var act = Note(deed, by);
        if (act is not null)
        {
            Counts.Do(act);
        }
        return act;
    }

    /// <summary>Why an event cannot be merged into that other as things stand; null if it can, or if it is no merge.</summary>
    /// <remarks>What is merged and what is dismissed leave the lanes: an event put there would leave with it, and in a circle of merges nothing would stay.</remarks>
    public string? MergeFault(Deed deed) => deed.Kind == ActKind.Merge ? store.Read(reader => MergeFault(reader, deed)) : null;

    /// <summary>Why these posts cannot be split off an event as things stand; null if they can, or if it is no such act.</summary>
    public string? SplitFault(Deed deed) => deed.Kind == ActKind.SplitOff ? store.Read(reader => SplitFault(reader, deed)) : null;

    /// <returns>The act, undone; null if there is none of this number that could be: it is undone, or without it merges would go in a circle.</returns>
    public Act? Undo(long id, string by)
    {
        var act = TakeBack(id, by);
        if (act is not null)
        {
            Counts.Undo();
        }
        return act;
    }

    public Act? Find(long id) => store.Read(reader => reader.Rows($"SELECT {Columns} FROM acts WHERE id = @id", Read, ("@id", id)).SingleOrDefault());

    public List<Act> On(string eventId) => store.Read(reader => On(reader, eventId));

    internal static List<Act> Changed(SqliteConnection connection, long since, long until, int limit) => connection.Rows(
        // A withdrawal may change several under one number: the limit is one of numbers.
        $"""
        SELECT {Columns} FROM acts WHERE change > @since AND change <= @until
            AND change <= (SELECT max(change) FROM (SELECT DISTINCT change FROM acts WHERE change > @since ORDER BY change LIMIT @limit)) ORDER BY change
        """,
        Read, ("@since", since), ("@until", until), ("@limit", limit));

    /// <summary>The latest first.</summary>
    public IReadOnlyList<Act> Latest(int limit, long? before = null) =>
        store.ReadOnce((nameof(Latest), limit, before), reader => reader.Rows($"SELECT {Columns} FROM acts WHERE @before IS NULL OR id < @before ORDER BY id DESC LIMIT @limit", Read, ("@limit", limit), ("@before", before)));

    /// <summary>The terms that are muted now, and the acts that muted them.</summary>
    public IReadOnlyList<Act> Mutes()
    {
        var now = store.Now;
        var mutes = store.ReadOnce(nameof(Mutes), reader => reader.Rows(
            $"SELECT {Columns} FROM acts WHERE kind = @kind AND until > @now AND undone_at IS NULL ORDER BY id", Read, ("@kind", ActKind.Mute), ("@now", AlertStore.Text(now))));
        // They were read some time ago, perhaps.
        return mutes.TrueForAll(mute => mute.Until > now) ? mutes : [.. mutes.Where(mute => mute.Until > now)];
    }

    /// <summary>What stands of what editors have said of headlines, in the order in which it was said.</summary>
    public List<Act> Verdicts() => store.Read(reader => reader.Rows(
        $"SELECT {Columns} FROM acts WHERE kind IN (@confirm, @refuse) AND undone_at IS NULL ORDER BY id", Read, ("@confirm", ActKind.Confirm), ("@refuse", ActKind.Refuse)));

    /// <summary>Every act on an event that stands, with the numbers of the revision that the editor saw: what a fit of the score learns from. What is said of headlines says nothing of the score.</summary>
    public List<Label> Labels() => store.Read(reader => reader.Rows(
        """
        SELECT acts.id, acts.at, acts.by, acts.kind, acts.reason, acts.event_id, acts.into_id, revisions.figures, acts.posts
        FROM acts JOIN revisions ON revisions.event_id = acts.event_id AND revisions.revision = acts.revision
        WHERE acts.undone_at IS NULL AND acts.kind NOT IN (@confirm, @refuse) ORDER BY acts.id
        """,
        row => new Label(
            row.GetInt64(0), AlertStore.Time(row.GetString(1))!.Value, row.GetString(2), (ActKind)row.GetInt32(3), (DismissReason?)row.Number(4), row.GetString(5), row.Text(6),
            Figures.Read(row.GetString(7)), Posts(row.Text(8))),
        ("@confirm", ActKind.Confirm), ("@refuse", ActKind.Refuse)));

    /// <summary>Takes withdrawn posts out of what editors have split off: out of the acts, and out of the events that these made. With the last of them goes what the editor called them.</summary>
    /// <remarks>
    /// The posts are now in the event that they were split off, in the one that it was merged into, or in one that the detector has split off that. Of the first two any may be
    /// withdrawn that they no longer have; of another event those that it named until now.
    /// </remarks>
    /// <param name="alert">The event that has lost posts.</param>
    /// <param name="loss">Which these may be.</param>
    /// <param name="change">The number of the change.</param>
    internal void Withdraw(Alert alert, Loss loss, long change)
    {
        var acts = store.Writer.Rows(
            """
            SELECT id, @event IN (
                WITH RECURSIVE wholes (id) AS (SELECT acts.event_id UNION SELECT alert ->> 'mergedInto' FROM events JOIN wholes ON event_id = wholes.id WHERE state = @merged)
                SELECT id FROM wholes) AS is_whole
            FROM acts WHERE kind = @kind AND (is_whole OR EXISTS (SELECT 1 FROM json_each(posts) WHERE value IN (SELECT value FROM json_each(@gone)))) ORDER BY id
            """,
            row => (Id: row.GetInt64(0), IsWhole: row.GetBoolean(1)),
            ("@event", alert.EventId), ("@merged", AlertState.Merged), ("@kind", ActKind.SplitOff), ("@gone", JsonSerializer.Serialize(loss.Gone)));
        foreach (var (id, isWhole) in acts)
        {
            // Read only now: what was split off a part may have been seen to with the part.
            var act = store.Writer.Rows($"SELECT {Columns} FROM acts WHERE id = @id", Read, ("@id", id)).Single();
            var left = act.Posts!.Where(post => isWhole ? !loss.MayHave(post) : !loss.Gone.Contains(post)).ToArray();
            if (left.Length == act.Posts!.Count)
            {
                continue;
            }
            store.Writer.Run(
                "UPDATE acts SET change = @change, posts = @posts, text = @text WHERE id = @id",
                ("@change", change), ("@posts", JsonSerializer.Serialize(left)), ("@text", left.Length == 0 ? null : act.Text), ("@id", id));
            string[] lost = [.. act.Posts!.Except(left)];
            Sum(act.EventId, change);
            store.Forget(act.EventId!, lost, change);
            store.Withdraw(act.Into!, alert, lost, change);
        }
    }

    private Act? Note(Deed deed, string by) => store.Changing(change =>
    {
        var revision = deed.EventId is null ? null : (long?)store.Writer.Scalar("SELECT revision FROM events WHERE event_id = @event", ("@event", deed.EventId));
        if ((deed.EventId is not null && revision is null) || MergeFault(store.Writer, deed) is not null || SplitFault(store.Writer, deed) is not null)
        {
            return null;
        }
        deed = deed.Kind == ActKind.SplitOff ? deed with { Into = store.SplitOff(deed, change) } : deed;
        var now = store.Now;
        store.Writer.Run(
            """
            INSERT INTO acts (change, at, by, kind, event_id, revision, reason, text, term, until, into_id, posts)
            VALUES (@change, @at, @by, @kind, @event, @revision, @reason, @text, @term, @until, @into, @posts)
            """,
            ("@change", change), ("@at", AlertStore.Text(now)), ("@by", by), ("@kind", deed.Kind), ("@event", deed.EventId), ("@revision", revision), ("@reason", deed.Reason),
            ("@text", deed.Text), ("@term", deed.Term), ("@until", AlertStore.Text(now.AddHours(deed.Hours ?? 0))), ("@into", deed.Into),
            ("@posts", deed.Posts is { } posts ? JsonSerializer.Serialize(posts) : null));
        Sum(deed.EventId, change);
        return store.Writer.Rows($"SELECT {Columns} FROM acts WHERE id = last_insert_rowid()", Read).Single();
    });

    private Act? TakeBack(long id, string by) => store.Changing(change =>
    {
        if (ClosesCircle(store.Writer, id))
        {
            return null;
        }
        var undone = store.Writer.Rows(
            $"UPDATE acts SET change = @change, undone_at = @at, undone_by = @by WHERE id = @id AND undone_at IS NULL RETURNING {Columns}",
            Read,
            ("@change", change), ("@at", AlertStore.Text(store.Now)), ("@by", by), ("@id", id)).SingleOrDefault();
        if (undone is not null)
        {
            Sum(undone.EventId, change);
            if (undone is { Kind: ActKind.SplitOff, EventId: { } whole, Into: { } part })
            {
                store.Reword(whole);
                store.Join(part, whole, change);
            }
        }
        return undone;
    });

    private static string? MergeFault(SqliteConnection connection, Deed deed)
    {
        if (deed is not { Kind: ActKind.Merge, Into: { } into } || into == deed.EventId)
        {
            return null;
        }
        if (connection.Scalar("SELECT 1 FROM events WHERE event_id = @event", ("@event", into)) is null)
        {
            return $"is '{into}': there is no such event.";
        }
        var now = Handling.Of(On(connection, into));
        return now.MergedInto is { } whole ? $"is '{into}': it is merged into '{whole}' itself. Name an event that stands for itself."
            : now.Dismissed is not null ? $"is '{into}': it is dismissed. Bring it back first."
            : deed.EventId is { } part && IsPartOf(connection, into, part) ? $"is '{into}': it was split off '{part}'. Merge it into that."
            : null;
    }

    private static string? SplitFault(SqliteConnection connection, Deed deed)
    {
        if (deed is not { Kind: ActKind.SplitOff, EventId: { } eventId, Posts: { } posts } || AlertStore.ShownOf(connection, eventId) is not var (evidence, head))
        {
            return null;
        }
        return posts.Any(string.IsNullOrEmpty) ? "has an empty id: name posts in evidence."
            : posts.Count > Deed.MostPosts ? $"has {posts.Count} ids: there are {Deed.MostPosts} posts in evidence at most."
            : posts.FirstOrDefault(id => !evidence.Any(post => post.PostId == id)) is { } strange ? $"has '{strange}': it is not among the event's evidence."
            : head is not null && posts.Contains(head) ? $"has '{head}': by that post the event is called. Name those of the other story."
            : evidence.All(post => posts.Contains(post.PostId)) ? "has all of its evidence: nothing would be left."
            : null;
    }

    /// <summary>Whether an event would come to be part of itself again if the act were undone.</summary>
    private static bool ClosesCircle(SqliteConnection connection, long id)
    {
        if (connection.Scalar("SELECT event_id FROM acts WHERE id = @id", ("@id", id)) is not string eventId)
        {
            return false;
        }
        var into = Handling.Of(On(connection, eventId).Where(act => act.Id != id)).MergedInto;
        return into is not null && IsPartOf(connection, into, eventId);
    }

    /// <summary>Whether the event is that one, was merged into it, or was split off it, over however many others.</summary>
    private static bool IsPartOf(SqliteConnection connection, string eventId, string whole) => connection.Scalar(
        """
        WITH RECURSIVE wholes (id) AS (
            SELECT @event UNION SELECT next FROM wholes JOIN (SELECT event_id, merged_into AS next FROM events UNION ALL SELECT event_id, split_from FROM events) ON event_id = id WHERE next IS NOT NULL)
        SELECT 1 FROM wholes WHERE id = @whole
        """,
        ("@event", eventId), ("@whole", whole)) is not null;

    private static List<Act> On(SqliteConnection connection, string eventId) =>
        connection.Rows($"SELECT {Columns} FROM acts WHERE event_id = @event ORDER BY id", Read, ("@event", eventId));

    /// <summary>Writes beside the event how it stands now.</summary>
    private void Sum(string? eventId, long change)
    {
        if (eventId is null)
        {
            return;
        }
        var acts = On(store.Writer, eventId);
        var now = Handling.Of(acts);
        store.Writer.Run(
            """
            UPDATE events SET change = @change, claimed_by = @claimed, dismissed = @dismissed, dismissed_by = @dismissedBy, is_watched = @watched, merged_into = @merged,
                is_split = @split, notes = @notes, split_off = @off WHERE event_id = @event
            """,
            ("@change", change), ("@claimed", now.ClaimedBy), ("@dismissed", now.Dismissed), ("@dismissedBy", now.DismissedBy), ("@watched", now.IsWatched),
            ("@merged", now.MergedInto), ("@split", now.IsSplit), ("@notes", now.Notes),
            ("@off", JsonSerializer.Serialize(acts.Where(act => act is { Kind: ActKind.SplitOff, IsUndone: false }).SelectMany(act => act.Posts ?? []))), ("@event", eventId));
    }

    private static Act Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), AlertStore.Time(row.GetString(2))!.Value, row.GetString(3), (ActKind)row.GetInt32(4), row.Text(5), row.Number(6),
        (DismissReason?)row.Number(7), row.Text(8), row.Text(9), (ActKind)row.GetInt32(4) == ActKind.Mute ? AlertStore.Time(row.Text(10)) : null, row.Text(11),
        AlertStore.Time(row.Text(12)), row.Text(13), Posts(row.Text(14)));

    private static string[]? Posts(string? json) => json is null ? null : JsonSerializer.Deserialize<string[]>(json);
}
