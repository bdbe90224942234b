namespace ScoopDetector.Evaluation;

/// <summary>The figures of a detector at both levels.</summary>
public sealed record ScoreCards(ScoreCard Alert, ScoreCard Watch);
