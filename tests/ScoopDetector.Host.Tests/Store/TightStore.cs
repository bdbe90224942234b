using Microsoft.Data.Sqlite;
using ScoopDetector.Host.Store;
using ScoopDetector.Host.Tests.Desk;

namespace ScoopDetector.Host.Tests.Store;

/// <summary>Takes the room from a store, as a disk does that is full, and gives it back; or lets another program hold it.</summary>
internal static class TightStore
{
    /// <summary>Longer than what is free inside the pages of the file.</summary>
    public static readonly string LongText = new('x', Deed.LongestText);

    extension(AlertStore store)
    {
        /// <summary>From here on the file cannot grow, and what was free in it is taken.</summary>
        public void TakeRoom()
        {
            store.Record(SomeAlert.Of("ballast"));
            store.Allow("PRAGMA max_page_count = 1");
            try
            {
                while (store.Acts.Add(new(ActKind.Note, "ballast", Text: LongText), "ballast") is not null)
                {
                    // Until it is full.
                }
            }
            catch (StoreFault)
            {
                store.Health.Works();
            }
        }

        public void GiveRoom() => store.Allow("PRAGMA max_page_count = 1000000");

        /// <summary>Another program holds it until the connection is closed. How long is waited for it is cut to a second.</summary>
        public SqliteConnection Hold(string file)
        {
            store.Writer.DefaultTimeout = 1;
            var other = new SqliteConnection($"Data Source={file};Pooling=False");
            other.Open();
            other.Run("BEGIN EXCLUSIVE");
            return other;
        }

        private void Allow(string pragma) => store.Write(() => store.Writer.Scalar(pragma));
    }
}
