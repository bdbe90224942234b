using System.Text.Json;
using ScoopDetector.Evaluation;
using ScoopDetector.Events;
using ScoopDetector.Host.Runs;

namespace ScoopDetector.Host.Verbs;

/// <summary>Reads the folder of a run and the truth of its stream.</summary>
internal static class TrialFolder
{
    private const string Option = "--run";

    /// <param name="order"><c>NAME=DIR,TRUTH</c>.</param>
    /// <exception cref="UsageException">It is written otherwise, or a file is not there or not what it should be.</exception>
    public static Task<Trial> ReadAsync(string order, CancellationToken stop) =>
        order.Split('=', 2) is [{ Length: > 0 } name, var places] && places.LastIndexOf(',') is > 0 and var comma && comma < places.Length - 1
            ? ReadAsync(name, places[..comma], new(places[(comma + 1)..]), stop)
            : throw new UsageException($"{Option} {order}: write NAME=DIR,TRUTH, as in --run monday=runs/monday,monday.truth.json.");

    public static async Task<Trial> ReadAsync(string name, string folder, FileInfo truth, CancellationToken stop)
    {
        var lines = new List<AlertLine>();
        await foreach (var line in EvaluationFiles.ReadAlertsAsync(new(Path.Combine(folder, "alerts.jsonl")), stop, Option))
        {
            lines.Add(line);
        }
        var hasWeighed = File.Exists(Path.Combine(folder, ConsideredFile.Name));
        return new(
            name,
            await EvaluationFiles.ReadTruthAsync(truth, stop, Option),
            lines,
            hasWeighed ? [.. ConsideredFile.Read(folder).Select(Weighed)] : null,
            OptionsOf(folder).Alerts.AlertVoices);
    }

    /// <summary>What the run was run with: the defaults where there is no summary, as for other detectors.</summary>
    public static ScoopOptions OptionsOf(string folder)
    {
        var path = Path.Combine(folder, "summary.json");
        if (!File.Exists(path))
        {
            return new();
        }
        try
        {
            using var file = File.OpenRead(path);
            return RunSummaryJson.OptionsIn(file) ?? new();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new UsageException($"{path} is no summary of a run: {fault.Message.TrimEnd('.')}. Make the run anew, or take the file away.");
        }
    }

    private static WeighedLine Weighed(ConsideredLine line) => new()
    {
        EventId = line.Id,
        At = DateTimeOffset.FromUnixTimeMilliseconds(line.At),
        Score = line.Score,
        Bar = line.Bar,
        Voices = line.Evidence.Independent,
        IsOpen = line.Phase == EventPhase.Open,
        MergedInto = line.MergedInto,
        RelatedTo = line.RelatedTo,
        Posts = [.. line.Named(int.MaxValue)],
    };
}
