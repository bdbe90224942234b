using System.Text;
using CsCheck;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Tests.Posts;

public sealed class PostReaderTests
{
    private const string Good = """{"id":"1","created_at":"2026-03-02T06:00:00.116Z","author_id":"a","text":"hello"}""";

    private readonly PostReader _reader = new(new() { MaxTextBytes = 300, MaxLineBytes = 4096 });

    [Theory]
    [InlineData("", Drop.Malformed)]
    [InlineData("null", Drop.Malformed)]
    [InlineData("[]", Drop.Malformed)]
    [InlineData("0", Drop.Malformed)]
    [InlineData("{\"id\":\"1\",\"created_at\":\"2026-03-02T06:00:00Z\",\"text\":\"cut o", Drop.Malformed)]
    [InlineData("{\"id\":\"1\" \"text\":\"no comma\"}", Drop.Malformed)]
    [InlineData("{} {}", Drop.Malformed)]
    [InlineData("{}", Drop.MissingField)]
    [InlineData("{\"created_at\":\"2026-03-02T06:00:00Z\",\"text\":\"no id\"}", Drop.MissingField)]
    [InlineData("{\"id\":\"1\",\"text\":\"no time\"}", Drop.MissingField)]
    [InlineData("{\"id\":\"1\",\"created_at\":\"2026-03-02T06:00:00Z\"}", Drop.MissingField)]
    [InlineData("{\"id\":\"1\",\"created_at\":\"2026-03-02T06:00:00Z\",\"text\":{}}", Drop.MissingField)]
    [InlineData("{\"created_at\":\"yesterday\",\"id\":7,\"text\":\"x\"}", Drop.BadTime)]
    [InlineData("{\"created_at\":\"2026-02-30T06:00:00Z\",\"id\":7,\"text\":\"x\"}", Drop.BadTime)]
    [InlineData("{\"delete\":{},\"at\":\"2026-03-02T06:00:00Z\"}", Drop.MissingField)]
    public void A_bad_line_is_dropped_by_its_reason_and_the_good_one_after_it_is_read(string line, Drop expected)
    {
        Assert.False(Read(line, out _, out var drop));
        Assert.Equal(expected, drop);
        Assert.True(Read(Good, out var text, out _));
        Assert.Equal("hello", text);
    }

    [Fact]
    public void A_text_or_a_line_beyond_its_limit_is_over_long()
    {
        Assert.False(Read(Good.Replace("hello", new string('x', 301), StringComparison.Ordinal), out _, out var drop));
        Assert.Equal(Drop.OverLong, drop);
        Assert.False(Read(Good.Replace("hello", new string('x', 5000), StringComparison.Ordinal), out _, out drop));
        Assert.Equal(Drop.OverLong, drop);
    }

    [Fact]
    public void Half_a_surrogate_pair_costs_one_sign_and_not_the_post()
    {
        Assert.True(Read(Good.Replace("hello", """\ud83d fire \ud83d\ude31""", StringComparison.Ordinal), out var text, out _));
        Assert.Equal("\uFFFD fire 😱", text);
    }

    [Theory]
    [InlineData("\uFEFF{\"id\":1,\"created_at\":1772431200,\"author_id\":null,\"text\":\"x\"}")]
    [InlineData("{\"id\":\"1\",\"created_at\":1772431200000,\"text\":\"x\",\"deep\":[[{\"a\":[1,{}]}]]}\r")]
    [InlineData(" {\"id\":\"1\",\"created_at\":\"2026-03-02T08:00:00+02:00\",\"text\":\"x\",\"id\":\"1\"} ")]
    public void Odd_but_whole_lines_are_read(string line)
    {
        Assert.True(_reader.TryRead(Encoding.UTF8.GetBytes(line), out var post, out _));
        Assert.Equal(1_772_431_200_000, post.CreatedAt);
        Assert.Equal("1", Encoding.UTF8.GetString(post.Id));
        Assert.Equal("1", Encoding.UTF8.GetString(post.AuthorId));
    }

    [Fact]
    public void Withdrawals_name_a_post_or_an_author()
    {
        Assert.True(_reader.TryRead("""{"delete":{"id":"9","author_id":"a"},"at":"2026-03-02T06:00:00Z"}"""u8, out var post, out _));
        Assert.Equal(PostKind.Delete, post.Kind);
        Assert.True(_reader.TryRead("""{"purge":{"author_id":"a"},"at":"2026-03-02T06:00:00Z"}"""u8, out post, out _));
        Assert.Equal(PostKind.PurgeAuthor, post.Kind);
    }

    [Fact]
    public void No_bytes_make_it_throw() =>
        Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Byte.Array[0, 12]).Sample((at, noise) =>
        {
            var line = Encoding.UTF8.GetBytes(Good).AsSpan().ToArray();
            noise.AsSpan(0, Math.Min(noise.Length, line.Length - at)).CopyTo(line.AsSpan(at));
            _reader.TryRead(line, out _, out _);
            _reader.TryRead(noise, out _, out _);
        }, iter: 20_000, threads: 1);

    private bool Read(string line, out string text, out Drop drop)
    {
        var whole = _reader.TryRead(Encoding.UTF8.GetBytes(line), out var post, out drop);
        text = Encoding.UTF8.GetString(post.Text);
        return whole;
    }
}
