namespace ScoopDetector.Evaluation;

/// <summary>Judges threads one after the other; what the earlier ones have found makes duplicates of the later ones.</summary>
internal sealed class Judge(IMatching matching)
{
    private readonly HashSet<string> _found = [];

    public ThreadVerdict Hear(AlertLine line)
    {
        var meant = matching.Find(line, _found);
        return new(Decide(meant, line), line, meant);
    }

    private Verdict Decide(EventTruth? meant, AlertLine line) => meant switch
    {
        null => Verdict.False,
        { Newsworthy: false, IsAttack: true } => Verdict.Attack,
        { Newsworthy: false } => Verdict.NonNews,
        _ when !meant.IsLiveAt(line.AlertedAt.EpochSeconds) => Verdict.False,
        _ => _found.Add(meant.Id) ? Verdict.TruePositive : Verdict.Duplicate,
    };
}
