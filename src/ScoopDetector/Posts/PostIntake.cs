using ScoopDetector.Tallies;
using ScoopDetector.Time;

namespace ScoopDetector.Posts;

/// <summary>The first hop of a stream of lines: reads each, gives it its event time, and sorts it into its partition's batch.</summary>
/// <remarks>
/// Whether a post is late is decided here, for the stream as a whole, by the rule of <see cref="PaneCutter"/>; no partition's watermark runs ahead of
/// the whole stream's, so that the number of partitions changes nothing.
/// All that one author does falls into one partition, in order.
/// </remarks>
public sealed class PostIntake
{
    private readonly PostReader _reader;
    private readonly ArrivalClock _clock;
    private readonly Watermark _watermark;
    private readonly DropCounts _drops;
    private readonly PostBatch[] _batches;
    private readonly ArrivalClock.Receiver _receive;
    private readonly int _paneWidth;
    private readonly IPostTranslator? _translator;
    private readonly PostReceiver _accept;

    /// <param name="read">What is accepted.</param>
    /// <param name="tally">How wide a pane is, and how long it waits.</param>
    /// <param name="partitions">Over how many the posts are spread.</param>
    /// <param name="clock">The machine's.</param>
    /// <param name="drops">Counts what is left out, and what of a post could not be read.</param>
    /// <param name="translator">Is asked about lines that are not in our own form; null if there are none.</param>
    public PostIntake(ReadOptions read, TallyOptions tally, int partitions, TimeProvider clock, DropCounts drops, IPostTranslator? translator = null)
    {
        _translator = translator;
        _accept = Arrive;
        _reader = new(read);
        _clock = new(read, drops);
        _watermark = new(tally.Patience, clock);
        _drops = drops;
        _batches = [.. Enumerable.Range(0, partitions).Select(partition => new PostBatch(partition))];
        _receive = Receive;
        _paneWidth = (int)tally.Pane.TotalMilliseconds;
    }

    /// <summary>Lines accepted so far, good and bad.</summary>
    public long Lines { get; private set; }

    /// <summary>Posts that went into a batch, withdrawals not included.</summary>
    public long Posts { get; private set; }

    /// <summary>Withdrawals that went into a batch.</summary>
    public long Withdrawals { get; private set; }

    /// <summary>Is told the moment of each post before it is put into its batch: whoever paces the stream may flush and wait here.</summary>
    public Action<long>? Arriving { get; set; }

    /// <summary>Event time of the first post; null until it has come.</summary>
    public long? Began { get; private set; }

    /// <summary>Event time now; null until the first post.</summary>
    public long? Now { get; private set; }

    /// <summary>Posts that wait in the batches.</summary>
    public int Waiting { get; private set; }

    /// <summary>What single lines held beyond their first post, withdrawal or drop: some networks send several at once.</summary>
    public long Unfolded { get; private set; }

    public void Accept(ReadOnlySpan<byte> line)
    {
        Lines++;
        if (_reader.TryRead(line, out var post, out var drop))
        {
            _drops.CountUnread(_reader.Unread);
            _clock.Accept(post, _receive);
        }
        else if (_translator?.Translate(line, _accept, _drops) is > 0 and var outcomes)
        {
            Unfolded += outcomes - 1;
        }
        else
        {
            _drops.Add(drop);
        }
    }

    /// <summary>A post that another intake has stamped: where several streams are read as one, each has a first hop of its own.</summary>
    public void Accept(in Post post) => Receive(post, post.ObservedAt!.Value);

    /// <summary>A line that was too long to be kept.</summary>
    public void SkipLongLine()
    {
        Lines++;
        _drops.Add(Drop.OverLong);
    }

    /// <summary>Hands on all batches, also empty ones: each tells how far the stream is complete.</summary>
    public void Flush(Action<PostBatch> handOn)
    {
        foreach (var batch in _batches)
        {
            batch.CompleteTo = _watermark.Current;
            handOn(batch);
            batch.Clear();
        }
        Waiting = 0;
    }

    /// <summary>The stream has ended.</summary>
    public void Complete() => _clock.Complete(_receive);

    private void Arrive(in Post post) => _clock.Accept(post, _receive);

    private void Receive(in Post post, long observedAt)
    {
        if (Pane.Of(observedAt, _paneWidth).End <= _watermark.Current)
        {
            if (post.Kind == PostKind.Create)
            {
                _drops.Add(Drop.Late);
                return;
            }
            // Nobody's wish to be forgotten is late: it holds from now on.
            observedAt = _watermark.Current;
        }
        Arriving?.Invoke(observedAt);
        Began ??= observedAt;
        Now = Math.Max(Now ?? observedAt, observedAt);
        // Never asked to move on with the clock: whoever is silent here is only being read.
        _watermark.Observe(observedAt, heardAt: 0);
        if (post.Kind == PostKind.Delete && post.AuthorId.SequenceEqual(post.Id))
        {
            // Nobody says whose post it was: each partition may hold it.
            foreach (var batch in _batches)
            {
                batch.Add(post, observedAt);
            }
        }
        else
        {
            _batches[PartitionOf(post.AuthorId)].Add(post, observedAt);
        }
        Waiting++;
        if (post.Kind == PostKind.Create)
        {
            Posts++;
        }
        else
        {
            Withdrawals++;
        }
    }

    private int PartitionOf(ReadOnlySpan<byte> author) => _batches.Length == 1 ? 0 : (int)(Hash64.Of(author) % (ulong)_batches.Length);
}
