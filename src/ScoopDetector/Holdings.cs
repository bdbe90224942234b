namespace ScoopDetector;

/// <summary>What the stages hold in memory now, for whoever watches. Written once a pane by the thread of the stage, safe to read from any.</summary>
public sealed class Holdings
{
    private long _terms;
    private long _recentPosts;
    private long _waitingPosts;
    private long _openEvents;

    /// <summary>Terms that are remembered; at most <see cref="Bursts.BurstOptions.MaxTerms"/>.</summary>
    public long Terms
    {
        get => Interlocked.Read(ref _terms);
        internal set => Interlocked.Exchange(ref _terms, value);
    }

    /// <summary>Posts that are kept for the windows; at most <see cref="Bursts.BurstOptions.MaxRecentPosts"/>.</summary>
    public long RecentPosts
    {
        get => Interlocked.Read(ref _recentPosts);
        internal set => Interlocked.Exchange(ref _recentPosts, value);
    }

    /// <summary>Posts in sealed panes that wait for a slower partition; at most <see cref="Tallies.TallyOptions.HoldAtMost"/>.</summary>
    public long WaitingPosts
    {
        get => Interlocked.Read(ref _waitingPosts);
        internal set => Interlocked.Exchange(ref _waitingPosts, value);
    }

    /// <summary>Events that are followed, told or not.</summary>
    public long OpenEvents
    {
        get => Interlocked.Read(ref _openEvents);
        internal set => Interlocked.Exchange(ref _openEvents, value);
    }
}
