using System.Globalization;
using ScoopDetector.Host.Checkpoints;
using ScoopDetector.Host.Kafka;

namespace ScoopDetector.Host.Doctor;

/// <summary>What a topic must be like for the detector to work on it.</summary>
/// <param name="Name">Of the topic.</param>
/// <param name="Partitions">How many it must have; null for any number.</param>
/// <param name="LargestRecord">What it must take, in bytes; null for no more than any topic.</param>
/// <param name="Policy">How it must be cleaned so that the latest record of each key is kept; null for any way.</param>
/// <param name="KeepAtLeast">How long records must be kept.</param>
internal sealed record TopicRule(string Name, int? Partitions, int? LargestRecord, string? Policy, TimeSpan KeepAtLeast)
{
    /// <summary>What the baselines need to know what is usual.</summary>
    private static readonly TimeSpan ADay = TimeSpan.FromHours(24);

    /// <summary>The alerts topic is the memory of what was told.</summary>
    private static readonly TimeSpan LongerThanPosts = TimeSpan.FromDays(7);

    /// <summary>The topics that a role reads and writes.</summary>
    public static IReadOnlyList<TopicRule> Of(KafkaOptions kafka, Role role, bool news)
    {
        var past = kafka.ReplayFrom is { } span && span > ADay ? span : ADay;
        var posts = new TopicRule(kafka.PostsTopic, null, null, null, past);
        var parts = new TopicRule(kafka.PanePartsTopic, 1, kafka.MaxRecordBytes, null, past);
        var bursts = new TopicRule(kafka.BurstsTopic, 1, kafka.MaxRecordBytes, null, past);
        var alerts = new TopicRule(kafka.AlertsTopic, 1, null, "[compact,delete]", LongerThanPosts);
        TopicRule[] headlines = news ? [new(kafka.HeadlinesTopic, null, null, "[compact,delete]", ADay)] : [];
        TopicRule[] checkpoints = kafka.CheckpointsTopic.Length > 0 ? [new(kafka.CheckpointsTopic, CheckpointTopic.Partitions, null, "compact", TimeSpan.Zero)] : [];
        return role switch
        {
            Role.Tally => [posts, parts],
            Role.Score => [posts, parts, bursts, .. checkpoints],
            Role.Report => [bursts, alerts, .. checkpoints],
            _ => [posts, alerts, .. headlines],
        };
    }

    /// <summary>What is wrong with its partitions, with the mend; null if nothing is.</summary>
    public string? Fault(int partitions) => Partitions is { } needed && partitions != needed
        ? $"has {partitions} partitions, and its order is its meaning: delete it and create it anew with --partitions {needed}"
        : null;

    /// <summary>What is wrong with its settings, each with the mend.</summary>
    /// <param name="settings">As the broker tells them, by Kafka's names.</param>
    public IEnumerable<string> Faults(IReadOnlyDictionary<string, string> settings)
    {
        if (LargestRecord is { } bytes && Number(settings, "max.message.bytes") is { } taken && taken < bytes)
        {
            yield return Fault("max.message.bytes", taken, bytes, "a busy pane would be refused");
        }
        if (Number(settings, "retention.ms") is { } kept && kept >= 0 && kept < KeepAtLeast.TotalMilliseconds)
        {
            yield return Fault("retention.ms", kept, (long)KeepAtLeast.TotalMilliseconds, "what is usual would not be known after a start");
        }
        if (Policy is not null && settings.TryGetValue("cleanup.policy", out var policy) && !policy.Contains("compact", StringComparison.Ordinal))
        {
            yield return Fault("cleanup.policy", policy, Policy, "the latest of each key would be forgotten, and the rest kept");
        }
    }

    private string Fault(string setting, object now, object needed, string why) => string.Create(CultureInfo.InvariantCulture,
        $"{setting} is {now}, so {why}: kafka-configs.sh --alter --entity-type topics --entity-name {Name} --add-config {setting}={needed}");

    private static long? Number(IReadOnlyDictionary<string, string> settings, string name) =>
        settings.TryGetValue(name, out var text) && long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
