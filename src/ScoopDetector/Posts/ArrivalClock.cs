namespace ScoopDetector.Posts;

/// <summary>Stamps posts with event time where their source did not: a robust running clock over the claimed times, in order of arrival.</summary>
/// <remarks>
/// The clock moves on with the claims, never back, and by small steps only. A claim further ahead than <see cref="ReadOptions.ClockStep"/> waits for company:
/// if the posts that follow are as far ahead, there was a gap in the stream, and the clock jumps; if they go on where the clock stands, the claim was wrong
/// and the post is dropped as <see cref="Drop.FromTheFuture"/>. A post that claims an earlier time arrived late, and arrives now.
/// A post that was stamped by its source keeps its stamp.
/// The posts that pass are handed on in order of arrival, with times that never decrease unless a source's own stamps do.
/// </remarks>
public sealed class ArrivalClock(ReadOptions options, DropCounts drops)
{
    /// <summary>So many posts must agree that time has jumped.</summary>
    private const int Company = 3;

    /// <summary>So many posts at the old time show that it has not.</summary>
    private const int Doubt = 2;

    private readonly long _step = (long)options.ClockStep.TotalMilliseconds;
    private readonly PostBatch _waiting = new(0);
    private int _doubters;

    /// <summary>Takes a post that passed, with its moment of event time.</summary>
    public delegate void Receiver(in Post post, long observedAt);

    /// <summary>Event time now; null until the first post has passed.</summary>
    public long? Now { get; private set; }

    public void Accept(in Post post, Receiver receive)
    {
        if (post.ObservedAt is { } stamped)
        {
            Now = Math.Max(Now ?? stamped, stamped);
            receive(post, stamped);
            return;
        }
        if (Now is { } now && post.CreatedAt <= now + _step)
        {
            Now = Math.Max(now, post.CreatedAt);
            receive(post, Now.Value);
            Doubted();
            return;
        }
        _waiting.Add(post, post.CreatedAt);
        if (_waiting.Count >= Company)
        {
            Jump(receive);
        }
    }

    /// <summary>The stream has ended: what still waits had no chance of more company, and is believed.</summary>
    public void Complete(Receiver receive)
    {
        if (_waiting.Count > 0)
        {
            Jump(receive);
        }
    }

    private void Doubted()
    {
        if (_waiting.Count > 0 && ++_doubters >= Doubt)
        {
            drops.Add(Drop.FromTheFuture, _waiting.Count);
            Forget();
        }
    }

    /// <summary>Time has jumped to where most of those who wait agree that it is; the ones far ahead of even that are from the future.</summary>
    private void Jump(Receiver receive)
    {
        var claims = new long[_waiting.Count];
        for (var i = 0; i < claims.Length; i++)
        {
            claims[i] = _waiting[i].CreatedAt;
        }
        Array.Sort(claims);
        var most = claims[(claims.Length - 1) / 2];
        for (var i = 0; i < _waiting.Count; i++)
        {
            var post = _waiting[i];
            if (post.CreatedAt > most + Math.Max(_step, most - (Now ?? claims[0])))
            {
                drops.Add(Drop.FromTheFuture);
                continue;
            }
            Now = Math.Max(Now ?? Math.Min(post.CreatedAt, most), Math.Min(post.CreatedAt, most));
            receive(post, Now.Value);
        }
        Forget();
    }

    private void Forget()
    {
        _waiting.Clear();
        _doubters = 0;
    }
}
