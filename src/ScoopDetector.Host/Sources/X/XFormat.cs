using System.Text.Json;
using ScoopDetector.Host.Sources.Wire;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources.X;

/// <summary>Version 2 of X's interface: lines of its streams, bodies of its searches and timelines, and its compliance streams.</summary>
/// <remarks>An edit has an id of its own and names those before it: it takes their place.</remarks>
internal sealed class XFormat : IWireFormat
{
    // What is withdrawn by or from an author as a whole.
    private static readonly string[] AuthorEvents = ["user_delete", "user_suspend", "user_protect"];

    public string Network => "x";

    public bool Knows(JsonElement message) => message.At("data") is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } || message.At("errors").IsArray;

    public void Read(JsonElement message, Findings found)
    {
        var data = message.At("data");
        if (data.IsArray)
        {
            foreach (var post in data.EnumerateArray())
            {
                ReadPost(post, message.At("includes"), found);
            }
        }
        else if (data.Has("id"))
        {
            ReadPost(data, message.At("includes"), found);
        }
        else if (data.IsObject)
        {
            ReadEvent(data, found);
        }
    }

    private static void ReadEvent(JsonElement data, Findings found)
    {
        foreach (var name in AuthorEvents)
        {
            if (data.Id(name, "user", "id") is { Length: > 0 } author)
            {
                found.Add(WirePost.Purge(author, data.Moment(name, "event_at")));
            }
        }
        foreach (var name in (ReadOnlySpan<string>)["delete", "drop"])
        {
            if (data.Id(name, "tweet", "id") is { Length: > 0 } id)
            {
                found.Add(WirePost.Delete(id, data.Id(name, "tweet", "author_id"), data.Moment(name, "event_at")));
            }
        }
    }

    private static void ReadPost(JsonElement post, JsonElement includes, Findings found)
    {
        var id = post.Id("id");
        if (!post.At("text").IsText || post.Has("event_type"))
        {
            // Users, messages between two, and what else a body may hold.
            found.LeaveOut(Drop.NotAPost);
            return;
        }
        var repostOf = Reference(post, "retweeted");
        // The words of a repost come cut, with an RT before them; the original lies beside it if it was asked for.
        var said = includes.Items("tweets").FirstOrDefault(tweet => repostOf.Length > 0 && tweet.Id("id") == repostOf) is { ValueKind: JsonValueKind.Object } original ? original : post;
        var earlier = post.Items("edit_history_tweet_ids").Select(version => version.Text()).Where(version => version != id).ToArray();
        var createdAt = post.Moment("created_at") ?? Snowflake.TimeOf(id);
        foreach (var version in earlier)
        {
            found.Add(WirePost.Delete(version, post.Id("author_id"), createdAt));
        }
        found.Add(new()
        {
            Id = id,
            Author = post.Id("author_id"),
            Text = TextOf(said),
            Language = said.Text("lang") is "und" ? "" : said.Text("lang"),
            RepostOf = repostOf,
            ReplyTo = Reference(post, "replied_to"),
            HasMedia = said.Items("attachments", "media_keys").Any(),
            CreatedAt = createdAt,
            EditedAt = earlier.Length > 0 ? createdAt : null,
        });
    }

    private static string TextOf(JsonElement post) => post.Text("note_tweet", "text") is { Length: > 0 } longer
        ? LinkedText.Of(longer, post.At("note_tweet", "entities"))
        : LinkedText.Of(post.Text("text"), post.At("entities"));

    private static string Reference(JsonElement post, string type) =>
        post.Items("referenced_tweets").FirstOrDefault(reference => reference.Text("type") == type).Id("id");
}
