using System.Globalization;
using System.Text;
using ScoopDetector.Alerts;
using ScoopDetector.Time;

namespace ScoopDetector.Host.Desk;

/// <summary>How things are put on the screen.</summary>
internal static class Shown
{
    private const int MarksOnALetter = 4;
    private const int Longest = 400;

    /// <summary>What strangers wrote, made harmless to the eye: no reversed or hidden text, no towers of marks, no endless strings. Markup is harmless already: the page sets it as text.</summary>
    public static string Text(string text)
    {
        var shown = new StringBuilder(Math.Min(text.Length, Longest));
        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var kind = Rune.GetUnicodeCategory(rune);
            var isMark = kind is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
            // A joiner between marks begins no new letter.
            marks = isMark ? marks + 1 : kind == UnicodeCategory.Format ? marks : 0;
            if (marks > MarksOnALetter || (kind == UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D)))
            {
                continue;
            }
            if (shown.Length >= Longest)
            {
                return shown.Append('…').ToString();
            }
            shown.Append(kind is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? " " : rune.ToString());
        }
        return shown.ToString();
    }

    /// <summary>A network's name with a capital, as people write it; that of a machine as it is.</summary>
    public static string Network(string name) => Text(name.Length == 0 || name.Contains('.', StringComparison.Ordinal) ? name : char.ToUpperInvariant(name[0]) + name[1..]);

    /// <summary>How many of an event's posts each is known to have; null where no source says. The names are strangers'.</summary>
    public static string? Networks(IReadOnlyList<AlertNetwork> networks) => networks.Count > 0 ? string.Join(", ", networks.Select(network => $"{Network(network.Name)} {Number(network.Posts)}")) : null;

    public static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };

    /// <summary>Two decimals, as contributions come, and a true minus.</summary>
    public static string Signed(double value) => $"{(value < 0 ? "−" : "+")}{Math.Abs(value).ToString("0.00", CultureInfo.InvariantCulture)}";

    public static string Plural(long count, string noun) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? noun : noun == "person" ? "people" : noun + "s")}";

    public static string Usual(double perMinute) => perMinute < 0.01 ? "usually hardly any" : $"usually {Number(perMinute)}";

    /// <summary>The time of day of a moment of the alert contract.</summary>
    public static string Clock(string? moment) => moment is { Length: >= 19 } ? moment[11..19] : "–";

    /// <summary>A moment as the alert contract writes it.</summary>
    public static string Stamp(DateTimeOffset moment) => Moment.Text(moment.ToUnixTimeMilliseconds());

    /// <summary>Where a headline can be read, if that is a page of the web at all; what a feed gives as an address, anybody may have written.</summary>
    public static string? Page(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var page) && page.Scheme is "http" or "https" ? page.AbsoluteUri : null;

    public static DateTimeOffset Time(string moment) =>
        DateTimeOffset.TryParse(moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : DateTimeOffset.UnixEpoch;

    public static string Span(TimeSpan span) => span.Duration() switch
    {
        { TotalSeconds: < 90 } some => $"{Math.Round(some.TotalSeconds)} s",
        { TotalMinutes: < 90 } some => $"{Math.Round(some.TotalMinutes)} min",
        { TotalHours: < 36 } some => $"{Number(Math.Round(some.TotalHours, 1))} h",
        var some => $"{Math.Round(some.TotalDays)} days",
    };

    /// <summary>From when to when: to the minute, and with the day where it is more than one.</summary>
    public static string Range(DateTimeOffset from, DateTimeOffset to)
    {
        var form = to - from < TimeSpan.FromDays(1) ? "HH:mm" : "MM-dd HH:mm";
        var (begin, end) = (from.UtcDateTime.ToString(form, CultureInfo.InvariantCulture), to.UtcDateTime.ToString(form, CultureInfo.InvariantCulture));
        return begin == end ? begin : $"{begin}–{end}";
    }

    public static string Coordinate(double value, int decimals = 1) => Math.Round(value, decimals).ToString(CultureInfo.InvariantCulture);
}
