using System.Text.RegularExpressions;

namespace ScoopDetector.Alerts;

/// <summary>Knows by its address what is a picture or a video; nothing is fetched.</summary>
internal static partial class MediaLink
{
    /// <summary>Whether a link in the text leads to one.</summary>
    public static bool IsIn(string text) => text.Contains("://", StringComparison.Ordinal) && Pattern().IsMatch(text);

    [GeneratedRegex(
        @"https?://(?:[^\s?#]+\.(?:jpe?g|png|gif|webp|avif|mp4|webm|mov|m4v)(?=[\s?#]|$)|(?:www\.|m\.)?(?:youtube\.com/(?:watch|shorts|live)|youtu\.be/|vimeo\.com/\d|tiktok\.com/|instagram\.com/(?:p|reel)/|twitch\.tv/|flickr\.com/photos/|imgur\.com/))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
