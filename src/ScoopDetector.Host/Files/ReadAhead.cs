using System.IO.Pipelines;
using ZstdSharp;

namespace ScoopDetector.Host.Files;

/// <summary>Reads and decompresses on a thread of its own, some megabytes ahead of whoever uses the bytes.</summary>
/// <remarks>The bytes are the same and in the same order, so nothing after it can tell. A file that breaks off, cut or garbled, simply ends here,
/// and <see cref="BrokenBy"/> says so: what was read of it counts.</remarks>
internal sealed class ReadAhead : IDisposable
{
    private const int MostBytes = 8 << 20;
    private const int BlockBytes = 256 << 10;

    private readonly Pipe _pipe = new(new(pauseWriterThreshold: MostBytes, resumeWriterThreshold: MostBytes / 2, minimumSegmentSize: BlockBytes, useSynchronizationContext: false));
    private readonly Stream _source;
    private readonly Task _pump;

    public ReadAhead(Stream source)
    {
        _source = source;
        Stream = _pipe.Reader.AsStream();
        _pump = Task.Run(PumpAsync);
    }

    public Stream Stream { get; }

    /// <summary>Why the source ended before its time; null if it did not. Known once <see cref="Stream"/> has ended.</summary>
    public string? BrokenBy { get; private set; }

    public void Dispose()
    {
        Stream.Dispose();
        _pump.Wait();
        _source.Dispose();
    }

    private async Task PumpAsync()
    {
        try
        {
            // Whatever is left of a block: a decompressor gives a few kilobytes at a time, and to ask for a whole block would leave the rest of each unused.
            while (_source.Read(_pipe.Writer.GetSpan()) is > 0 and var read)
            {
                _pipe.Writer.Advance(read);
                if ((await _pipe.Writer.FlushAsync()).IsCompleted)
                {
                    break;
                }
            }
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or ZstdException)
        {
            BrokenBy = failure.Message;
        }
        await _pipe.Writer.CompleteAsync();
    }
}
