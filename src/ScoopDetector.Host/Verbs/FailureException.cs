namespace ScoopDetector.Host.Verbs;

/// <summary>The work itself failed, though it was asked for rightly: one line for people; the process ends with exit code 1.</summary>
public sealed class FailureException(string message) : Exception(message);
