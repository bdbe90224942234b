using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Tests.Posts;

public sealed class PostReaderTests
{
    private const string Good = """{"id":"1","author_id":"a","created_at":"2026-03-02T06:00:00.116Z","text":"quake"}""";
    private const long GoodMoment = 1_772_431_200_116;

    private readonly PostReader _reader = new(new());

    [Theory]
    [InlineData("", Drop.Malformed)]
    [InlineData("""{"id":"1","created_at":0,"text":"qua""", Drop.Malformed)]
    [InlineData("""{"id":"1","created_at":0,"text":"quake" """, Drop.Malformed)]
    [InlineData("""{"id":"1","created_at":0,"text":"quake"} x""", Drop.Malformed)]
    [InlineData("""{"id":"1","created_at":0,"text":"\q"}""", Drop.Malformed)]
    [InlineData("null", Drop.Malformed)]
    [InlineData("[]", Drop.Malformed)]
    [InlineData("0", Drop.Malformed)]
    [InlineData("{}", Drop.MissingField)]
    [InlineData("""{"created_at":0,"text":"quake"}""", Drop.MissingField)]
    [InlineData("""{"id":"","created_at":0,"text":"quake"}""", Drop.MissingField)]
    [InlineData("""{"id":"1","created_at":0}""", Drop.MissingField)]
    [InlineData("""{"id":"1","text":"quake"}""", Drop.MissingField)]
    [InlineData("""{"id":"1","created_at":null,"text":"quake"}""", Drop.MissingField)]
    [InlineData("""{"id":true,"created_at":0,"text":"quake"}""", Drop.MissingField)]
    [InlineData("""{"id":{"$oid":"1"},"created_at":0,"text":"quake"}""", Drop.MissingField)]
    [InlineData("""{"id":"1","created_at":0,"text":7}""", Drop.MissingField)]
    [InlineData("""{"id":"1","created_at":0,"text":null}""", Drop.MissingField)]
    [InlineData("""{"id":"1","created_at":0,"text":["quake"]}""", Drop.MissingField)]
    [InlineData("""{"id":"1","created_at":"yesterday","text":"quake"}""", Drop.BadTime)]
    [InlineData("""{"id":"1","created_at":"2026-02-30T06:00:00Z","text":"quake"}""", Drop.BadTime)]
    [InlineData("""{"id":"1","created_at":"2300-01-01T00:00:00Z","text":"quake"}""", Drop.BadTime)]
    [InlineData("""{"id":"1","created_at":-5,"text":"quake"}""", Drop.BadTime)]
    [InlineData("""{"id":"1","created_at":true,"text":"quake"}""", Drop.BadTime)]
    [InlineData("""{"id":"1","created_at":0,"observed_at":"soon","text":"quake"}""", Drop.BadTime)]
    [InlineData("""{"delete":{},"at":0}""", Drop.MissingField)]
    [InlineData("""{"purge":{},"at":0}""", Drop.MissingField)]
    [InlineData("""{"delete":{"id":"1"},"at":"soon"}""", Drop.BadTime)]
    public void A_bad_line_is_a_named_drop_and_the_good_line_after_it_is_read(string line, Drop reason) => AssertDropped(reason, Encoding.UTF8.GetBytes(line));

    [Fact]
    public void A_line_beyond_its_limit_is_over_long() =>
        AssertDropped(Drop.OverLong, Encoding.UTF8.GetBytes(Good + new string(' ', new ReadOptions().MaxLineBytes)));

    [Fact]
    public void A_text_beyond_its_limit_is_over_long() =>
        AssertDropped(Drop.OverLong, Encoding.UTF8.GetBytes(Good.Replace("quake", new string('x', new ReadOptions().MaxTextBytes + 1), StringComparison.Ordinal)));

    [Fact]
    public void An_id_beyond_its_limit_is_over_long() =>
        AssertDropped(Drop.OverLong, Encoding.UTF8.GetBytes(Good.Replace("\"1\"", $"\"{new string('1', 513)}\"", StringComparison.Ordinal)));

    [Theory]
    [InlineData("""a\ud83d b""", "a\uFFFD b")]
    [InlineData("""a\udd25 b""", "a\uFFFD b")]
    [InlineData("""a\ud83d""", "a\uFFFD")]
    [InlineData("""\ud83d\ud83d\udd25""", "\uFFFD\U0001F525")]
    public void Half_a_surrogate_pair_becomes_a_replacement_character(string escaped, string text) =>
        Assert.Equal(text, Encoding.UTF8.GetString(Read(Good.Replace("quake", escaped, StringComparison.Ordinal)).Text));

