using System.Net;
using System.Text;

namespace ScoopDetector.Host.Sources.Wire;

/// <summary>Makes the text that people see out of the little HTML that networks send: paragraphs, breaks, links, spans.</summary>
/// <remarks>A shortened link becomes the whole one; a mention or hashtag keeps its words. Unknown tags go and their words stay; whatever is not closed ends with the text.</remarks>
internal static class HtmlText
{
    public static string Of(string html)
    {
        if (!html.AsSpan().ContainsAny('<', '&'))
        {
            return html.Trim();
        }
        var text = new StringBuilder(html.Length);
        // How deep inside of what is not shown: an invisible span, or the words of a link that was written in full.
        var hidden = 0;
        var open = new Stack<(string Name, bool Hides)>();
        for (var at = 0; at < html.Length;)
        {
            var tag = html.IndexOf('<', at);
            var words = html[at..(tag < 0 ? html.Length : tag)];
            if (hidden == 0)
            {
                text.Append(WebUtility.HtmlDecode(words));
            }
            if (tag < 0)
            {
                break;
            }
            var end = html.IndexOf('>', tag);
            if (end < 0)
            {
                break;
            }
            at = end + 1;
            Take(html.AsSpan(tag + 1, end - tag - 1), text, open, ref hidden);
        }
        return text.ToString().Trim();
    }

    private static void Take(ReadOnlySpan<char> tag, StringBuilder text, Stack<(string Name, bool Hides)> open, ref int hidden)
    {
        var closes = tag.StartsWith("/");
        var name = NameOf(closes ? tag[1..] : tag);
        if (name is "br" or "p" or "div" or "li" or "blockquote" && text.Length > 0 && hidden == 0 && (name == "br" || !closes))
        {
            text.Append('\n');
        }
        if (name is not ("a" or "span"))
        {
            return;
        }
        if (!closes)
        {
            var hides = name == "a" ? WritesLink(tag, text, hidden) : ClassOf(tag).Contains("invisible", StringComparison.Ordinal);
            open.Push((name, hides));
            hidden += hides ? 1 : 0;
            return;
        }
        // A closing tag without its opening one is passed over.
        while (open.Count > 0 && open.Any(element => element.Name == name) && open.Pop() is var closed)
        {
            hidden -= closed.Hides ? 1 : 0;
            if (closed.Name == name)
            {
                break;
            }
        }
    }

    private static bool WritesLink(ReadOnlySpan<char> tag, StringBuilder text, int hidden)
    {
        var kind = ClassOf(tag);
        var link = WebUtility.HtmlDecode(Attribute(tag, "href"));
        if (hidden > 0 || !link.StartsWith("http", StringComparison.OrdinalIgnoreCase) || kind.Contains("mention", StringComparison.Ordinal) || kind.Contains("hashtag", StringComparison.Ordinal))
        {
            return false;
        }
        text.Append(link);
        return true;
    }

    private static string NameOf(ReadOnlySpan<char> tag)
    {
        var end = tag.IndexOfAny(" \t\r\n/");
        return (end < 0 ? tag : tag[..end]).ToString().ToLowerInvariant();
    }

    private static string ClassOf(ReadOnlySpan<char> tag) => Attribute(tag, "class");

    private static string Attribute(ReadOnlySpan<char> tag, string name)
    {
        var at = tag.IndexOf($" {name}=", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return "";
        }
        var value = tag[(at + name.Length + 2)..];
        if (value.IsEmpty || value[0] is not ('"' or '\''))
        {
            return "";
        }
        var end = value[1..].IndexOf(value[0]);
        return end < 0 ? "" : value[1..(end + 1)].ToString();
    }
}
