namespace ScoopDetector.Host.Verbs;

/// <summary>Wrong usage or configuration: one line for each fault that names it and the mend; the process ends with exit code 2.</summary>
public sealed class UsageException(string message) : Exception(message);
