using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using MimeKit;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;

namespace ScoopDetector.Host.Deliveries.Messages;

/// <summary>An e-mail, in text and in HTML. Its id comes from the key, so a repeat is known for one; what is told later of an event answers what was told first.</summary>
internal static class MailLetter
{
    public static MimeMessage Write(Letter letter, MailboxAddress from, IReadOnlyList<MailboxAddress> to)
    {
        var message = new MimeMessage { Subject = Subject(letter), Date = letter.At, MessageId = Id(letter.Key, from) };
        message.From.Add(from);
        message.To.AddRange(to);
        if (!letter.IsBundle && letter.Items[0].FirstKey is { } first && first != letter.Key)
        {
            message.InReplyTo = Id(first, from);
            message.References.Add(Id(first, from));
        }
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add(HeaderId.ListId, $"<{letter.Rule}.scoop.{from.Domain}>");
        message.Body = new BodyBuilder { TextBody = Text(letter), HtmlBody = Html(letter) }.ToMessageBody();
        return message;
    }

    private static string Subject(Letter letter) => letter.IsBundle || letter.Items[0].IsRetracted || letter.Items[0].Kind == DeliveryKind.Test
        ? $"[scoop] {Telling.Title(letter)}"
        : string.Create(CultureInfo.InvariantCulture, $"[scoop {letter.Items[0].Alert.Urgency}] {Telling.Title(letter)} – {Shown.Plural(letter.Items[0].Alert.Counts.Authors, "person")}");

    /// <summary>A dot-atom, whatever stands in the key.</summary>
    private static string Id(string key, MailboxAddress from)
    {
        var id = new StringBuilder();
        foreach (var letter in key)
        {
            id.Append(char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : letter == ':' ? '.' : '_');
        }
        return $"{id}@{from.Domain}";
    }

    private static string Text(Letter letter)
    {
        var text = new StringBuilder();
        foreach (var item in letter.Items)
        {
            text.AppendLine(Telling.Title(item)).AppendLine();
            foreach (var line in Telling.Lines(item))
            {
                text.AppendLine(line);
            }
            if (letter.Page(item) is { } page)
            {
                text.AppendLine(page.AbsoluteUri);
            }
            text.AppendLine();
        }
        return text.ToString();
    }

    private static string Html(Letter letter)
    {
        var html = new StringBuilder("<!doctype html><html lang=\"en\"><body style=\"font-family: sans-serif; max-width: 40em\">");
        foreach (var item in letter.Items)
        {
            var colour = item is { IsRetracted: false, Alert.Level: AlertLevel.Alert } ? "#b3261e" : "#5f6368";
            html.Append($"<h2 style=\"font-size: 1.1em; border-left: 4px solid {colour}; padding-left: .5em\" dir=\"auto\">{Encode(Telling.Title(item))}</h2>");
            foreach (var line in Telling.Lines(item))
            {
                html.Append($"<p style=\"margin: .3em 0\" dir=\"auto\">{Encode(line)}</p>");
            }
            if (letter.Page(item) is { } page)
            {
                html.Append($"<p><a href=\"{Encode(page.AbsoluteUri)}\">Open on the desk</a></p>");
            }
        }
        return html.Append("</body></html>").ToString();
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
