using Microsoft.Data.Sqlite;

namespace ScoopDetector.Host.Store;

/// <summary>The store cannot be written, or read, for the time being: its disk is full or in trouble, or another program holds it. Nothing of the change was kept, and it may be tried again.</summary>
internal sealed class StoreFault : Exception
{
    private StoreFault(string reason, bool isFull, SqliteException fault) : base($"the store cannot be written: {reason}", fault) => (Reason, IsFull) = (reason, isFull);

    /// <summary>Why, in words.</summary>
    public string Reason { get; }

    /// <summary>There is no room; otherwise it is something that passes sooner.</summary>
    public bool IsFull { get; }

    /// <returns>Null for what waiting will not mend: a file that is damaged, or a fault of our own.</returns>
    public static StoreFault? Of(SqliteException fault, string file) => (fault.SqliteErrorCode, fault.SqliteExtendedErrorCode) switch
    {
        // The index beside the log is a file too, and says in words of its own that there is no room for it.
        (SQLitePCL.raw.SQLITE_FULL, _) or (_, SQLitePCL.raw.SQLITE_IOERR_SHMSIZE) => new($"the disk of {file} is full", isFull: true, fault),
        (SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED, _) => new($"another program holds {file} locked", isFull: false, fault),
        (SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_CANTOPEN, _) => new($"the disk of {file} is in trouble ({fault.Message.TrimEnd('.')})", isFull: false, fault),
        _ => null,
    };
}
