using System.Buffers.Text;
using ScoopDetector.Time;

namespace ScoopDetector.Posts;

/// <summary>Reads the times that feeds write.</summary>
internal static class TimeText
{
    /// <summary>ISO 8601 with or without fraction and offset (<c>2026-03-02T06:00:00.116Z</c>, <c>…+02:00</c>), or a number of seconds or milliseconds since 1970.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out long moment)
    {
        moment = 0;
        if (text.Length >= 19 && text[4] == '-' && text[7] == '-' && (text[10] | 0x20) is 't' or ' ' && text[13] == ':' && text[16] == ':')
        {
            return TryReadIso(text, out moment) && IsPlausible(moment);
        }
        if (!Utf8Parser.TryParse(text, out double number, out var used) || used != text.Length || !double.IsFinite(number) || Math.Abs(number) > 1e16)
        {
            return false;
        }
        // Seconds until the year 5138 are below this; milliseconds since 1973 above.
        moment = (long)(number < 1e11 ? number * 1000 : number);
        return IsPlausible(moment);
    }

    private static bool IsPlausible(long moment) => moment is >= 0 and < Moment.Latest;

    private static bool TryReadIso(ReadOnlySpan<byte> text, out long moment)
    {
        moment = 0;
        if (!(Two(text, 0, out var century) && Two(text, 2, out var year) && Two(text, 5, out var month) && Two(text, 8, out var day)
            && Two(text, 11, out var hour) && Two(text, 14, out var minute) && Two(text, 17, out var second)))
        {
            return false;
        }
        year += century * 100;
        if (year < 1970 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60)
        {
            return false;
        }
        var rest = text[19..];
        var millisecond = 0;
        if (rest is [(byte)'.', ..] or [(byte)',', ..])
        {
            var digits = 1;
            for (var weight = 100; digits < rest.Length && rest[digits] is >= (byte)'0' and <= (byte)'9'; digits++, weight /= 10)
            {
                millisecond += (rest[digits] - '0') * weight;
            }
            rest = rest[digits..];
        }
        if (!TryReadOffset(rest, out var offset))
        {
            return false;
        }
        var days = new DateOnly(year, month, day).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
        moment = ((((((((long)days * 24) + hour) * 60) + minute - offset) * 60) + Math.Min(second, 59)) * 1000) + millisecond;
        return true;
    }

    /// <summary>In minutes; no offset means UTC.</summary>
    private static bool TryReadOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        switch (text)
        {
            case []:
            case [(byte)'Z' or (byte)'z']:
                return true;
            case [(byte)'+' or (byte)'-', _, _, ..]:
                var colon = text.Length > 3 && text[3] == ':' ? 1 : 0;
                if (!Two(text, 1, out var hours) || (text.Length > 3 && !Two(text, 3 + colon, out minutes)) || hours > 15 || minutes > 59)
                {
                    return false;
                }
                minutes = (text[0] == '-' ? -1 : 1) * ((hours * 60) + minutes);
                return text.Length == 3 || text.Length == 5 + colon;
            default:
                return false;
        }
    }

    private static bool Two(ReadOnlySpan<byte> text, int at, out int value)
    {
        value = 0;
        if (at + 1 >= text.Length || text[at] is < (byte)'0' or > (byte)'9' || text[at + 1] is < (byte)'0' or > (byte)'9')
        {
            return false;
        }
        value = ((text[at] - '0') * 10) + text[at + 1] - '0';
        return true;
    }
}
