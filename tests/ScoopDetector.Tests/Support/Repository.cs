namespace ScoopDetector.Tests.Support;

/// <summary>The sources that the tests were built from.</summary>
internal static class Repository
{
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ScoopDetector.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("No ScoopDetector.sln above the tests.");
        }
        return folder.FullName;
    }
}
