namespace ScoopDetector.Host.Kafka;

/// <summary>Which part of the pipeline a process runs; Kafka topics stand between the parts.</summary>
internal enum Role
{
    /// <summary>All in one process, from posts to alerts. One instance.</summary>
    All,

    /// <summary>Posts to pane parts. As many instances as there are partitions of posts.</summary>
    Tally,

    /// <summary>Pane parts to bursts. One instance works; others stand by.</summary>
    Score,

    /// <summary>Bursts to alerts. One instance works; others stand by.</summary>
    Report,
}
