using System.Globalization;
using System.Text.Json;
using ScoopDetector.Host.Sources.Wire;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources.Bluesky;

/// <summary>Bluesky's Jetstream: the frozen first wire (<c>/subscribe</c>) and the second (<c>subscribeEvents</c>), which wraps events in a message and counts them.</summary>
internal sealed class JetstreamFormat : IWireFormat
{
    private const string Posts = "app.bsky.feed.post";

    public string Network => "bluesky";

    public bool Knows(JsonElement message) =>
        (message.Has("did") && message.At("kind").IsText) || message.Text("$type") is "message" or "error" or "#info";

    public void Read(JsonElement message, Findings found)
    {
        if (message.Has("did"))
        {
            Read(message.Text("kind"), message, message.At(message.Text("kind")), WireTime.OfMicroseconds(message.Id("time_us")), found);
        }
        else if (message.At("payload") is { ValueKind: JsonValueKind.Object } payload)
        {
            var type = payload.Text("$type");
            Read(type[(type.IndexOf('#') + 1)..], payload, payload, payload.Moment("time"), found);
        }
    }

    /// <summary>Where in the stream the event stands, both by time and by the number that its server gave it; null where it does not say.</summary>
    public static (long? Micros, long? Sequence) PositionOf(JsonElement message)
    {
        var payload = message.At("payload");
        return payload.IsObject
            ? (payload.Moment("time") * 1000, long.TryParse(payload.Id("seq"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null)
            : (WireTime.OfMicroseconds(message.Id("time_us")) is null ? null : long.Parse(message.Id("time_us"), CultureInfo.InvariantCulture), null);
    }

    /// <param name="kind">commit, identity, account, sync or info.</param>
    /// <param name="envelope">Names the author.</param>
    /// <param name="body">What has happened.</param>
    /// <param name="relayedAt">By the clock of Jetstream: authors may claim any time.</param>
    /// <param name="found">Takes what it says.</param>
    private static void Read(string kind, JsonElement envelope, JsonElement body, long? relayedAt, Findings found)
    {
        var author = envelope.Text("did");
        switch (kind)
        {
            case "commit" when body.Text("collection") == Posts:
                Read(body, author, relayedAt, found);
                break;
            // Hidden for good or for now, by the author or the network: nobody is shown their posts any more. Other states are troubles of relays.
            case "account" when Account(body) is var account && account.At("active").ValueKind == JsonValueKind.False
                && account.Text("status") is "deleted" or "takendown" or "suspended" or "deactivated":
            // What is known of the author may no longer be so, and what was deleted is not told one by one.
            case "sync":
                found.Add(WirePost.Purge(author, relayedAt) with { RelayedAt = relayedAt });
                break;
            default:
                found.LeaveOut(Drop.NotAPost);
                break;
        }
    }

    private static JsonElement Account(JsonElement body) => body.At("account") is { ValueKind: JsonValueKind.Object } inner ? inner : body;

    private static void Read(JsonElement commit, string author, long? relayedAt, Findings found)
    {
        var (operation, key, record) = (commit.Text("operation"), commit.Text("rkey"), commit.At("record"));
        if (author.Length == 0 || key.Length == 0 || (operation != "delete" && !record.IsObject))
        {
            found.LeaveOut(Drop.MissingField);
            return;
        }
        var id = $"at://{author}/{Posts}/{key}";
        switch (operation)
        {
            case "create":
                found.Add(PostOf(record, id, author, relayedAt));
                break;
            case "update":
                found.Add(PostOf(record, id, author, relayedAt) with { EditedAt = relayedAt ?? record.Moment("createdAt") });
                break;
            case "delete":
                found.Add(WirePost.Delete(id, author, relayedAt) with { RelayedAt = relayedAt });
                break;
            default:
                found.LeaveOut(Drop.NotAPost);
                break;
        }
    }

    private static bool IsMedia(JsonElement embed) => embed.Text("$type") is "app.bsky.embed.images" or "app.bsky.embed.video";

    private static WirePost PostOf(JsonElement record, string id, string author, long? relayedAt)
    {
        var text = new FacetText(record.Text("text"), [.. record.Items("facets")]);
        return new()
        {
            Id = id,
            Author = author,
            Text = text.With([.. record.Items("tags").Select(tag => tag.Text())]),
            Language = record.Items("langs").Select(language => language.Text()).FirstOrDefault() ?? "",
            ReplyTo = record.Text("reply", "parent", "uri"),
            Links = [.. new[] { record.Text("embed", "external", "uri"), record.Text("embed", "media", "external", "uri") }.Concat(text.Links).Where(link => link.Length > 0).Distinct()],
            HasMedia = IsMedia(record.At("embed")) || IsMedia(record.At("embed", "media")),
            CreatedAt = record.Moment("createdAt") ?? relayedAt,
            RelayedAt = relayedAt,
        };
    }
}
