namespace ScoopDetector.Host.Store;

/// <summary>The store cannot be used: one line for people that names the fault and the mend.</summary>
internal sealed class StoreFault(string message) : Exception(message);
