using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Store;

/// <summary>Which events somebody wants to see. What is null does not matter.</summary>
/// <param name="Level">At this level now.</param>
/// <param name="State">Of the latest revision.</param>
/// <param name="Language">One of its languages, as the posts claim it.</param>
/// <param name="Term">One of its terms, whole, without regard to case.</param>
/// <param name="Text">Words of its headline or terms: each of them must occur.</param>
/// <param name="Since">Raised to its level then or later, by stream time.</param>
/// <param name="Until">Raised to its level before then.</param>
/// <param name="Handled">How editors stand to it.</param>
/// <param name="ClaimedBy">Taken on by this editor, under this name or another that they had.</param>
/// <param name="Place">One of its places, whole, without regard to the case of plain letters.</param>
/// <param name="Network">One of those that its posts were written on, without regard to the case of plain letters.</param>
/// <param name="Urgency">So urgent or more: 1 is drop everything, 9 is everything.</param>
public sealed record AlertFilter(
    AlertLevel? Level = null, AlertState? State = null, string? Language = null, string? Term = null, string? Text = null, DateTimeOffset? Since = null,
    DateTimeOffset? Until = null, Handled? Handled = null, string? ClaimedBy = null, string? Place = null, int? Urgency = null, string? Network = null)
{
    public static AlertFilter All { get; } = new();
}

/// <summary>How editors stand to an event.</summary>
public enum Handled
{
    /// <summary>Neither dismissed nor put to another.</summary>
    Open,
    Unclaimed,
    Claimed,
    Watched,
    Dismissed,
}
