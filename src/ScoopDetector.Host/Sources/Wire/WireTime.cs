using System.Globalization;
using System.Text;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources.Wire;

/// <summary>Reads the times that networks write.</summary>
internal static class WireTime
{
    private const int Longest = 48;

    // Twitter's, and that of RFC 1123 which Plurk and news feeds use.
    private static readonly string[] Forms = ["ddd MMM dd HH:mm:ss zzz yyyy", "ddd, dd MMM yyyy HH:mm:ss 'GMT'"];

    /// <summary>ISO 8601, Twitter's, RFC 1123, or a number of seconds or milliseconds since 1970; to milliseconds.</summary>
    public static bool TryRead(string text, out long moment)
    {
        moment = 0;
        if (text.Length is 0 or > Longest)
        {
            return false;
        }
        Span<byte> bytes = stackalloc byte[Longest * 3];
        if (TimeText.TryRead(bytes[..Encoding.UTF8.GetBytes(text, bytes)], out moment))
        {
            return true;
        }
        if (DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Year is >= 1970 and < 2200)
        {
            moment = time.ToUnixTimeMilliseconds();
            return true;
        }
        return false;
    }

    /// <summary>Microseconds, as Jetstream writes them, to milliseconds; null where there is no such moment.</summary>
    public static long? OfMicroseconds(string number) =>
        long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var micros) && micros / 1000 is > 0 and < 7_258_118_400_000 ? micros / 1000 : null;
}
