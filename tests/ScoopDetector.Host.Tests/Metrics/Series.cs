using System.Globalization;
using System.Text.Json;

namespace ScoopDetector.Host.Tests.Metrics;

/// <summary>A line of a graph.</summary>
/// <param name="Labels">What sets it apart from others.</param>
/// <param name="Points">Seconds since 1970, and the value; those without a number left out.</param>
internal sealed record Series(IReadOnlyDictionary<string, string> Labels, IReadOnlyList<(double At, double Value)> Points)
{
    public static Series Read(JsonElement series) => new(
        series.GetProperty("metric").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!),
        [.. series.GetProperty("values").EnumerateArray()
            .Select(point => (point[0].GetDouble(), double.Parse(point[1].GetString()!.Replace("Inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture)))
            .Where(point => double.IsFinite(point.Item2))]);
}
