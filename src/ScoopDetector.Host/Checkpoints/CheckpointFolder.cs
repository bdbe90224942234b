using System.Globalization;
using ScoopDetector.State;

namespace ScoopDetector.Host.Checkpoints;

/// <summary>The files of one role's checkpoints: the latest, and the one before it for the day on which the latest cannot be read.</summary>
/// <remarks>A file is written under another name, forced to the disk and only then given its own: under its own name it is whole, or it was damaged later, which its hashes tell.</remarks>
/// <param name="folder">On a local disk.</param>
/// <param name="name">Begins the files' names: those of other roles and deployments lie beside.</param>
internal sealed class CheckpointFolder(string folder, string name) : ICheckpointPlace
{
    private const string Ending = ".state";

    // Of the file that this run wrote last, or goes on from.
    private long _latest = -1;
    private FileStream? _lock;

    public string Name => folder;

    public string Mend => "make room, or name another folder as Checkpoints:Folder";

    public TimeSpan Every { get; init; }

    /// <summary>The files that there are, the latest first.</summary>
    public IReadOnlyList<string> Files => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, $"{name}-*{Ending}").Where(file => NumberOf(file) is not null).OrderByDescending(NumberOf)]
        : [];

    public IEnumerable<KeptCheckpoint> Kept() => Files.Select(file => new KeptCheckpoint(file, () => Open(file), () => GoOnFrom(file)));

    long ICheckpointPlace.Add(StateWriter state, CheckpointOrigin origin) => Add(state);

    /// <summary>Writes one more, and keeps of the others only the one before it.</summary>
    /// <returns>How many bytes it has.</returns>
    /// <remarks>From now on nobody else may write here, until <see cref="Dispose"/>.</remarks>
    /// <exception cref="IOException">It cannot be written, or another process has the folder; those that there were stay.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public long Add(StateWriter state)
    {
        Directory.CreateDirectory(folder);
        // While another process of the same role writes here, this one must not: each would delete what the other needs.
        _lock ??= new FileStream(Path.Combine(folder, $"{name}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var before = Files;
        var number = Math.Max(_latest, before.Count > 0 ? NumberOf(before[0])!.Value : 0) + 1;
        var unfinished = Path.Combine(folder, $"{name}.unfinished");
        var length = Write(state, unfinished);
        File.Move(unfinished, PathOf(number), overwrite: true);
        // Whatever else lies there is older, damaged, or of another past.
        foreach (var old in before.Where(old => NumberOf(old) != _latest))
        {
            File.Delete(old);
        }
        _latest = number;
        return length;
    }

    /// <summary>The run goes on from this file: it is kept as the one before the next.</summary>
    public void GoOnFrom(string file) => _latest = NumberOf(file)!.Value;

    /// <summary>Leaves the folder to another, until it writes here again.</summary>
    public void Dispose()
    {
        _lock?.Dispose();
        (_lock, _latest) = (null, -1);
    }

    /// <summary>Who reads it takes much at a time.</summary>
    internal static FileStream Open(string file) => new(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);

    /// <summary>Wholly or not at all: what has been begun on a disk that is full would take the room from all else that is on it.</summary>
    private static long Write(StateWriter state, string unfinished)
    {
        try
        {
            using var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None);
            state.WriteTo(file);
            file.Flush(flushToDisk: true);
            return file.Length;
        }
        catch
        {
            Remove(unfinished);
            throw;
        }
    }

    /// <summary>If it can be: that it could not be written matters more.</summary>
    private static void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The next checkpoint takes its place.
        }
    }

    private string PathOf(long number) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{number:D10}{Ending}"));

    private long? NumberOf(string file) =>
        long.TryParse(Path.GetFileNameWithoutExtension(file.AsSpan())[(name.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
