using ScoopDetector.Posts;

namespace ScoopDetector.Faults;

/// <summary>The first hop as a replay takes it at full speed: lines in, batches of some hundred posts out.</summary>
/// <param name="options">What is read, and how wide a pane is.</param>
/// <param name="partitions">Over how many the posts are spread.</param>
/// <param name="handOn">Takes each batch, which stands until it returns.</param>
/// <param name="drops">Counts what is left out; null where nobody asks.</param>
internal sealed class FirstHop(ScoopOptions options, int partitions, Action<PostBatch> handOn, DropCounts? drops = null)
{
    private const int BatchPosts = 512;

    private readonly PostIntake _intake = new(options.Read, options.Tally, partitions, TimeProvider.System, drops ?? new());

    public long Lines => _intake.Lines;

    public long Posts => _intake.Posts;

    public void Accept(ReadOnlySpan<byte> line)
    {
        _intake.Accept(line);
        if (_intake.Waiting >= BatchPosts)
        {
            Flush();
        }
    }

    /// <summary>Hands on what waits for its batch to fill.</summary>
    public void Flush() => _intake.Flush(handOn);

    /// <summary>The stream has ended.</summary>
    public void Complete()
    {
        _intake.Complete();
        Flush();
    }
}
