namespace ScoopDetector.Host.Tests.Support;

/// <summary>Gives its bytes in pieces of at most so many, as networks do.</summary>
internal sealed class PiecewiseStream(byte[] bytes, int piece) : MemoryStream(bytes)
{
    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, piece));
}
