using System.Text;
using ScoopDetector.Host.Sources.Wire;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Tests.Sources.Wire;

/// <summary>What the messages of a stream say, a line each, as a reader of the topic would see it.</summary>
internal static class Told
{
    public static string[] Of(params string[] messages) => Of(WireReader.OfAny(new()), messages);

    public static string[] Of(WireReader reader, params IEnumerable<string> messages) => [.. messages.SelectMany(message => Of(reader, Encoding.UTF8.GetBytes(message)))];

    public static string[] Of(WireReader reader, ReadOnlySpan<byte> message)
    {
        var told = new List<string>();
        var drops = new DropCounts();
        var outcomes = reader.Translate(message, (in post) => told.Add(Line(post)), drops);
        var reasons = drops.All().SelectMany(drop => Enumerable.Repeat($"left out: {drop.Reason}", (int)drop.Count)).ToArray();
        return outcomes == told.Count + reasons.Length ? [.. told, .. reasons] : throw new InvalidOperationException($"{outcomes} outcomes were told, {told.Count} posts and {reasons.Length} drops came.");
    }

    public static string Line(in Post post) => post.Kind switch
    {
        PostKind.Delete => $"delete {Text(post.Id)} by {Text(post.AuthorId)}",
        PostKind.PurgeAuthor => $"purge {Text(post.AuthorId)}",
        _ => $"{(post.EditedAt is null ? "post" : "edit")} {Text(post.Id)} by {Text(post.AuthorId)}: {Text(post.Text)}"
            + Part(" in ", post.Language) + Part(" repost of ", post.RepostOf) + Part(" reply to ", post.ReplyTo) + Part(" links ", post.Links),
    };

    private static string Part(string label, ReadOnlySpan<byte> value) => value.IsEmpty ? "" : label + Text(value);

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
