namespace ScoopDetector.Host.Verbs;

/// <summary>Writes a page or a picture, makes its folder if there is none, and says where it is.</summary>
internal static class ReportFile
{
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static void Write(string option, string path, string text, TextWriter output)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }
            File.WriteAllText(path, text);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{option}: cannot write {path}: {fault.Message.TrimEnd('.')}. Name a place that is yours to write.");
        }
        output.WriteLine($"Written: {path}");
    }
}
