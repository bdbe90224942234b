namespace ScoopDetector.Host.Training;

/// <summary>What an event looked like when it was weighed, and whether it was news.</summary>
/// <param name="Stream">Which of the streams it is from, from 0.</param>
/// <param name="Signs">In the order of <see cref="Alerts.Sign.All"/>.</param>
/// <param name="IsNews">Whether an alert on it would have been right.</param>
/// <param name="Weight">An event that was weighed often is not so many events: each counts by the root of their number.</param>
internal sealed record LabelledEvent(int Stream, float[] Signs, bool IsNews, float Weight);
