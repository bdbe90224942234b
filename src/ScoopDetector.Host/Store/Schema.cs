using System.Globalization;
using Microsoft.Data.Sqlite;
using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Host.Store;

/// <summary>The tables, as the steps that lead to them. A store of an older program is brought up to date when it is opened; a step once released is never changed.</summary>
internal static class Schema
{
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE identity (id TEXT NOT NULL);
        INSERT INTO identity VALUES (lower(hex(randomblob(4))));

        CREATE TABLE events (
            event_id TEXT PRIMARY KEY, revision INTEGER NOT NULL, change INTEGER NOT NULL, raised INTEGER NOT NULL,
            level INTEGER NOT NULL, state INTEGER NOT NULL, opened_at TEXT NOT NULL, raised_at TEXT NOT NULL, alerted_at TEXT NOT NULL,
            words TEXT NOT NULL, terms TEXT NOT NULL, languages TEXT NOT NULL, alert TEXT NOT NULL,
            claimed_by TEXT, dismissed INTEGER, dismissed_by TEXT, is_watched INTEGER NOT NULL DEFAULT 0,
            merged_into TEXT, is_split INTEGER NOT NULL DEFAULT 0, notes INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
        CREATE INDEX events_raised ON events (raised);
        CREATE INDEX events_change ON events (change);

        CREATE TABLE revisions (event_id TEXT NOT NULL, revision INTEGER NOT NULL, figures TEXT NOT NULL, PRIMARY KEY (event_id, revision)) WITHOUT ROWID;

        CREATE TABLE acts (
            id INTEGER PRIMARY KEY AUTOINCREMENT, change INTEGER NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, kind INTEGER NOT NULL,
            event_id TEXT, revision INTEGER, reason INTEGER, text TEXT, term TEXT, until TEXT, into_id TEXT, undone_at TEXT, undone_by TEXT);
        CREATE INDEX acts_event ON acts (event_id);
        CREATE INDEX acts_change ON acts (change);

        CREATE TABLE lanes (name TEXT PRIMARY KEY COLLATE NOCASE, query TEXT NOT NULL, by TEXT NOT NULL) WITHOUT ROWID;
        """,
        """
        ALTER TABLE identity ADD COLUMN newest TEXT;
        UPDATE identity SET newest = (SELECT max(alerted_at) FROM events);
        """,
        """
        CREATE TABLE deliveries (
            id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, rule TEXT NOT NULL COLLATE NOCASE, way INTEGER NOT NULL, event_id TEXT, revision INTEGER, kind INTEGER NOT NULL,
            bundle TEXT, state INTEGER NOT NULL, made_at TEXT NOT NULL, due_at TEXT NOT NULL, next_at TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, tried_at TEXT, done_at TEXT, fault TEXT);
        CREATE INDEX deliveries_waiting ON deliveries (rule, next_at) WHERE state = 0;
        CREATE INDEX deliveries_event ON deliveries (event_id, rule);
        CREATE INDEX deliveries_state ON deliveries (rule, state);
        """,
        """
        CREATE TABLE people (folded TEXT PRIMARY KEY, name TEXT NOT NULL, wanted TEXT NOT NULL, subject TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX people_subject ON people (subject);
        """,
        """
        ALTER TABLE acts ADD COLUMN posts TEXT;
        ALTER TABLE events ADD COLUMN split_off TEXT NOT NULL DEFAULT '[]';
        ALTER TABLE events ADD COLUMN split_from TEXT;
        CREATE INDEX events_split ON events (split_from) WHERE split_from IS NOT NULL;
        """,
        // 3 is AlertState.Retracted.
        "CREATE INDEX events_retracted ON events (alerted_at) WHERE state = 3",
        // What an event is called by in place of the words of its latest revision, and whose they are.
        """
        ALTER TABLE events ADD COLUMN headline TEXT;
        ALTER TABLE events ADD COLUMN headline_of TEXT;
        """,
        // A retraction stands though the event ends, or becomes part of another.
        """
        ALTER TABLE events ADD COLUMN retracted_at TEXT;
        UPDATE events SET retracted_at = alerted_at WHERE state = 3;
        DROP INDEX events_retracted;
        CREATE INDEX events_retracted ON events (retracted_at) WHERE retracted_at IS NOT NULL;
        """,
        // So does one of before that was kept; and what became part of an event is found by that.
        """
        UPDATE events SET retracted_at = (
            SELECT figures ->> 'alertedAt' FROM revisions AS retraction WHERE event_id = events.event_id AND figures ->> 'state' = 'retracted' AND NOT EXISTS (
                SELECT 1 FROM revisions WHERE event_id = retraction.event_id AND revision > retraction.revision AND figures ->> 'state' IN ('opened', 'updated'))
            ORDER BY revision DESC LIMIT 1)
        WHERE retracted_at IS NULL;
        CREATE INDEX events_heir ON events (alert ->> 'mergedInto') WHERE alert ->> 'mergedInto' IS NOT NULL;
        """,
    ];

    public static int Version => Steps.Length;

    public static void Migrate(SqliteConnection connection, string file)
    {
        var found = Convert.ToInt32(connection.Scalar("PRAGMA user_version"), CultureInfo.InvariantCulture);
        if (found > Version)
        {
            throw new UsageException($"Store:File {file} is of version {found}, and this program knows up to {Version}: start the newer program, or name another file.");
        }
        for (var version = found; version < Version; version++)
        {
            using var transaction = connection.BeginTransaction();
            connection.Run(Steps[version]);
            connection.Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version + 1}"));
            transaction.Commit();
        }
    }

    /// <exception cref="FailureException">It is a file of another program.</exception>
    public static void Require(SqliteConnection connection, string file)
    {
        if (connection.Scalar("SELECT 1 FROM sqlite_master WHERE name = 'identity'") is null)
        {
            throw new FailureException($"{file} is no store: name the file of the run that writes it, with --set Store:File=FILE.");
        }
    }
}
