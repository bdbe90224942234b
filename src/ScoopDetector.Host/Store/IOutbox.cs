using Microsoft.Data.Sqlite;

namespace ScoopDetector.Host.Store;

/// <summary>What is to be sent of a revision is kept with it, in one transaction, or neither is.</summary>
internal interface IOutbox
{
    /// <summary>Called for each revision that says something new, before it is committed.</summary>
    /// <returns>What is to be done once it is: from then on others see it.</returns>
    Action MakeOut(SqliteConnection writer, AlertEntry entry);
}