    [Fact]
    public void Invalid_UTF8_is_passed_on_as_it_came()
    {
        byte[] line = [.. """{"id":"1","created_at":0,"text":"a"""u8, 0xC3, 0x28, 0xFF, .. "b\"}"u8];

        Assert.Equal([(byte)'a', 0xC3, 0x28, 0xFF, (byte)'b'], Read(line).Text.ToArray());
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void Deep_nesting_in_an_unknown_field_is_passed_over(char open, char close)
    {
        const int Depth = 50_000;
        var nested = open == '[' ? new string(open, Depth) + new string(close, Depth)
            : string.Concat(Enumerable.Repeat("{\"x\":", Depth)) + "0" + new string(close, Depth);

        // The line of objects is longer than the default limit, which is not the question here.
        var reader = new PostReader(new() { MaxLineBytes = 4_000_000 });
        Assert.True(reader.TryRead(Encoding.UTF8.GetBytes($$"""{"x":{{nested}},{{Good[1..]}}"""), out var post, out _));
        Assert.Equal("quake", Encoding.UTF8.GetString(post.Text));
    }

    [Theory]
    [InlineData("\uFEFF" + Good)]
    [InlineData(Good + "\r")]
    [InlineData("  " + Good + " ")]
    public void A_byte_order_mark_and_space_around_the_object_do_no_harm(string line) => AssertGood(Read(line));

    [Theory]
    [InlineData("bluesky", "bluesky")]
    [InlineData("social.example-2", "social.example-2")]
    [InlineData("BlueSky", "bluesky")]
    [InlineData("Blue Sky", "")]
    [InlineData("<b>", "")]
    [InlineData("a-name-of-more-than-thirty-two-letters", "")]
    public void A_network_is_a_short_name_or_none_and_the_post_stands_either_way(string network, string read)
    {
        var post = Read($$"""{"id":"1","created_at":0,"text":"quake","network":"{{network}}"}""");

        Assert.Equal((read, "quake"), (Encoding.UTF8.GetString(post.Network), Encoding.UTF8.GetString(post.Text)));
    }

    [Theory]
    [InlineData(""" "network":"Deep Sea" """, Unread.Network)]
    [InlineData(""" "network":17,"lang":true """, Unread.Network | Unread.Language)]
    [InlineData(""" "lang":"a-tag-of-more-than-thirty-five-letters" """, Unread.Language)]
    [InlineData(""" "author_id":{},"repost_of":[],"reply_to":false """, Unread.Author | Unread.RepostOf | Unread.ReplyTo)]
    [InlineData(""" "links":"https://a.example" """, Unread.Links)]
    [InlineData(""" "network":null,"lang":"","author_id":23,"links":[],"repost_of":null """, Unread.None)]
    public void What_of_a_post_is_there_and_cannot_be_read_is_named(string fields, Unread unread)
    {
        Read($$"""{"id":"1","created_at":0,"text":"quake",{{fields}}}""");

        Assert.Equal(unread, _reader.Unread);
    }

    [Fact]
    public void What_could_not_be_read_of_one_post_is_not_told_of_the_next()
    {
        Read("""{"id":"1","created_at":0,"text":"quake","network":17}""");
        Read("""{"id":"2","created_at":0,"text":"quake"}""");

        Assert.Equal(Unread.None, _reader.Unread);
    }

    [Fact]
    public void A_number_will_do_for_an_id()
    {
        var post = Read("""{"id":17,"author_id":23,"created_at":0,"text":"quake"}""");

        Assert.Equal(("17", "23"), (Encoding.UTF8.GetString(post.Id), Encoding.UTF8.GetString(post.AuthorId)));
    }

    [Theory]
    [InlineData("1772431200", 1_772_431_200_000)]
    [InlineData("1772431200.116", GoodMoment)]
    [InlineData("1772431200116", GoodMoment)]
    [InlineData("\"1772431200\"", 1_772_431_200_000)]
    [InlineData("\"2026-03-02T08:00:00.116+02:00\"", GoodMoment)]
    [InlineData("\"2026-03-02T06:00:00.116999\"", GoodMoment)]
    public void Times_come_as_text_seconds_or_milliseconds(string time, long moment) =>
        Assert.Equal(moment, Read($$"""{"id":"1","created_at":{{time}},"text":""}""").CreatedAt);

    [Theory]
    [InlineData("""{"id":"1","author_id":null,"created_at":0,"text":""}""")]
    [InlineData("""{"id":"1","created_at":0,"text":""}""")]
    public void For_an_unknown_author_the_id_stands_in(string line) => Assert.Equal("1", Encoding.UTF8.GetString(Read(line).AuthorId));

    [Fact]
    public void A_delete_withdraws_one_post()
    {
        var post = Read("""{"delete":{"id":"1","author_id":"a"},"at":"2026-03-02T06:00:00.116Z"}""");

        Assert.Equal((PostKind.Delete, "1", "a", GoodMoment), (post.Kind, Encoding.UTF8.GetString(post.Id), Encoding.UTF8.GetString(post.AuthorId), post.CreatedAt));
    }

    [Fact]
    public void A_purge_withdraws_an_author()
    {
        var post = Read("""{"purge":{"author_id":"a"},"at":"2026-03-02T06:00:00.116Z"}""");

        Assert.Equal((PostKind.PurgeAuthor, "", "a", GoodMoment), (post.Kind, Encoding.UTF8.GetString(post.Id), Encoding.UTF8.GetString(post.AuthorId), post.CreatedAt));
    }

    [Fact]
    public void Links_are_put_together_with_line_feeds() =>
        Assert.Equal("https://a.example/1\nhttps://b.example/2",
            Encoding.UTF8.GetString(Read("""{"id":"1","created_at":0,"text":"","links":["https:\/\/a.example\/1", "https://b.example/2"]}""").Links));

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"https://a.example\"")]
    public void Links_that_are_no_array_are_none(string links) => Assert.True(Read($$"""{"id":"1","created_at":0,"text":"","links":{{links}}}""").Links.IsEmpty);

    [Fact]
    public void Withdrawals_within_withdrawals_are_not_followed()
    {
        var nested = string.Concat(Enumerable.Repeat("""{"delete":""", 20_000)) + """{"id":"1"}""" + new string('}', 20_000);

        Assert.False(TryRead(Encoding.UTF8.GetBytes(nested)));
    }

    [Fact]
    public void Arbitrary_bytes_never_throw() => Gen.Byte.Array[0, 200].Sample(bytes => { _ = TryRead(bytes); }, iter: 5_000);

    [Fact]
    public void A_good_line_with_bytes_changed_never_throws() => Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Byte).Array[1, 8].Sample(changes =>
        {
            var line = Encoding.UTF8.GetBytes("""{"links":["http:\/\/a\u00e9"],"delete":0,""" + Good[1..]);
            foreach (var (at, to) in changes)
            {
                line[at] = to;
            }
            _ = TryRead(line);
        }, iter: 5_000);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_a_valid_object_the_same_is_read_as_the_framework_reads(bool escaped)
    {
        var words = Gen.OneOf(Gen.String[1, 40], Gen.Char.Array[1, 40].Select(chars => new string(chars)));
        var options = new JsonSerializerOptions { Encoder = escaped ? JavaScriptEncoder.Default : JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        Gen.Select(words, words).Sample((id, text) =>
        {
            var line = JsonSerializer.SerializeToUtf8Bytes(new { id, created_at = 0, text }, options);
            using var expected = JsonDocument.Parse(line);
            return new PostReader(new()).TryRead(line, out var post, out _)
                && Encoding.UTF8.GetString(post.Id) == expected.RootElement.GetProperty("id").GetString()
                && Encoding.UTF8.GetString(post.Text) == expected.RootElement.GetProperty("text").GetString();
        }, iter: 2_000);
    }

    private static bool TryRead(byte[] line) => new PostReader(new()).TryRead(line, out _, out _);

    private void AssertDropped(Drop reason, byte[] line)
    {
        Assert.False(_reader.TryRead(line, out _, out var drop));
        Assert.Equal(reason, drop);
        AssertGood(Read(Good));
    }

    private static void AssertGood(in Post post) => Assert.Equal(
        (PostKind.Create, "1", "a", "quake", GoodMoment),
        (post.Kind, Encoding.UTF8.GetString(post.Id), Encoding.UTF8.GetString(post.AuthorId), Encoding.UTF8.GetString(post.Text), post.CreatedAt));

    private Post Read(string line) => Read(Encoding.UTF8.GetBytes(line));

    private Post Read(byte[] line)
    {
        Assert.True(_reader.TryRead(line, out var post, out var drop), drop.ToString());
        return post;
    }
}
