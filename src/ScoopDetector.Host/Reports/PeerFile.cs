using System.Globalization;
using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Host.Reports;

/// <summary>A table of other detectors: <c>name,recall,false_per_day</c> under a head of these names; further columns and lines that begin with # are for people.</summary>
internal static class PeerFile
{
    /// <exception cref="UsageException">It cannot be read, or a line of it is not so.</exception>
    public static IReadOnlyList<Peer> Read(string path)
    {
        try
        {
            (string Line, int Number)[] lines = [.. File.ReadLines(path).Select((line, i) => (Line: line, Number: i + 1)).Where(line => line.Line.Trim() is not ("" or ['#', ..])).Skip(1)];
            return [.. lines.Select(line => Parse(line.Line.Split(',')) ?? throw new UsageException($"--peers {path}:{line.Number}: write name,recall,false_per_day, the recall from 0 to 1, as in 'EWMA,0.60,7'."))];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--peers {path} cannot be read: {fault.Message.TrimEnd('.')}. Name a file that exists and may be read.");
        }
    }

    private static Peer? Parse(string[] cells) => cells is [var name, var recall, var falses, ..] && Number(recall) is >= 0 and <= 1 and var share && Number(falses) is >= 0 and var perDay
        ? new(name.Trim(), share, perDay)
        : null;

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
