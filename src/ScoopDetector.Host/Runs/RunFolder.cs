using System.Buffers;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Host.Runs;

/// <summary>The files of one run: <c>alerts.jsonl</c>, written as it goes, and <c>summary.json</c>, which is there only once the run is whole.</summary>
internal sealed class RunFolder : IDisposable
{
    private readonly FileStream _alerts;
    private readonly ArrayBufferWriter<byte> _line = new(4096);

    private RunFolder(string path)
    {
        (AlertsPath, SummaryPath) = (Path.Combine(path, "alerts.jsonl"), Path.Combine(path, "summary.json"));
        Directory.CreateDirectory(path);
        // The summary of an earlier run must not stand beside the alerts of this one.
        File.Delete(SummaryPath);
        // Unbuffered: a line is out when it is written, and nothing is left to fail when the file is closed.
        _alerts = new(AlertsPath, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    public string AlertsPath { get; }

    public string SummaryPath { get; }

    /// <summary>Makes the folder if there is none; what an earlier run left in it is replaced.</summary>
    /// <exception cref="UsageException">It cannot be written to.</exception>
    public static RunFolder Create(string path)
    {
        if (File.Exists(path))
        {
            throw new UsageException($"--out {path} is a file: name a folder.");
        }
        try
        {
            return new(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"--out {path} cannot be written to: {fault.Message.TrimEnd('.')}. Name a folder that is yours to write.");
        }
    }

    /// <summary>Adds a line, which can be read by others at once.</summary>
    public void Write(Alert alert)
    {
        _line.ResetWrittenCount();
        AlertJson.WriteLine(alert, _line);
        OrFail(AlertsPath, () => _alerts.Write(_line.WrittenSpan));
    }

    /// <summary>The run is whole.</summary>
    public void Complete(RunSummary summary)
    {
        OrFail(AlertsPath, _alerts.Dispose);
        OrFail(SummaryPath, () =>
        {
            // Under another name first: whoever finds a summary finds all of it.
            var draft = SummaryPath + ".part";
            File.WriteAllBytes(draft, RunSummaryJson.Write(summary));
            File.Move(draft, SummaryPath, overwrite: true);
        });
    }

    /// <summary>A table beside the alerts.</summary>
    public void WriteTable(string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(Path.GetDirectoryName(AlertsPath)!, name);
        OrFail(path, () => File.WriteAllText(path, string.Join('\n', lines) + "\n"));
    }

    public void Dispose() => _alerts.Dispose();

    private static void OrFail(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FailureException($"{path} cannot be written any more: {fault.Message}");
        }
    }
}
