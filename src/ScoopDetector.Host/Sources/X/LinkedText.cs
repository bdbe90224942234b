using System.Net;
using System.Text.Json;
using ScoopDetector.Host.Sources.Wire;

namespace ScoopDetector.Host.Sources.X;

/// <summary>X shortens every link to a t.co of its own, another for each post: here each becomes what it stands for, and those of pictures go.</summary>
internal static class LinkedText
{
    /// <param name="text">With &amp;lt; and its like, as X writes it.</param>
    /// <param name="entities">What is marked in it.</param>
    public static string Of(string text, JsonElement entities)
    {
        foreach (var link in entities.Items("urls"))
        {
            text = Replace(text, link.Text("url"), FirstOf(link.Text("unwound_url"), link.Text("unwound", "url"), link.Text("expanded_url")), link.Has("media_key"));
        }
        foreach (var picture in entities.Items("media"))
        {
            text = Replace(text, picture.Text("url"), "", isPicture: true);
        }
        return WebUtility.HtmlDecode(text).Trim();
    }

    private static string Replace(string text, string link, string whole, bool isPicture) =>
        link.Length < 8 || (whole.Length == 0 && !isPicture) ? text : text.Replace(link, isPicture ? "" : whole, StringComparison.Ordinal);

    private static string FirstOf(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (text.Length > 0)
            {
                return text;
            }
        }
        return "";
    }
}
