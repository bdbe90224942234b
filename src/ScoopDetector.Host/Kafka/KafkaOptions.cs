using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.Host.Kafka;

/// <summary>Which Kafka, which topics, and how they are read and written.</summary>
/// <remarks>Security and everything else that librdkafka knows is passed through in <see cref="Properties"/>.</remarks>
internal sealed record KafkaOptions : IValidatableObject
{
    /// <summary>Some brokers of the cluster, <c>host:port</c>, parted by commas. Default 127.0.0.1:9092: a broker on this machine. The others are learnt from these.</summary>
    [Required]
    public string BootstrapServers { get; init; } = "127.0.0.1:9092";

    /// <summary>The name that all instances of one deployment share, without the role. Default scoop. A second deployment on the same topics needs another.</summary>
    [Required, RegularExpression("[A-Za-z0-9._-]{1,200}")]
    public string Group { get; init; } = "scoop";

    /// <summary>Posts in. Key: author id. Default scoop.posts.v1.</summary>
    [Required, RegularExpression("[A-Za-z0-9._-]{1,249}")]
    public string PostsTopic { get; init; } = "scoop.posts.v1";

    /// <summary>From the tally role to the score role; one partition. Default scoop.pane-parts.v1.</summary>
    [Required, RegularExpression("[A-Za-z0-9._-]{1,249}")]
    public string PanePartsTopic { get; init; } = "scoop.pane-parts.v1";

    /// <summary>From the score role to the report role; one partition. Default scoop.bursts.v1.</summary>
    [Required, RegularExpression("[A-Za-z0-9._-]{1,249}")]
    public string BurstsTopic { get; init; } = "scoop.bursts.v1";

    /// <summary>Alerts out, as CloudEvents. Key: event id. Default scoop.alerts.v1.</summary>
    [Required, RegularExpression("[A-Za-z0-9._-]{1,249}")]
    public string AlertsTopic { get; init; } = "scoop.alerts.v1";

    /// <summary>Headlines of traditional news. Key: the headline's id. Default scoop.headlines.v1.</summary>
    [Required, RegularExpression("[A-Za-z0-9._-]{1,249}")]
    public string HeadlinesTopic { get; init; } = "scoop.headlines.v1";

    /// <summary>What the score and report roles know, for whoever begins to stand by for them on another machine; two partitions, compacted. Default scoop.checkpoints.v1.
    /// Empty: nothing is kept there, and a standby without a folder of its own reads the log.</summary>
    [RegularExpression("[A-Za-z0-9._-]{0,249}")]
    public string CheckpointsTopic { get; init; } = "scoop.checkpoints.v1";

    /// <summary>The <c>ce_source</c> of the alerts: who says so. Default /scoop/detector. Two detectors on one alerts topic need two.</summary>
    [Required]
    public string AlertSource { get; init; } = "/scoop/detector";

    /// <summary>How far back the log is read at the start to build up what is usual, before the offsets stored by the run before.
    /// Default null: from the beginning of what Kafka retains. Otherwise at least what the baselines need, a day and a bit (1.02:00:00).</summary>
    [Range(typeof(TimeSpan), "00:10:00", "90.00:00:00")]
    public TimeSpan? ReplayFrom { get; init; }

    /// <summary>After how long without a sign of life an instance's partitions are given to others. Default 10 s: shorter than an editor notices, longer than a
    /// pause of the garbage collector. Not used where <c>group.protocol</c> is <c>consumer</c>: there the broker decides.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:30:00")]
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often effects are awaited and offsets stored and committed. Default 1 s: so much is read again after a crash at most, beyond the open panes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan CommitEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How much of the stream an instance of the tally role reads again when it takes a partition over, to know the ids of the latest posts. Default 1 min:
    /// longer than sources take to deliver a post again. Committed offsets stay behind by so much.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How far <c>observed_at</c> may lie after the moment at which the message was sent, by the message's own timestamp. Default 5 min: more than the clocks
    /// of machines differ. What claims more is left out and counted, as it would carry the time of its partition along and make all others late.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan AheadAtMost { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many posts make a batch. Default 512: from a few hundred on the cost of handing a batch on no longer shows.</summary>
    [Range(1, 100_000)]
    public int BatchPosts { get; init; } = 512;

    /// <summary>How long posts wait for their batch to fill at most. Default 50 ms: a hundredth of a pane.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:05")]
    public TimeSpan BatchWait { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How often a partition that is drained says so. Default 250 ms: its panes are sealed so much after their time at most.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan DrainedEvery { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The largest record in bytes. Default 16 MiB, as the bursts of a busy pane carry their posts; the topics of panes and bursts must allow it as <c>max.message.bytes</c>.</summary>
    [Range(1_000_000, 100_000_000)]
    public int MaxRecordBytes { get; init; } = 16 << 20;

    /// <summary>The first and the longest pause between two attempts to reach Kafka. Default 250 ms and 10 s, doubling in between.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan BackOff { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>See <see cref="BackOff"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan BackOffMost { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Properties of librdkafka, by their own names, for all clients: <c>security.protocol</c>, <c>sasl.mechanism</c>, <c>sasl.username</c>, <c>ssl.ca.location</c> and so on.
    /// They win over what is set here, except for what the delivery of posts rests on.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        string[] topics = [PostsTopic, PanePartsTopic, BurstsTopic, AlertsTopic, CheckpointsTopic];
        if (topics.Distinct(StringComparer.Ordinal).Count() < topics.Length)
        {
            yield return new($"The topics are {string.Join(", ", topics)}: each needs a name of its own.",
                [nameof(PostsTopic), nameof(PanePartsTopic), nameof(BurstsTopic), nameof(AlertsTopic), nameof(CheckpointsTopic)]);
        }
        // librdkafka takes the number of a port modulo 65,536.
        foreach (var server in BootstrapServers.Split(',', StringSplitOptions.TrimEntries).Where(static server => server[(server.LastIndexOf(':') + 1)..] is var port && int.TryParse(port, out var number) && number is < 1 or > 65_535))
        {
            yield return new($"BootstrapServers names {server}: a port must be from 1 to 65535.", [nameof(BootstrapServers)]);
        }
        if (BackOffMost < BackOff)
        {
            yield return new($"BackOffMost is {BackOffMost}, less than BackOff, {BackOff}.", [nameof(BackOff), nameof(BackOffMost)]);
        }
        foreach (var name in Properties.Keys.Where(ClientConfigs.IsOurs))
        {
            yield return new($"Properties sets {name}: that no post is lost or told twice rests on it, so it cannot be set.", [nameof(Properties)]);
        }
    }
}
