using System.Text.Json.Serialization;

namespace ScoopDetector.Host.Metrics;

/// <param name="Status">ok, or not ok.</param>
/// <param name="Reasons">What is wrong, in words; empty where all is well, and for whoever may not know.</param>
/// <param name="Standby">Why it has nothing to do, in words; not there where it has.</param>
/// <param name="Behind">How far what is analysed lies behind what happens, in words; not there where it is not behind.</param>
internal sealed record HealthAnswer(string Status, IReadOnlyList<string> Reasons, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Standby = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Behind = null);
