using System.Text.Json;
using ScoopDetector.Host.Sources.Wire;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources.X;

/// <summary>Tweets of version 1.1 of Twitter's interface, as archives and academic collections hold them, with the notices of its streams.</summary>
/// <remarks>A tweet beyond 140 characters comes cut, with the whole beside it. A retweet says its original's words.</remarks>
internal sealed class TweetFormat : IWireFormat
{
    private static readonly string[] Notices =
        ["limit", "scrub_geo", "warning", "disconnect", "status_withheld", "user_withheld", "friends", "friends_str", "event", "control", "for_user"];

    public string Network => "x";

    public bool Knows(JsonElement message) =>
        IsTweet(message) || message.At("delete", "status").IsObject || Notices.Any(notice => message.Has(notice) && !message.Has("id") && !message.Has("data"));

    public void Read(JsonElement message, Findings found)
    {
        if (message.At("delete", "status") is { ValueKind: JsonValueKind.Object } gone)
        {
            found.Add(WirePost.Delete(IdOf(gone), IdOf(gone, "user_id"), message.Moment("delete", "timestamp_ms")));
        }
        else if (IsTweet(message))
        {
            found.Add(PostOf(message));
        }
        else
        {
            found.LeaveOut(Drop.NotAPost);
        }
    }

    private static bool IsTweet(JsonElement message) => message.At("user").IsObject && (message.Has("id_str") || message.Has("id")) && (message.Has("text") || message.Has("full_text"));

    private static WirePost PostOf(JsonElement tweet)
    {
        var said = tweet.At("retweeted_status") is { ValueKind: JsonValueKind.Object } original ? original : tweet;
        var whole = said.At("extended_tweet") is { ValueKind: JsonValueKind.Object } extended ? extended : said;
        var text = whole.Text("full_text") is { Length: > 0 } full ? full : said.Text("text");
        var id = IdOf(tweet);
        return new()
        {
            Id = id,
            Author = IdOf(tweet.At("user")),
            Text = LinkedText.Of(text, whole.At("entities")),
            Language = said.Text("lang") is "und" ? "" : said.Text("lang"),
            RepostOf = IdOf(tweet.At("retweeted_status")),
            ReplyTo = IdOf(tweet, "in_reply_to_status_id"),
            HasMedia = whole.Items("extended_entities", "media").Concat(whole.Items("entities", "media")).Any(),
            CreatedAt = tweet.Moment("timestamp_ms") ?? Snowflake.TimeOf(id) ?? tweet.Moment("created_at"),
        };
    }

    /// <summary>The text of the id, not its number: JavaScript's numbers are too short for it, and some writers of files have cut it.</summary>
    private static string IdOf(JsonElement element, string name = "id") =>
        element.Text($"{name}_str") is { Length: > 0 } text ? text : element.Id(name);
}
