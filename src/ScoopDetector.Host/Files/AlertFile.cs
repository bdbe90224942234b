using System.Text.Json;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Host.Files;

/// <summary>Keeps <c>alerts.jsonl</c> over restarts: what stands there already is not written again.</summary>
internal sealed class AlertFile : IDisposable
{
    private const int LongestAlert = 1 << 20;

    private readonly FileStream _file;
    private readonly AlertMemory _memory;

    /// <exception cref="UsageException">The folder cannot be written to, or holds another alerts.jsonl.</exception>
    public AlertFile(string folder, bool pastIsWhole)
    {
        _file = Open(folder);
        _memory = new(pastIsWhole);
        CutTornLine();
        var lines = new LineReader(_file, LongestAlert);
        while (lines.TryRead(out var line, out var isOverLong))
        {
            if (!isOverLong)
            {
                Remember(line);
            }
        }
        _file.Seek(0, SeekOrigin.End);
    }

    public void Write(Alert alert)
    {
        if (!_memory.Knows(alert))
        {
            OrFail(() => _file.Write([.. AlertJson.Write(alert), (byte)'\n']));
        }
    }

    public void Settle() => OrFail(_file.Flush);

    public void Dispose() => _file.Dispose();

    private static FileStream Open(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new(Path.Combine(folder, "alerts.jsonl"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"--out {folder} cannot be written to: {fault.Message.TrimEnd('.')}. Name a folder that is yours to write.");
        }
    }

    private void OrFail(Action write)
    {
        try
        {
            write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FailureException($"{_file.Name} cannot be written any more: {fault.Message} Make room and start again: what is missing is written then.");
        }
    }

    private void Remember(ReadOnlySpan<byte> line)
    {
        try
        {
            var alert = AlertJson.Read(line)!;
            _memory.Remember(alert.EventId, alert.Revision, alert.AlertedAt);
        }
        catch (JsonException)
        {
            throw new UsageException($"{_file.Name} holds a line that is no alert: name another folder with --out, or move the file away.");
        }
    }

    /// <summary>A process that was killed may have left half a line; it is written anew.</summary>
    private void CutTornLine()
    {
        var end = _file.Length;
        while (end > 0)
        {
            _file.Position = end - 1;
            if (_file.ReadByte() == '\n')
            {
                break;
            }
            end--;
        }
        _file.SetLength(end);
        _file.Position = 0;
    }
}
