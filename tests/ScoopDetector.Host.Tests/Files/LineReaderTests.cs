using System.Text;
using CsCheck;
using ScoopDetector.Host.Files;
using ScoopDetector.Host.Tests.Support;
using Xunit;

namespace ScoopDetector.Host.Tests.Files;

public sealed class LineReaderTests
{
    private const int Limit = 4096;
    private const string OverLong = "(over-long)";

    private static readonly string[] Parts = ["\n", "\r", "\r\n", "a", "bb", "ü", new('x', Limit - 1), new('y', Limit)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Lines_are_the_same_in_pieces_of_any_size(int piece) => Assert.Equal(["one", "zwei", "三", "four"], Read("one\nzwei\r\n三\n\n\r\nfour\n", piece));

    [Fact]
    public void The_last_line_needs_no_line_feed() => Assert.Equal(["one", "{\"id\":\"2\",\"te"], Read("one\n{\"id\":\"2\",\"te"));

    [Fact]
    public void Nothing_is_no_line() => Assert.Empty(Read(""));

    [Fact]
    public void A_line_of_just_the_limit_is_read() => Assert.Equal([new('x', Limit), "good"], Read($"{new string('x', Limit)}\ngood\n"));

    [Theory]
    [InlineData(Limit + 1)]
    [InlineData(Limit + 2)]
    [InlineData(Limit * 3)]
    [InlineData((1 << 20) + 1)]
    [InlineData(5_000_000)]
    public void The_good_line_after_an_over_long_one_is_never_lost(int length)
    {
        var text = $"first\n{new string('x', length)}\ngood\n";

        Assert.Equal(["first", OverLong, "good"], Read(text));
        Assert.Equal(["first", OverLong, "good"], Read(text, piece: 1000));
    }

    [Fact]
    public void An_over_long_line_at_the_end_is_told() => Assert.Equal(["first", OverLong], Read($"first\n{new string('x', 3_000_000)}"));

    [Fact]
    public void It_counts_the_bytes() => Assert.Equal(9, ReadAll("one\ntwo\r\n", 3).Bytes);

    [Fact]
    public void Any_bytes_in_any_pieces_give_the_lines_between_the_line_feeds() =>
        Gen.Select(Gen.Int[0, Parts.Length - 1].Select(part => Parts[part]).Array[0, 12], Gen.Int[1, 9000])
            .Sample((parts, piece) =>
            {
                var text = string.Concat(parts);
                var expected = text.Split('\n').Select(line => line.EndsWith('\r') ? line[..^1] : line).Where(line => line.Length > 0)
                    .Select(line => Encoding.UTF8.GetByteCount(line) > Limit ? OverLong : line);
                Assert.Equal(expected, Read(text, piece));
            }, iter: 300);

    private static string[] Read(string text, int piece = int.MaxValue) => ReadAll(text, piece).Lines;

    private static (string[] Lines, long Bytes) ReadAll(string text, int piece)
    {
        using var stream = new PiecewiseStream(Encoding.UTF8.GetBytes(text), piece);
        var reader = new LineReader(stream, Limit);
        var lines = new List<string>();
        while (reader.TryRead(out var line, out var isOverLong))
        {
            lines.Add(isOverLong ? OverLong : Encoding.UTF8.GetString(line));
        }
        return ([.. lines], reader.Read);
    }
}
