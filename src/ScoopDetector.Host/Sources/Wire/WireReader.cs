using System.Text;
using System.Text.Json;
using ScoopDetector.Host.Sources.Bluesky;
using ScoopDetector.Host.Sources.Mastodon;
using ScoopDetector.Host.Sources.Nostr;
using ScoopDetector.Host.Sources.Plurk;
using ScoopDetector.Host.Sources.X;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources.Wire;

/// <summary>Reads messages of any network whose form it knows, told apart message by message.</summary>
/// <remarks>One instance serves one thread and one stream: server-sent events stretch over several lines.</remarks>
/// <param name="options">What is accepted of a post.</param>
/// <param name="formats">Which forms; the first that knows a message reads it.</param>
internal sealed class WireReader(ReadOptions options, params IReadOnlyList<IWireFormat> formats) : IPostTranslator
{
    private const int MaxIdBytes = 512;
    private const int MaxLinksBytes = 8_192;
    private const int MaxLanguageBytes = 35;

    private readonly Findings _found = new();
    private byte[] _bytes = new byte[8_192];
    private string _event = "";
    private string _network = "";

    /// <summary>Where messages come in live: we are the first hop, and stamp what we hear. Null for recordings, which say themselves when it was.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>All forms there are.</summary>
    public static WireReader OfAny(ReadOptions options, TimeProvider? clock = null) =>
        new(options, new JetstreamFormat(), new NostrFormat(), new MastodonFormat(), new PlurkFormat(), new TweetFormat(), new XFormat()) { Clock = clock };

    public int Translate(ReadOnlySpan<byte> message, PostReceiver receive, DropCounts drops)
    {
        _found.Clear();
        if (!TryReadEventStream(message, _found) && !TryRead(message, _found))
        {
            return 0;
        }
        return HandOn(receive, drops);
    }

    /// <summary>Reads one message. False if it is in no form that is known here.</summary>
    private bool TryRead(ReadOnlySpan<byte> message, Findings found)
    {
        if (message.Length > options.MaxLineBytes)
        {
            found.LeaveOut(Drop.OverLong);
            return true;
        }
        // Asked first, as it does not throw: what breaks off is common, and an exception costs as much as fifty posts.
        if (!IsWhole(message))
        {
            return false;
        }
        try
        {
            using var json = JsonDocument.Parse(message.ToArray());
            return TryRead(json.RootElement, found);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private bool TryRead(JsonElement message, Findings found)
    {
        if (formats.FirstOrDefault(format => format.Knows(message)) is not { } format)
        {
            return false;
        }
        _network = format.Network;
        format.Read(message, found);
        if (found.IsEmpty)
        {
            found.LeaveOut(Drop.NotAPost);
        }
        return true;
    }

    /// <summary>A line of <c>text/event-stream</c>: it names an event, carries its data, or is a comment.</summary>
    private bool TryReadEventStream(ReadOnlySpan<byte> line, Findings found)
    {
        if (line.StartsWith(":"u8) || line.StartsWith("id:"u8) || line.StartsWith("retry:"u8))
        {
            found.LeaveOut(Drop.NotAPost);
            return true;
        }
        if (line.StartsWith("event:"u8))
        {
            _event = Encoding.UTF8.GetString(line["event:"u8.Length..]).Trim();
            found.LeaveOut(Drop.NotAPost);
            return true;
        }
        if (!line.StartsWith("data:"u8) || _event.Length == 0 || formats.OfType<MastodonFormat>().FirstOrDefault() is not { } mastodon)
        {
            return false;
        }
        _network = mastodon.Network;
        mastodon.Read(_event, Encoding.UTF8.GetString(line["data:"u8.Length..]).Trim(), found);
        return true;
    }

    private int HandOn(PostReceiver receive, DropCounts drops)
    {
        var outcomes = _found.Posts.Count + _found.Drops.Count;
        foreach (var reason in _found.Drops)
        {
            drops.Add(reason);
        }
        foreach (var post in _found.Posts)
        {
            if (TryMake(post, Clock?.GetUtcNow().ToUnixTimeMilliseconds() ?? post.RelayedAt, out var made, out var reason))
            {
                receive(made);
            }
            else
            {
                drops.Add(reason);
            }
        }
        return outcomes;
    }

    /// <summary>Our own form of a post; it stands until the next call.</summary>
    private bool TryMake(WirePost post, long? observedAt, out Post made, out Drop reason)
    {
        made = default;
        reason = default;
        var links = string.Join('\n', post.Links);
        var size = Encoding.UTF8.GetMaxByteCount(post.Id.Length + post.Author.Length + post.Text.Length + post.Language.Length + _network.Length + post.RepostOf.Length + post.ReplyTo.Length + links.Length);
        if (_bytes.Length < size)
        {
            _bytes = new byte[size];
        }
        var used = 0;
        var (id, author, text, language) = (Put(post.Id, ref used), Put(post.Author, ref used), Put(post.Text, ref used), Put(post.Language, ref used));
        var (network, repostOf, replyTo, linked) = (Put(_network, ref used), Put(post.RepostOf, ref used), Put(post.ReplyTo, ref used), Put(links, ref used));
        if (post.Kind == PostKind.PurgeAuthor ? author.Length == 0 : id.Length == 0)
        {
            reason = Drop.MissingField;
            return false;
        }
        if (post.CreatedAt is null && observedAt is null && post.Kind == PostKind.Create)
        {
            reason = Drop.BadTime;
            return false;
        }
        if (text.Length > options.MaxTextBytes || id.Length > MaxIdBytes || author.Length > MaxIdBytes || repostOf.Length > MaxIdBytes || replyTo.Length > MaxIdBytes)
        {
            reason = Drop.OverLong;
            return false;
        }
        made = new Post
        {
            Kind = post.Kind,
            Id = Of(id),
            AuthorId = author.Length == 0 ? Of(id) : Of(author),
            Text = Of(text),
            Language = language.Length <= MaxLanguageBytes ? Of(language) : default,
            Network = Of(network),
            RepostOf = Of(repostOf),
            ReplyTo = Of(replyTo),
            Links = linked.Length <= MaxLinksBytes ? Of(linked) : default,
            HasMedia = post.HasMedia,
            CreatedAt = post.CreatedAt ?? observedAt ?? 0,
            ObservedAt = observedAt,
            EditedAt = post.EditedAt,
        };
        return true;
    }

    private static bool IsWhole(ReadOnlySpan<byte> message)
    {
        if (message.IsEmpty || message[0] == '[')
        {
            return message.EndsWith("]"u8);
        }
        var scanner = new JsonScanner(message);
        if (!scanner.Open())
        {
            return false;
        }
        while (scanner.Next(out _))
        {
        }
        return scanner.IsClosed && scanner.IsAtEnd;
    }

    private (int Start, int Length) Put(string text, ref int used)
    {
        var length = Encoding.UTF8.GetBytes(text, _bytes.AsSpan(used));
        used += length;
        return (used - length, length);
    }

    private ReadOnlySpan<byte> Of((int Start, int Length) part) => _bytes.AsSpan(part.Start, part.Length);
}
