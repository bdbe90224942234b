using System.Globalization;

namespace ScoopDetector.Host.Settings;

/// <summary>Reads single values as they are written in settings, always in the invariant culture.</summary>
internal static class SettingText
{
    /// <summary>Null if the text does not say a value of this type.</summary>
    public static object? Read(Type type, string text) => type switch
    {
        _ when type == typeof(string) => text,
        _ when type == typeof(bool) => bool.TryParse(text, out var flag) ? flag : null,
        _ when type == typeof(int) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole) ? whole : null,
        _ when type == typeof(long) => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var big) ? big : null,
        _ when type == typeof(double) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
        // The framework reads a bare 5 as five days: whoever writes it means seconds.
        _ when type == typeof(TimeSpan) => text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParseExact(text.Trim(), "c", CultureInfo.InvariantCulture, out var span) ? span : null,
        _ when type == typeof(DateTimeOffset) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null,
        _ when type == typeof(Uri) => Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : null,
        { IsEnum: true } => Enum.GetNames(type).FirstOrDefault(name => string.Equals(name, text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse(type, name) : null,
        _ => throw new NotSupportedException($"Options of type {type} cannot be set: teach {nameof(SettingText)} to read them."),
    };

    /// <summary>What a value of this type looks like, for people.</summary>
    public static string Form(Type type) => type switch
    {
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(double) => "a number",
        _ when type == typeof(TimeSpan) => "a time span such as 00:00:05 or 1.00:00:00",
        _ when type == typeof(DateTimeOffset) => "a time such as 2026-05-04T01:00:00Z",
        _ when type == typeof(Uri) => "a whole address such as http://localhost:9092",
        { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type))}",
        _ => "a text",
    };

    /// <summary>As it would be written in settings.</summary>
    public static string Write(object? value) => value switch
    {
        null => "null",
        string text => text,
        System.Collections.IEnumerable items => string.Join(",", items.Cast<object?>().Select(Write)),
        IFormattable one => one.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
