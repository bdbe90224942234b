using System.Text;
using ScoopDetector.Host.Files;
using ScoopDetector.Host.Tests.Support;
using Xunit;

namespace ScoopDetector.Host.Tests.Files;

public sealed class ReadAheadTests
{
    [Fact]
    public void The_bytes_are_those_of_the_source()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 2_000_000).Select(number => $"{number}\n")));

        using var ahead = new ReadAhead(new PiecewiseStream(bytes, 10_007));
        using var read = new MemoryStream();
        ahead.Stream.CopyTo(read);

        Assert.True(read.ToArray().AsSpan().SequenceEqual(bytes));
        Assert.Null(ahead.BrokenBy);
    }

    [Fact]
    public void A_source_that_breaks_ends_and_says_why()
    {
        using var ahead = new ReadAhead(new BreakingStream([1, 2, 3]));
        using var read = new MemoryStream();
        ahead.Stream.CopyTo(read);

        Assert.Equal([1, 2, 3], read.ToArray());
        Assert.Equal("The cable was pulled.", ahead.BrokenBy);
    }

    [Fact]
    public void It_may_be_left_before_its_end()
    {
        using var ahead = new ReadAhead(new MemoryStream(new byte[50_000_000]));

        Assert.Equal(0, ahead.Stream.ReadByte());
    }

    private sealed class BreakingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer) is > 0 and var read ? read : throw new IOException("The cable was pulled.");
    }
}
