using System.IO.Compression;
using ScoopDetector.Host.Files;
using ScoopDetector.Simulation;

namespace ScoopDetector.Benchmarks.Workloads;

/// <summary>A folder for the streams of one study, which is gone after it.</summary>
internal sealed class StreamFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("scoop-benchmarks-").FullName;

    /// <summary>Writes lines to a file, each ended by a line feed.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, IEnumerable<ReadOnlyMemory<byte>> lines)
    {
        var path = Path.Combine(_path, name);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
        foreach (var line in lines)
        {
            file.Write(line.Span);
            file.WriteByte((byte)'\n');
        }
        return path;
    }

    public string Simulate(string name, SimulationOptions simulation) => Write(name, new Firehose(simulation).Select(line => line.Json));

    /// <summary>Copies a file of lines, plain, gzip or zstd, as a plain one.</summary>
    public string Unpack(string path, string name)
    {
        using var packed = InputFile.Open(path, out _);
        using var plain = File.Create(Path.Combine(_path, name));
        packed.CopyTo(plain);
        return plain.Name;
    }

    /// <summary>Copies a plain file as gzip.</summary>
    public string Pack(string path, string name)
    {
        using var plain = File.OpenRead(path);
        using var packed = File.Create(Path.Combine(_path, name));
        using var gzip = new GZipStream(packed, CompressionLevel.Optimal);
        plain.CopyTo(gzip);
        return packed.Name;
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
