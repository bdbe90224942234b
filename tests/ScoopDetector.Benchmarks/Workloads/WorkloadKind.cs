namespace ScoopDetector.Benchmarks.Workloads;

/// <summary>What can be measured, each in a process of its own.</summary>
internal enum WorkloadKind
{
    /// <summary><see cref="BareCount"/>.</summary>
    Bare,

    /// <summary><see cref="WholePipeline"/>.</summary>
    OneThread,

    /// <summary><see cref="FileReplay"/>.</summary>
    Replay,

    /// <summary><see cref="KafkaReading"/>.</summary>
    KafkaBare,

    /// <summary><see cref="KafkaRun"/>.</summary>
    Kafka,
}
