namespace ScoopDetector.Host.Store;

/// <summary>A filter that the newsroom has saved under a name.</summary>
/// <param name="Name">Unique, without regard to case.</param>
/// <param name="Query">The filter as it stands in an address: <c>level=alert&amp;language=es</c>.</param>
/// <param name="By">Who saved it.</param>
public sealed record Lane(string Name, string Query, string By);
