namespace ScoopDetector.Posts;

/// <summary>Stamps posts with event time where their source did not: a robust running clock over the claimed times, in order of arrival.</summary>
/// <remarks>
/// The clock moves on with the claims, never back, and by small steps only. A claim further ahead than <see cref="ReadOptions.ClockStep"/> waits for company:
/// once as many wait as make company, there was a gap in the stream, and the clock jumps to the earliest of them. If posts that came later go on at an earlier
/// time, the claim was wrong, and the post is dropped as <see cref="Drop.FromTheFuture"/>. A post that claims an earlier time arrived late, and arrives now.
/// A post that was stamped by its source keeps its stamp.
/// The times handed on never decrease unless a source's own stamps do.
/// </remarks>
public sealed class ArrivalClock(ReadOptions options, DropCounts drops)
{
    /// <summary>So many posts ahead of the clock show that time has jumped.</summary>
    private const int Company = 3;

    /// <summary>So many posts that came later and went on earlier show that a claim was wrong.</summary>
    private const int Doubts = 2;

    /// <summary>Withdrawals take no more than this while they wait for a first post. A stream that brings more is one of withdrawals.</summary>
    private const int MostEarlyBytes = 4 << 20;

    private readonly long _step = (long)options.ClockStep.TotalMilliseconds;
    private readonly List<Held> _waiting = [];
    private readonly Stack<Held> _spare = new();
    private readonly PostBatch _early = new(0, capacity: 1024);
    private long _arrivals;

    /// <summary>Takes a post that passed, with its moment of event time.</summary>
    public delegate void Receiver(in Post post, long observedAt);

    /// <summary>Event time now; null until the first post has passed.</summary>
    public long? Now { get; private set; }

    public void Accept(in Post post, Receiver receive)
    {
        _arrivals++;
        if (post.Kind != PostKind.Create && Now is null)
        {
            // It must not set the clock, and what it withdraws may have come before this stream.
            _early.Add(post, ClaimOf(post));
            if (_early.Bytes > MostEarlyBytes)
            {
                ReleaseEarly(receive, EarliestOfEarly());
            }
        }
        else if (Now is { } now && ClaimOf(post) <= now + _step)
        {
            Pass(post, _arrivals, receive);
            ReleaseReached(receive);
        }
        else
        {
            Hold(post);
            if (_waiting.Count >= Company)
            {
                ReleaseEarliest(receive);
            }
        }
    }

    /// <summary>The stream has ended: what still waits had no chance of more company, and is believed.</summary>
    public void Complete(Receiver receive)
    {
        while (_waiting.Count > 0)
        {
            ReleaseEarliest(receive);
        }
        ReleaseEarly(receive, Now);
    }

    /// <summary>What the source stamped, else what the author claims.</summary>
    private static long ClaimOf(in Post post) => post.ObservedAt ?? post.CreatedAt;

    private void Hold(in Post post)
    {
        var held = _spare.Count > 0 ? _spare.Pop() : new Held();
        held.Post.Add(post, ClaimOf(post));
        (held.Arrival, held.Doubts, held.ClaimedAt, held.IsStamped) = (_arrivals, 0, ClaimOf(post), post.ObservedAt is not null);
        _waiting.Add(held);
    }

    private void Pass(in Post post, long arrival, Receiver receive) => Pass(post, ClaimOf(post), post.ObservedAt is not null, arrival, receive);

    private void Pass(in Post post, long claim, bool isStamped, long arrival, Receiver receive)
    {
        Now = Math.Max(Now ?? claim, claim);
        receive(post, isStamped ? claim : Now.Value);
        ReleaseEarly(receive, Now);
        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            var held = _waiting[i];
            if (held.Arrival < arrival && held.ClaimedAt > Now + _step && ++held.Doubts >= Doubts)
            {
                drops.Add(Drop.FromTheFuture);
                Free(i);
            }
        }
    }

    private void ReleaseEarliest(Receiver receive)
    {
        var earliest = 0;
        for (var i = 1; i < _waiting.Count; i++)
        {
            var isBetter = Now is null && HasCompany(i).CompareTo(HasCompany(earliest)) is var company && company != 0 ? company > 0 : _waiting[i].ClaimedAt < _waiting[earliest].ClaimedAt;
            earliest = isBetter ? i : earliest;
        }
        Release(earliest, receive);
        ReleaseReached(receive);
    }

    /// <summary>Another who waits claims nearly the same. One stray claim at the head of a stream must not set its clock.</summary>
    private bool HasCompany(int index) => _waiting.Exists(other => other != _waiting[index] && Math.Abs(other.ClaimedAt - _waiting[index].ClaimedAt) <= _step);

    /// <summary>Whose wish came before the clock was known: it holds from then on, or from when it was stamped if that is earlier.</summary>
    /// <param name="receive">Gets them.</param>
    /// <param name="now">Not later than this; null where nothing is known but their stamps.</param>
    private void ReleaseEarly(Receiver receive, long? now)
    {
        if (_early.Count == 0)
        {
            return;
        }
        for (var i = 0; i < _early.Count; i++)
        {
            var claim = ClaimOf(_early[i]);
            receive(_early[i], Math.Min(claim, now ?? claim));
        }
        _early.Clear();
    }

    /// <summary>One stray stamp among many must not move the stream's time.</summary>
    private long EarliestOfEarly()
    {
        var earliest = long.MaxValue;
        for (var i = 0; i < _early.Count; i++)
        {
            earliest = Math.Min(earliest, ClaimOf(_early[i]));
        }
        return earliest;
    }

    /// <summary>The clock has come near to some of those who wait.</summary>
    private void ReleaseReached(Receiver receive)
    {
        for (var i = 0; i < _waiting.Count; i++)
        {
            if (_waiting[i].ClaimedAt <= Now + _step)
            {
                Release(i, receive);
                i = -1;
            }
        }
    }

    private void Release(int index, Receiver receive)
    {
        var held = _waiting[index];
        _waiting.RemoveAt(index);
        Pass(held.Post[0], held.ClaimedAt, held.IsStamped, held.Arrival, receive);
        held.Post.Clear();
        _spare.Push(held);
    }

    private void Free(int index)
    {
        var held = _waiting[index];
        _waiting.RemoveAt(index);
        held.Post.Clear();
        _spare.Push(held);
    }

    private sealed class Held
    {
        public PostBatch Post { get; } = new(0, capacity: 1024);

        public long Arrival { get; set; }

        public long ClaimedAt { get; set; }

        public int Doubts { get; set; }

        public bool IsStamped { get; set; }
    }
}
