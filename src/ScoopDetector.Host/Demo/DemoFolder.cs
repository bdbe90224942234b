using Microsoft.Data.Sqlite;

namespace ScoopDetector.Host.Demo;

/// <summary>Where a demonstration keeps what it shows; gone when it ends.</summary>
internal sealed class DemoFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scoop-demo-");

    public string StoreFile => Path.Combine(_folder.FullName, "scoop.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
