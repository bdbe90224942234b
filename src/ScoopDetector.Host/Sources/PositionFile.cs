using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Host.Sources;

/// <summary>Keeps how far a source has come, over restarts. Written whole or not at all: a power cut leaves the old position or the new one.</summary>
internal sealed class PositionFile(string folder, string source)
{
    /// <summary>In characters: room for the offsets of a thousand partitions. What is longer is no position.</summary>
    private const int Longest = 64 * 1024;

    private readonly string _path = Path.Combine(folder, $"{source}.position");

    /// <summary>Null if nothing was saved, or what was saved is not readable: then the source begins with what comes now.</summary>
    public string? Read()
    {
        try
        {
            return new FileInfo(_path) is { Exists: true, Length: < Longest } && File.ReadAllText(_path).Trim() is { Length: > 0 } position ? position : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <exception cref="FailureException">The folder cannot be written to.</exception>
    public void Write(string position)
    {
        try
        {
            Replace(position);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FailureException($"{_path} cannot be written: {fault.Message.TrimEnd('.')}. Make room, or name another folder with Sources:Folder.");
        }
    }

    private void Replace(string position)
    {
        Directory.CreateDirectory(folder);
        var fresh = _path + ".new";
        using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(position));
            file.Flush(flushToDisk: true);
        }
        File.Move(fresh, _path, overwrite: true);
    }
}
