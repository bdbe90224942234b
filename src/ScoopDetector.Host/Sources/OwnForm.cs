using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources;

/// <summary>Reads messages in our own form, and asks another about the rest. Whoever stamped them before us was the first hop.</summary>
internal sealed class OwnForm(ReadOptions options, IPostTranslator other, TimeProvider clock) : IPostTranslator
{
    private readonly PostReader _reader = new(options);

    public int Translate(ReadOnlySpan<byte> message, PostReceiver receive, DropCounts drops)
    {
        if (!_reader.TryRead(message, out var post, out var drop))
        {
            var outcomes = other.Translate(message, receive, drops);
            if (outcomes == 0)
            {
                drops.Add(drop);
            }
            return Math.Max(1, outcomes);
        }
        receive(new Post
        {
            Kind = post.Kind,
            Id = post.Id,
            AuthorId = post.AuthorId,
            Text = post.Text,
            Language = post.Language,
            Network = post.Network,
            RepostOf = post.RepostOf,
            ReplyTo = post.ReplyTo,
            Links = post.Links,
            HasMedia = post.HasMedia,
            CreatedAt = post.CreatedAt,
            ObservedAt = post.ObservedAt ?? clock.GetUtcNow().ToUnixTimeMilliseconds(),
            EditedAt = post.EditedAt,
        });
        return 1;
    }
}
