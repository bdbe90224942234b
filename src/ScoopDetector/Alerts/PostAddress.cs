using System.Buffers;
using System.Globalization;
using System.Text;

namespace ScoopDetector.Alerts;

/// <summary>Where on the web a post can be looked at, so that an editor can see it with their own eyes.</summary>
/// <remarks>Only for networks whose addresses follow from a post's id, and only for ids that are as that network makes them: whatever else stands in one gets no address.</remarks>
internal static class PostAddress
{
    private const string Digits36 = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const string BlueskyPosts = "/app.bsky.feed.post/";

    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.:_-");

    /// <returns>Null where none is known.</returns>
    public static string? Of(string? network, string id) => network switch
    {
        "bluesky" => OnBluesky(id),
        "x" when IsNumber(id) => $"https://x.com/i/status/{id}",
        "plurk" when id.StartsWith("plurk:", StringComparison.Ordinal) && ulong.TryParse(id.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => $"https://www.plurk.com/p/{Base36(number)}",
        _ => null,
    };

    /// <summary><c>at://did:plc:abc/app.bsky.feed.post/3k…</c></summary>
    private static string? OnBluesky(string id)
    {
        if (!id.StartsWith("at://did:", StringComparison.Ordinal) || id.IndexOf(BlueskyPosts, StringComparison.Ordinal) is not (> 0 and var slash))
        {
            return null;
        }
        var (author, post) = (id["at://".Length..slash], id[(slash + BlueskyPosts.Length)..]);
        return IsPlain(author) && IsPlain(post) ? $"https://bsky.app/profile/{author}/post/{post}" : null;
    }

    private static bool IsPlain(string text) => text is not ("" or "." or "..") && !text.AsSpan().ContainsAnyExcept(Plain);

    private static bool IsNumber(string text) => text.Length is > 0 and <= 20 && !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    private static string Base36(ulong number)
    {
        var digits = new StringBuilder();
        for (; number > 0; number /= 36)
        {
            digits.Insert(0, Digits36[(int)(number % 36)]);
        }
        return digits.ToString();
    }
}
