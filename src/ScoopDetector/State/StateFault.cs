namespace ScoopDetector.State;

/// <summary>A saved state cannot be used; the message says why.</summary>
internal sealed class StateFault(string message) : Exception(message);
