namespace ScoopDetector.News;

/// <param name="OpenedAt">When an event was first told, at whatever level.</param>
/// <param name="AlertedAt">When as an alert; null if it was not.</param>
public sealed record Told(DateTimeOffset OpenedAt, DateTimeOffset? AlertedAt);
