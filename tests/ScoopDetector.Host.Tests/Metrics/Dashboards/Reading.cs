using System.Globalization;

namespace ScoopDetector.Host.Tests.Metrics.Dashboards;

/// <summary>How a panel says a value: in its unit, or in the word that is mapped to it.</summary>
internal static class Reading
{
    private static readonly (double From, string Sign)[] Sizes = [(1L << 30, "GiB"), (1L << 20, "MiB"), (1L << 10, "KiB"), (1, "B")];
    private static readonly (double From, string Sign)[] Spans = [(86_400, "days"), (3600, "hours"), (60, "min"), (1, "s"), (0.001, "ms"), (0.000001, "µs")];
    private static readonly (double From, string Sign)[] Counts = [(1_000_000, "Mil"), (1000, "K"), (1, "")];

    public static string Words(Field field, double value) => MappedTo(field, value)?.Text ?? Number(field.Unit, value, field.Decimals);

    /// <summary>The colour of a value, by its mapping or the highest threshold that it reaches; null for none is that of the first.</summary>
    public static string Color(Field field, double? value) =>
        (value is { } known ? MappedTo(field, known)?.Color : null)
        ?? field.Thresholds.Steps.Last(step => step.Value is null || step.Value <= value).Color;

    /// <param name="unit">Of Grafana's names for units: s, bytes, percentunit or short.</param>
    /// <param name="decimals">Null for as many as three figures need.</param>
    public static string Number(string? unit, double value, int? decimals = null) => unit switch
    {
        "s" => Scaled(Spans, value, decimals, " ", "s"),
        "bytes" => Scaled(Sizes, value, decimals, " ", "B"),
        "percentunit" => $"{Figures(value * 100, decimals)} %",
        _ => Scaled(Counts, value, decimals, " ", ""),
    };

    private static string Scaled((double From, string Sign)[] scale, double value, int? decimals, string gap, string sign)
    {
        var (from, unit) = scale.FirstOrDefault(step => Math.Abs(value) >= step.From, (1, sign));
        return $"{Figures(value / from, decimals)}{gap}{unit}".TrimEnd();
    }

    private static string Figures(double value, int? decimals) =>
        Math.Round(value, decimals ?? Math.Abs(value) switch { >= 100 => 0, >= 10 => 1, _ => 2 }).ToString("0.###", CultureInfo.InvariantCulture);

    private static Mapped? MappedTo(Field field, double value) =>
        field.Mappings?.Select(mapping => mapping.Options.GetValueOrDefault(value.ToString(CultureInfo.InvariantCulture))).FirstOrDefault(mapped => mapped is not null);
}
