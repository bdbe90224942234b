namespace ScoopDetector.Host.Deliveries;

/// <summary>How a rule stands.</summary>
/// <param name="Name">Of the rule.</param>
/// <param name="Way">How it sends.</param>
/// <param name="Receiver">The host that it sends to, or how many people: the address itself is a secret.</param>
/// <param name="Filter">Which events.</param>
/// <param name="Timing">When, in words.</param>
/// <param name="LastDay">How many deliveries it would have made out in the last 24 hours of the stream, as the events stand now.</param>
/// <param name="Waiting">How many wait.</param>
/// <param name="Sent">How many of the log were sent.</param>
/// <param name="Failed">How many of the log were given up.</param>
/// <param name="Fault">What keeps it from sending, in words; null if nothing does.</param>
/// <param name="TriedAt">When something was last sent or tried; null if nothing was yet.</param>
/// <param name="IsOn">It sends; false where it is switched off.</param>
/// <param name="IsStale">Things are due, and for longer than any pause nothing was tried: whoever sends does not.</param>
/// <param name="LastDayIsLeast">There were more events than are looked at for it (1,000): it would have been so many or more.</param>
public sealed record RuleStatus(string Name, Way Way, string Receiver, string Filter, string Timing, int LastDay, int Waiting, int Sent, int Failed, string? Fault, DateTimeOffset? TriedAt, bool IsOn, bool IsStale, bool LastDayIsLeast = false);
