using System.Text.Json;
using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Store;

/// <summary>What is kept of a revision once a later one has come: its numbers and none of its words.</summary>
/// <remarks>A post that its author has withdrawn is in no later revision; it must not live on in an earlier one.</remarks>
public sealed record Figures(
    int Revision, AlertState State, AlertLevel Level, string AlertedAt, AlertCounts Counts, double Newsworthiness, double Bar, IReadOnlyList<AlertReason> Why)
{
    public static Figures Of(Alert alert) => new(alert.Revision, alert.State, alert.Level, alert.AlertedAt, alert.Counts, alert.Newsworthiness, alert.Bar, alert.Why);

    internal static Figures Read(string json) => JsonSerializer.Deserialize<Figures>(json, JsonSerializerOptions.Web)!;

    internal string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}
