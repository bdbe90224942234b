namespace ScoopDetector.Evaluation;

/// <summary>What a run would have told at any fixed bar, worked out from what it weighed.</summary>
/// <remarks>
/// The desk is followed in all that decides which threads there are: an event is told when its score and its voices first suffice, and one that merges into another
/// after it was told takes its thread with it. What was taken to be a part of a story told lately is taken so at every bar. But for these a sweep at a bar gives what a replay with that bar and no noise budget gives, without the replay.
/// </remarks>
internal sealed class BarSweep
{
    private readonly Truth _truth;
    private readonly List<WeighedLine> _lines = [];
    private readonly int _leastVoices;

    public BarSweep(Truth truth, IEnumerable<WeighedLine> weighed, int leastVoices)
    {
        (_truth, _leastVoices) = (truth, leastVoices);
        var best = new Dictionary<string, double>();
        foreach (var line in weighed)
            // Between one record and the next nothing begins that has not begun at the record before.
            if (line.MergedInto is not null || (CanBeTold(line) && IsRecord(line, best)))
                _lines.Add(line);
    }

    /// <summary>The threads at this bar, judged, in order of time.</summary>
    public IReadOnlyList<ThreadVerdict> At(double bar)
    {
        var judge = new Judge(new EvidenceMatching(_truth));
        return [.. Told(bar).OrderBy(line => line.At.EpochSeconds).ThenBy(line => line.EventId, StringComparer.Ordinal).Select(line => judge.Hear(line.AsAlert()))];
    }

    private List<WeighedLine> Told(double bar)
    {
        var told = new HashSet<string>();
        List<WeighedLine> lines = [];
        foreach (var line in _lines)
            if (line.MergedInto is { } into)
            {
                if (told.Contains(line.EventId))
                    told.Add(into);
            }
            else if (line.Score >= bar && told.Add(line.EventId))
            {
                lines.Add(line);
            }

        return lines;
    }

    private bool CanBeTold(WeighedLine line) => line is { IsOpen: true, RelatedTo: null } && line.Voices >= _leastVoices;

    private static bool IsRecord(WeighedLine line, Dictionary<string, double> best)
    {
        if (best.TryGetValue(line.EventId, out var before) && line.Score <= before)
            return false;
        best[line.EventId] = line.Score;
        return true;
    }
}
