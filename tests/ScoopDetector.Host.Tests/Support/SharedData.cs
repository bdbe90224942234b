using Xunit;

namespace ScoopDetector.Host.Tests.Support;

/// <summary>Real data next to this repository, where there is any: it is not ours to copy.</summary>
internal static class SharedData
{
    /// <summary>The folder of this name below <c>shared/data</c>; skips the test if there is none.</summary>
    public static string Folder(string name = "")
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", name);
            if (Directory.Exists(path))
            {
                return path;
            }
        }
        Assert.Skip($"No folder above the tests holds shared/data/{name}.");
        return "";
    }
}
