using System.Globalization;
using Microsoft.Data.Sqlite;
using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Host.Store;

/// <summary>Copies a store as it stands at one moment, while a desk goes on writing it; looks the copy over, and only then gives it its name.</summary>
/// <remarks>By SQLite's own backup, inside one reading: what is written meanwhile is not in it, and does not make it begin anew. What is left where it is killed bears another name.</remarks>
internal sealed class StoreBackup(string store, string file, Action<double> progress)
{
    /// <summary>One megabyte: few enough calls, and often enough a sign of life.</summary>
    private const int PagesAStep = 256;

    private readonly string _part = $"{file}.part";

    /// <returns>What is in the copy.</returns>
    /// <exception cref="FailureException">There is no store, it cannot be read, or the copy cannot be written or is not sound.</exception>
    public (long Events, long Acts) Make(bool overwrite)
    {
        if (!File.Exists(store))
        {
            throw new FailureException($"There is no store {store}: name it with --set Store:File=FILE, as the run that writes it.");
        }
        if (Path.GetFullPath(file) == Path.GetFullPath(store))
        {
            throw new FailureException($"{file} is the store itself: name another file.");
        }
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
        {
            throw new FailureException($"{file} cannot be written: its folder does not exist. Create the folder, or name another.");
        }
        if (!overwrite && File.Exists(file))
        {
            throw new FailureException($"{file} is there already: name another file, or say --overwrite.");
        }
        try
        {
            File.Delete(_part);
            Copy();
            var made = LookOver();
            File.Move(_part, file, overwrite);
            return made;
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new FailureException($"{store} cannot be copied to {file}: {fault.Message.TrimEnd('.')}.");
        }
        finally
        {
            // What did not become a copy holds people's words, and the room that there was too little of.
            File.Delete(_part);
        }
    }

    private void Copy()
    {
        using var from = Open(store, SqliteOpenMode.ReadWrite);
        using var to = Open(_part, SqliteOpenMode.ReadWriteCreate);
        using var reading = from.BeginTransaction(deferred: true);
        Schema.Require(from, store);
        using var backup = SQLitePCL.raw.sqlite3_backup_init(to.Handle, "main", from.Handle, "main");
        var step = SQLitePCL.raw.SQLITE_OK;
        while (step == SQLitePCL.raw.SQLITE_OK)
        {
            step = SQLitePCL.raw.sqlite3_backup_step(backup, PagesAStep);
            progress(1 - ((double)SQLitePCL.raw.sqlite3_backup_remaining(backup) / Math.Max(1, SQLitePCL.raw.sqlite3_backup_pagecount(backup))));
        }
        if (step != SQLitePCL.raw.SQLITE_DONE)
        {
            throw new SqliteException(SQLitePCL.raw.sqlite3_errstr(step).utf8_to_string(), step);
        }
    }

    private (long Events, long Acts) LookOver()
    {
        using var copy = Open(_part, SqliteOpenMode.ReadWrite);
        // One file, with no log beside it.
        copy.Scalar("PRAGMA journal_mode = DELETE");
        return copy.Scalar("PRAGMA integrity_check") is "ok"
            ? (Count(copy, "events"), Count(copy, "acts"))
            : throw new FailureException($"The copy of {store} is not sound: the store is damaged. Keep the backups that there are, and see the runbook.");
    }

    private static long Count(SqliteConnection copy, string table) => Convert.ToInt64(copy.Scalar($"SELECT count(*) FROM {table}"), CultureInfo.InvariantCulture);

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
