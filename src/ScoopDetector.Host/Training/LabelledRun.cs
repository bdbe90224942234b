using ScoopDetector.Alerts;
using ScoopDetector.Evaluation;
using ScoopDetector.Events;
using ScoopDetector.Host.Runs;

namespace ScoopDetector.Host.Training;

/// <summary>Labels what a run weighed by the truth of its stream, as the scorer would judge an alert at that moment.</summary>
internal static class LabelledRun
{
    /// <summary>With fewer voices nothing is told, so nothing need be judged.</summary>
    private static readonly int LeastVoices = new AlertOptions().WatchVoices;

    private static readonly int MostEvidence = new AlertOptions().MaxEvidence;

    /// <param name="stream">The number of the stream.</param>
    /// <param name="considered">What was weighed.</param>
    /// <param name="truth">What really happened.</param>
    public static IReadOnlyList<LabelledEvent> Label(int stream, IEnumerable<ConsideredLine> considered, Truth truth)
    {
        var matching = new EvidenceMatching(truth);
        List<(string Id, float[] Signs, bool IsNews)> all =
            [.. considered.Where(IsAsked).Select(line => (line.Id, Measure(line.Evidence), IsNews(line, matching)))];
        var times = all.CountBy(one => one.Id).ToDictionary();
        return [.. all.Select(one => new LabelledEvent(stream, one.Signs, one.IsNews, 1 / MathF.Sqrt(times[one.Id])))];
    }

    private static bool IsAsked(ConsideredLine line) => line.Phase == EventPhase.Open && line.Evidence.Independent >= LeastVoices;

    private static float[] Measure(EventEvidence evidence) => [.. Sign.All.Select(sign => (float)sign.Value(evidence))];

    private static bool IsNews(ConsideredLine line, EvidenceMatching matching)
    {
        var alert = new AlertLine
        {
            EventId = line.Id,
            AlertedAt = DateTimeOffset.FromUnixTimeMilliseconds(line.At),
            Evidence = [.. line.Named(MostEvidence).Select(post => new EvidencePost { PostId = post })],
        };
        return matching.Find(alert, new HashSet<string>()) is { Newsworthy: true } meant && meant.IsLiveAt(alert.AlertedAt.EpochSeconds);
    }
}
