namespace ScoopDetector.Faults;

/// <summary>What can befall a run.</summary>
internal enum FaultKind
{
    /// <summary>It ends at a random step of a random stage, and settles nothing.</summary>
    Crash,

    /// <summary>It ends right after a random alert was handed to Kafka, acknowledged or not.</summary>
    CrashWhileTelling,

    /// <summary>A process is killed with SIGKILL at a random moment.</summary>
    Kill,

    /// <summary>SIGTERM at a random moment.</summary>
    Stop,

    /// <summary>The broker cuts all connections and refuses new ones for a while.</summary>
    Outage,

    /// <summary>After a crash the latest checkpoint is torn, or has a bit turned.</summary>
    DamagedCheckpoint,

    /// <summary>After a crash there are no checkpoints any more.</summary>
    LostCheckpoints,

    /// <summary>After a crash no checkpoint can be written.</summary>
    FullDisk,

    /// <summary>Producers deliver what they had delivered before once more.</summary>
    Duplicates,

    /// <summary>The clock on the wall jumps, by hours, there and back.</summary>
    ClockJump,

    /// <summary>One more reader of posts comes, or one goes.</summary>
    Rebalance,

    /// <summary>The posts of one partition come only after those of all the others.</summary>
    SlowPartition,

    /// <summary>The posts of a partition come in another order, by as much as its readers have patience for; those of one author stay in theirs.</summary>
    Reordering,

    /// <summary>A scorer or reporter crashes, and one on another machine, which has stood by, goes on.</summary>
    Standby,

    /// <summary>A second scorer or reporter begins to work beside the first, as both believe to be the one.</summary>
    Rival,
}
