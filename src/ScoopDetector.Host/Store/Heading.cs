namespace ScoopDetector.Host.Store;

/// <summary>What an event is called by.</summary>
/// <param name="Words">The headline.</param>
/// <param name="PostId">The post whose words they are.</param>
internal sealed record Heading(string Words, string PostId);
