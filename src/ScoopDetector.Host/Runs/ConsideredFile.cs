using System.Text.Json;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Files;
using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Host.Runs;

/// <summary><c>considered.jsonl</c>: every event that was weighed, each time that it was, told or not.</summary>
internal sealed class ConsideredFile(string folder) : IDisposable
{
    public const string Name = "considered.jsonl";

    /// <summary>The year 10000.</summary>
    private const long LatestAt = 253_402_300_800_000;

    private readonly Stream _file = OutputFile.Create(Path.Combine(folder, Name));

    public void Add(Weighing weighing)
    {
        JsonSerializer.Serialize(_file, ConsideredLine.Of(weighing), ConsideredLineJson.ForPeople.ConsideredLine);
        _file.WriteByte((byte)'\n');
    }

    public void Dispose() => _file.Dispose();

    /// <exception cref="UsageException">It cannot be read, or holds a line that is no event.</exception>
    public static IEnumerable<ConsideredLine> Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
        {
            throw new UsageException($"{path} does not exist: make it with replay … --out {folder} --considered.");
        }
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            yield return Parse(line) ?? throw new UsageException($"{path}:{number} is no event that was weighed: make the file anew with replay … --considered.");
        }
    }

    private static ConsideredLine? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ConsideredLineJson.ForPeople.ConsideredLine) is { At: >= 0 and < LatestAt } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
