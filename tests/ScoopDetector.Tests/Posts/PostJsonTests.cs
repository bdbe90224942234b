using System.Buffers;
using System.Text;
using CsCheck;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Tests.Posts;

public sealed class PostJsonTests
{
    // Broken characters included: what came in broken goes on broken.
    private static readonly Gen<byte[]> Bytes = Gen.Frequency((3, Gen.Byte.Array[0, 40]), (2, Gen.String[0, 20].Select(Encoding.UTF8.GetBytes)));
    private static readonly Gen<byte[]> Id = Gen.Char.AlphaNumeric.Array[1, 20].Select(id => Encoding.ASCII.GetBytes(id));
    private static readonly Gen<byte[]> Network = Gen.OneOf(Gen.Char['a', 'z'], Gen.Char['0', '9'], Gen.Const('-'), Gen.Const('.')).Array[1, 32].Select(name => Encoding.ASCII.GetBytes(name));
    private static readonly Gen<byte[]> Link = Gen.Char.AlphaNumeric.Array[1, 20].Select(path => Encoding.ASCII.GetBytes("https://a.example/" + new string(path)));
    private static readonly Gen<long> Moment = Gen.Long[0, 4_000_000_000_000];

    [Fact]
    public void A_post_is_read_back_as_it_was_written() => Gen.Select(Id, Id, Bytes, Gen.Select(Id.Array[0, 1], Id.Array[0, 1], Id.Array[0, 1], Network.Array[0, 1]), Link.Array[0, 3], Moment, Moment)
        .Sample((id, author, text, optional, links, createdAt, observedAt) =>
        {
            var back = ReadBack(new Post
            {
                Id = id,
                AuthorId = author,
                Text = text,
                Language = One(optional.Item1),
                Network = One(optional.Item4),
                RepostOf = One(optional.Item2),
                ReplyTo = One(optional.Item3),
                Links = Encoding.UTF8.GetBytes(string.Join('\n', links.Select(Encoding.UTF8.GetString))),
                CreatedAt = createdAt,
            }, observedAt);
            return back.Kind == PostKind.Create && back.Id.SequenceEqual(id) && back.AuthorId.SequenceEqual(author) && back.Text.SequenceEqual(text)
                && back.Language.SequenceEqual(One(optional.Item1)) && back.Network.SequenceEqual(One(optional.Item4)) && back.RepostOf.SequenceEqual(One(optional.Item2)) && back.ReplyTo.SequenceEqual(One(optional.Item3))
                && Encoding.UTF8.GetString(back.Links).Split('\n', StringSplitOptions.RemoveEmptyEntries).SequenceEqual(links.Select(Encoding.UTF8.GetString))
                && back.CreatedAt == createdAt && back.ObservedAt == observedAt;
        });

    [Fact]
    public void An_edit_says_when_it_was_made()
    {
        Assert.Equal(2000, ReadBack(new Post { Id = "1"u8, AuthorId = "a"u8, Text = "fire"u8, CreatedAt = 1000, EditedAt = 2000 }, observedAt: 3000).EditedAt);
        Assert.Null(ReadBack(new Post { Id = "1"u8, AuthorId = "a"u8, Text = "fire"u8, CreatedAt = 1000 }, observedAt: 3000).EditedAt);
    }

    [Theory]
    [InlineData(PostKind.Delete)]
    [InlineData(PostKind.PurgeAuthor)]
    public void A_withdrawal_is_read_back_as_it_was_written(PostKind kind)
    {
        var back = ReadBack(new Post { Kind = kind, Id = kind == PostKind.Delete ? "p"u8 : default, AuthorId = "a"u8, CreatedAt = 5 }, 7);

        Assert.Equal(kind, back.Kind);
        Assert.Equal(kind == PostKind.Delete ? "p" : "", Encoding.UTF8.GetString(back.Id));
        Assert.Equal("a", Encoding.UTF8.GetString(back.AuthorId));
        Assert.Equal((5, 7), (back.CreatedAt, back.ObservedAt));
    }

    [Fact]
    public void Only_what_JSON_forbids_is_escaped()
    {
        var line = Write(new Post { Id = "1"u8, AuthorId = "a"u8, Text = "«é\"\\\n🔥/<"u8, CreatedAt = 0 }, 0);

        Assert.EndsWith("\"text\":\"«é\\\"\\\\\\u000a🔥/<\"}", Encoding.UTF8.GetString(line));
    }

    private static ReadOnlySpan<byte> One(byte[][] some) => some.Length == 0 ? default : some[0];

    private static Post ReadBack(in Post post, long observedAt)
    {
        Assert.True(new PostReader(new()).TryRead(Write(post, observedAt), out var back, out var drop), drop.ToString());
        return back;
    }

    private static byte[] Write(in Post post, long observedAt)
    {
        var line = new ArrayBufferWriter<byte>();
        PostJson.Write(post, observedAt, line);
        return line.WrittenSpan.ToArray();
    }
}
