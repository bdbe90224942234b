using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Desk;

/// <summary>What a reader has just acted on.</summary>
/// <param name="EventId">The event; null for a mute, which is about a term.</param>
/// <param name="Term">Of a mute; null for none.</param>
internal sealed record Touched(string? EventId, string? Term = null)
{
    public bool Has(AlertEntry entry) => entry.Alert.EventId == EventId || (Term is not null && entry.Alert.Terms.Contains(Term, StringComparer.OrdinalIgnoreCase));
}
