using System.Text.Json;
using ScoopDetector.Host.Sources.Wire;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources.Mastodon;

/// <summary>Mastodon and its dialects: frames of its WebSocket, its server-sent events, single statuses, and pages of a timeline.</summary>
/// <remarks>Ids are those of the instance that sends, with its name before them: a delete names no other.</remarks>
/// <param name="instance">Before each id; empty in recordings, where it is not known.</param>
/// <param name="keepsBots">Whether to keep what accounts say that call themselves automated.</param>
internal sealed class MastodonFormat(string instance = "", bool keepsBots = false) : IWireFormat
{
    public string Network => "mastodon";

    public bool Knows(JsonElement message) =>
        (message.At("event").IsText && message.Has("payload")) || IsStatus(message) || (message.IsArray && message.GetArrayLength() > 0 && IsStatus(message[0]));

    public void Read(JsonElement message, Findings found)
    {
        if (message.IsArray)
        {
            foreach (var status in message.EnumerateArray())
            {
                Read(status, isEdit: false, found);
            }
        }
        else if (IsStatus(message))
        {
            Read(message, isEdit: false, found);
        }
        else
        {
            Read(message.Text("event"), message.Text("payload"), found);
        }
    }

    /// <param name="name">Of the event.</param>
    /// <param name="payload">A status as JSON, or the bare id of one that was deleted.</param>
    /// <param name="found">Takes what it says.</param>
    public void Read(string name, string payload, Findings found)
    {
        switch (name)
        {
            case "update" or "status.update":
                ReadStatus(payload, name == "status.update", found);
                break;
            case "delete" when payload.Length > 0:
                found.Add(WirePost.Delete(instance + payload.Trim('"'), "", at: null));
                break;
            default:
                found.LeaveOut(Drop.NotAPost);
                break;
        }
    }

    private static bool IsStatus(JsonElement message) => message.Has("content") && message.Has("account") && message.Has("visibility");

    private void ReadStatus(string payload, bool isEdit, Findings found)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            Read(json.RootElement, isEdit, found);
        }
        catch (JsonException)
        {
            found.LeaveOut(Drop.Malformed);
        }
    }

    private void Read(JsonElement status, bool isEdit, Findings found)
    {
        var id = status.Id("id");
        if (id.Length == 0 || status.Id("account", "id").Length == 0)
        {
            found.LeaveOut(Drop.MissingField);
        }
        else if (status.Text("visibility") != "public")
        {
            found.LeaveOut(Drop.NotPublic);
        }
        else if (status.IsTrue("account", "bot") && !keepsBots)
        {
            found.LeaveOut(Drop.Automated);
        }
        else
        {
            found.Add(PostOf(status, id, isEdit));
        }
    }

    private WirePost PostOf(JsonElement status, string id, bool isEdit)
    {
        // Whoever passes a status on says its words, and is a voice of their own.
        var said = status.At("reblog") is { ValueKind: JsonValueKind.Object } reblog ? reblog : status;
        return new()
        {
            Id = instance + id,
            Author = instance + status.Id("account", "id"),
            Text = string.Join('\n', new[] { HtmlText.Of(said.Text("spoiler_text")), HtmlText.Of(said.Text("content")) }.Where(part => part.Length > 0)),
            Language = said.Text("language"),
            RepostOf = Named(status.Id("reblog", "id")),
            ReplyTo = Named(status.Id("in_reply_to_id")),
            Links = said.Text("card", "url") is { Length: > 0 } link ? [link] : [],
            HasMedia = said.Items("media_attachments").Any(),
            CreatedAt = status.Moment("created_at"),
            EditedAt = isEdit ? status.Moment("edited_at") ?? status.Moment("created_at") : null,
        };
    }

    private string Named(string id) => id.Length == 0 ? "" : instance + id;
}
