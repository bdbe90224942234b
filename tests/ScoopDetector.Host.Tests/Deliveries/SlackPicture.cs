using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ScoopDetector.Host.Tests.Deliveries;

/// <summary>Draws the blocks of a message about as Slack does, and says that it is only about so.</summary>
internal static partial class SlackPicture
{
    public static string Of(params IEnumerable<byte[]> messages)
    {
        var html = new StringBuilder(
            """
            <!doctype html><meta charset="utf-8"><style>
            body { margin: 0; padding: 24px; background: #fff; color: #1d1c1d; font: 15px/1.47 "Noto Sans", sans-serif; }
            .name { font-weight: 900; } .app { background: #ddd; border-radius: 2px; font-size: 10px; padding: 1px 3px; color: #616061; } .time { color: #616061; font-size: 12px; }
            .header { font-size: 18px; font-weight: 900; margin: 4px 0 8px; } .fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 16px; margin: 8px 0; }
            .context { color: #616061; font-size: 13px; margin: 4px 0; } .button { display: inline-block; border: 1px solid #bbb; border-radius: 4px; padding: 4px 12px; font-weight: 700; margin-top: 8px; }
            .message { margin-bottom: 24px; max-width: 640px; } .with { display: flex; justify-content: space-between; align-items: flex-start; gap: 16px; margin: 8px 0 0; } .with .button { margin: 0; white-space: nowrap; }
            .note { margin-top: 24px; border-top: 1px solid #ddd; padding-top: 8px; color: #868686; font-size: 12px; }
            </style>
            """);
        foreach (var message in messages)
        {
            html.Append("<div class=\"message\"><div><span class=\"name\">Scoop</span> <span class=\"app\">APP</span> <span class=\"time\">07:31</span></div>");
            html.AppendJoin("", JsonNode.Parse(message)!["blocks"]!.AsArray().Select(block => Block(block!))).Append("</div>");
        }
        return html.Append("<p class=\"note\">Drawn from the Block Kit of the message by ScoopDetector's tests; not a picture of Slack.</p>").ToString();
    }

    private static string Block(JsonNode block) => block["type"]!.GetValue<string>() switch
    {
        "header" => $"<div class=\"header\">{Text(block["text"]!)}</div>",
        "section" when block["fields"] is JsonArray fields => $"<div class=\"fields\">{string.Concat(fields.Select(field => $"<div>{Text(field!)}</div>"))}</div>",
        "section" when block["accessory"] is { } button => $"<div class=\"with\"><div>{Text(block["text"]!)}</div><span class=\"button\">{Text(button["text"]!)}</span></div>",
        "section" => $"<p>{Text(block["text"]!)}</p>",
        "context" => $"<div class=\"context\">{string.Join(' ', block["elements"]!.AsArray().Select(element => Text(element!)))}</div>",
        "actions" => string.Concat(block["elements"]!.AsArray().Select(button => $"<span class=\"button\">{Text(button!["text"]!)}</span>")),
        var other => throw new NotSupportedException($"There is no picture of a {other}."),
    };

    /// <summary>Slack's three escapes are undone, and then HTML's made.</summary>
    private static string Text(JsonNode text)
    {
        var plain = WebUtility.HtmlEncode(WebUtility.HtmlDecode(text["text"]!.GetValue<string>())).Replace("\n", "<br>", StringComparison.Ordinal);
        return text["type"]!.GetValue<string>() == "mrkdwn" ? Bold().Replace(plain, "<b>$1</b>") : plain;
    }

    [GeneratedRegex(@"\*([^*]+)\*")]
    private static partial Regex Bold();
}
