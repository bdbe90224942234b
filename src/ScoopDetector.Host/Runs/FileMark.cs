using System.Globalization;

namespace ScoopDetector.Host.Runs;

/// <summary>Tells whether what is in a file has changed.</summary>
internal static class FileMark
{
    /// <returns>A hash of it; its path where there is no file.</returns>
    public static string Of(string path) => File.Exists(path) ? Hash64.Of(File.ReadAllBytes(path)).ToString("x16", CultureInfo.InvariantCulture) : path;
}
