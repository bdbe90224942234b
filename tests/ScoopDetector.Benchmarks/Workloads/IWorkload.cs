namespace ScoopDetector.Benchmarks.Workloads;

/// <summary>One way of going over a stream of posts from its first line to its last, as often as asked.</summary>
internal interface IWorkload : IDisposable
{
    /// <summary>What must be done before each time, and is not measured.</summary>
    void Prepare()
    {
    }

    /// <returns>How many posts were gone over.</returns>
    long Run();

    /// <summary>What is held in memory only because it is measured, in bytes: the lines of the stream.</summary>
    long HeldBytes => 0;

    /// <summary>Of each pane of the last time: from when the batch that completed it was handed over until all that follows from it was told, in milliseconds. Empty where nobody can see that from outside.</summary>
    IReadOnlyList<double> Delays => [];

    /// <summary>Terms that were remembered at the end of the last time; 0 where none are.</summary>
    long Terms => 0;

    /// <summary>The most events that were open at once in the last time.</summary>
    long OpenEvents => 0;
}
