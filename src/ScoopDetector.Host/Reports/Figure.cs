using System.Globalization;
using ScoopDetector.Evaluation;

namespace ScoopDetector.Host.Reports;

/// <summary>Figures as a report writes them.</summary>
internal static class Figure
{
    public const string None = "–";

    public static string Share(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? None;

    public static string Share(double? value, ShareInterval? interval) => Share(value) + (interval is { } ends ? $" [{Share(ends.Low)}, {Share(ends.High)}]" : "");

    public static string Share(double? value, FigureInterval? interval) => Share(value) + (interval is { } ends ? $" [{Share(ends.Low)}, {Share(ends.High)}]" : "");

    public static string Whole(double? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? None;

    public static string Tenth(double? value) => value?.ToString("N1", CultureInfo.InvariantCulture) ?? None;

    public static string Seconds(double? value, FigureInterval? interval) => value is null ? None : $"{Whole(value)} s" + (interval is { } ends ? $" [{Whole(ends.Low)}, {Whole(ends.High)}]" : "");

    public static string Percent(double value) => value.ToString("P0", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
