namespace ScoopDetector.Evaluation;

/// <summary>How cleanly the threads about news keep one event apart from all else.</summary>
/// <param name="EventsPerThread">Mean number of events that own some of a thread's evidence.</param>
/// <param name="ForeignEvidence">Mean share of the evidence that belongs to another event or to none.</param>
internal sealed record Purity(double? EventsPerThread, double? ForeignEvidence)
{
    /// <remarks>Threads without evidence say nothing of purity; both means are null if there is no other.</remarks>
    public static Purity Of(Truth truth, IEnumerable<ThreadVerdict> verdicts)
    {
        var touched = new List<double>();
        var foreign = new List<double>();
        foreach (var thread in verdicts.Where(thread => thread.IsAboutNews))
        {
            string?[] owners = [.. thread.Line.DistinctPosts().Select(post => truth.OwnerOf(post)?.Id)];
            if (owners.Length == 0)
                continue;
            touched.Add(owners.OfType<string>().Distinct().Count());
            foreign.Add(owners.Count(owner => owner != thread.Event?.Id) / (double)owners.Length);
        }

        return new(Mean(touched), Mean(foreign));
    }

    private static double? Mean(List<double> values) => values.Count == 0 ? null : values.Sum() / values.Count;
}
