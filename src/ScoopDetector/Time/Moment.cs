using System.Globalization;

namespace ScoopDetector.Time;

/// <summary>Moments are milliseconds since 1970-01-01 UTC throughout the core; this is their text.</summary>
public static class Moment
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The year 2200: whatever claims to be later is not a time.</summary>
    public const long Latest = 7_258_118_400_000;

    /// <summary>ISO 8601 in UTC with milliseconds, as in the alert contract: <c>2013-04-15T18:50:01.000Z</c>.</summary>
    public static string Text(long moment) =>
        DateTimeOffset.FromUnixTimeMilliseconds(moment).ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>A moment of the alert contract.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static DateTimeOffset Read(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
