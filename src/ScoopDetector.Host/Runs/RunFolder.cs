using ScoopDetector.Alerts;
using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Host.Runs;

/// <summary>The folder of one run: <c>alerts.jsonl</c> as they come, <c>summary.json</c> at the end.</summary>
/// <remarks>The alerts are written under another name first, so that a folder never holds half a run that looks whole.</remarks>
internal sealed class RunFolder : IDisposable
{
    private readonly string _folder;
    private readonly FileStream _alerts;
    private readonly SortedDictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AlertLevel> _threads = [];
    private readonly List<string> _headlines = [];

    public RunFolder(string folder)
    {
        _folder = folder;
        try
        {
            Directory.CreateDirectory(folder);
            _alerts = new(Partial, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{folder} cannot be written to ({fault.Message.TrimEnd('.')}): name another folder with --out.");
        }
    }

    public string AlertsPath => Path.Combine(_folder, "alerts.jsonl");

    public string SummaryPath => Path.Combine(_folder, "summary.json");

    public IReadOnlyDictionary<string, int> Lines => _lines;

    /// <summary>The latest alerts as they opened, newest last.</summary>
    public IReadOnlyList<string> Headlines => _headlines;

    private string Partial => AlertsPath + ".partial";

    public int ThreadsAt(AlertLevel level) => _threads.Count(thread => thread.Value >= level);

    public void Add(Alert alert)
    {
        _alerts.Write(AlertJson.Write(alert));
        _alerts.WriteByte((byte)'\n');
        var key = $"{alert.Level}.{alert.State}".ToLowerInvariant();
        _lines[key] = _lines.GetValueOrDefault(key) + 1;
        var before = _threads.TryGetValue(alert.EventId, out var level) ? level : (AlertLevel?)null;
        if (before is null || alert.Level > before)
        {
            _threads[alert.EventId] = alert.Level;
            if (alert.Level == AlertLevel.Alert)
            {
                _headlines.Add($"{alert.AlertedAt[..16].Replace('T', ' ')}  {alert.Headline}");
            }
        }
    }

    public void Close(RunSummary summary)
    {
        _alerts.Dispose();
        File.Move(Partial, AlertsPath, overwrite: true);
        File.WriteAllBytes(SummaryPath, summary.ToJson());
    }

    public void Dispose() => _alerts.Dispose();
}
