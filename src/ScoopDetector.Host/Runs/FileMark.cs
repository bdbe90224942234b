using System.Globalization;

namespace ScoopDetector.Host.Runs;

/// <summary>Tells whether what is in a file has changed.</summary>
internal static class FileMark
{
    /// <returns>A hash of all lists and models that come with the product: another build may have others.</returns>
    public static string OfShipped()
    {
        var core = typeof(ScoopPipeline).Assembly;
        var mark = 0UL;
        foreach (var name in core.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            using var resource = core.GetManifestResourceStream(name)!;
            using var bytes = new MemoryStream();
            resource.CopyTo(bytes);
            mark = Hash64.Pair(mark, Hash64.Of(bytes.ToArray()));
        }
        return mark.ToString("x16", CultureInfo.InvariantCulture);
    }

    /// <returns>A hash of it; its path where there is no file.</returns>
    public static string Of(string path) => File.Exists(path) ? Hash64.Of(File.ReadAllBytes(path)).ToString("x16", CultureInfo.InvariantCulture) : path;
}
