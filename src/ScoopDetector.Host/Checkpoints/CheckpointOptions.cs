using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.Host.Checkpoints;

/// <summary>Where a run keeps what it knows, so that a restart goes on in seconds instead of reading the whole log again.</summary>
internal sealed record CheckpointOptions
{
    /// <summary>A folder on a local disk; it is made where there is none. Default scoop-state in the folder where the program was started. Empty: nothing is kept, and a start reads the log.</summary>
    public string Folder { get; init; } = "scoop-state";

    /// <summary>How often it is saved. Default 20 s: at a restart so much of the stream is read again at most, and withdrawn posts are gone from the files after twice as long. Each time the stream stands still while its numbers are copied.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often the score and report roles also save it on Kafka:CheckpointsTopic, for a standby on another machine. Default 2 min: one that begins to stand by reads so much of the log again at most. Each time the whole goes
    /// through the network, so seldomer than to the disk.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan TopicEvery { get; init; } = TimeSpan.FromMinutes(2);
}
