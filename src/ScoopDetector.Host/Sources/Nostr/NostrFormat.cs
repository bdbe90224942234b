using System.Text.Json;
using ScoopDetector.Host.Sources.Wire;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources.Nostr;

/// <summary>Nostr: what relays send, and bare events. Notes (kind 1), reposts (6), deletions (5), and requests to vanish (62).</summary>
/// <remarks>An id here is the author's key and the event's id: anybody may ask for the deletion of anything, but only of their own is it one, and so it names nothing else.
/// Signatures are not checked: a relay could make things up, as any network could.</remarks>
internal sealed class NostrFormat : IWireFormat
{
    private static readonly string[] Words = ["EVENT", "EOSE", "NOTICE", "CLOSED", "OK", "AUTH", "COUNT"];

    public string Network => "nostr";

    public bool Knows(JsonElement message) => IsEvent(message) || (message.IsArray && message.GetArrayLength() > 0 && Words.Contains(message[0].Text()));

    public void Read(JsonElement message, Findings found)
    {
        if (IsEvent(message))
        {
            ReadEvent(message, found);
        }
        else if (message[0].Text() == "EVENT" && message.GetArrayLength() > 2 && IsEvent(message[2]))
        {
            ReadEvent(message[2], found);
        }
    }

    public static bool IsEvent(JsonElement message) => message.Has("pubkey") && message.Has("kind") && message.Has("content");

    private static void ReadEvent(JsonElement note, Findings found)
    {
        var (id, author, at) = (note.Text("id"), note.Text("pubkey"), note.Moment("created_at"));
        if (id.Length == 0 || author.Length == 0)
        {
            found.LeaveOut(Drop.MissingField);
            return;
        }
        switch (note.Number("kind"))
        {
            case 1:
                found.Add(new() { Id = Named(author, id), Author = author, Text = note.Text("content"), ReplyTo = Tag(note, "e"), CreatedAt = at });
                break;
            case 6:
                ReadRepost(note, Named(author, id), author, at, found);
                break;
            case 5:
                foreach (var gone in note.Items("tags").Where(tag => NameOf(tag) == "e"))
                {
                    found.Add(WirePost.Delete(Named(author, ValueOf(gone)), author, at));
                }
                break;
            case 62:
                found.Add(WirePost.Purge(author, at));
                break;
            default:
                found.LeaveOut(Drop.NotAPost);
                break;
        }
    }

    /// <summary>The note that is passed on lies inside as text, or is only named.</summary>
    private static void ReadRepost(JsonElement repost, string id, string author, long? at, Findings found)
    {
        try
        {
            using var json = JsonDocument.Parse(repost.Text("content"));
            if (IsEvent(json.RootElement))
            {
                var note = json.RootElement;
                found.Add(new() { Id = id, Author = author, Text = note.Text("content"), RepostOf = Named(note.Text("pubkey"), note.Text("id")), CreatedAt = at });
                return;
            }
        }
        catch (JsonException)
        {
            // Only named: there are no words to count.
        }
        found.LeaveOut(Drop.NotAPost);
    }

    private static string Named(string author, string id) => $"{author}/{id}";

    private static string Tag(JsonElement note, string name) => note.Items("tags").Where(tag => NameOf(tag) == name).Select(ValueOf).LastOrDefault() ?? "";

    private static string NameOf(JsonElement tag) => tag.IsArray && tag.GetArrayLength() > 1 ? tag[0].Text() : "";

    private static string ValueOf(JsonElement tag) => tag[1].Text();
}
