namespace ScoopDetector.Evaluation;

/// <summary>Finds the event that an alert line is about.</summary>
internal interface IMatching
{
    /// <summary>The event meant; null if none.</summary>
    /// <param name="line">The line by which a thread is judged.</param>
    /// <param name="found">The ids of the events that earlier threads have found.</param>
    EventTruth? Find(AlertLine line, IReadOnlySet<string> found);
}
