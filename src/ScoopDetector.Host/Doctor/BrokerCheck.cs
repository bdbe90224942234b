using System.Globalization;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using ScoopDetector.Host.Kafka;

namespace ScoopDetector.Host.Doctor;

/// <summary>Looks whether Kafka is there, has the topics, and lets us read them.</summary>
/// <param name="kafka">Which Kafka.</param>
/// <param name="role">Which topics.</param>
/// <param name="news">Whether headlines are among them.</param>
/// <param name="clock">Is told when the latest post was sent.</param>
/// <param name="patience">How long an answer is waited for.</param>
internal sealed class BrokerCheck(KafkaOptions kafka, Role role, bool news, ClockCheck clock, TimeSpan patience)
{
    /// <summary>After so long with a fault and without an answer, more patience brings none.</summary>
    private static readonly TimeSpan OneAttempt = TimeSpan.FromSeconds(1);

    private Error? _last;
    private bool _tellsNoSettings;

    public IEnumerable<Finding> Look(CancellationToken stop)
    {
        yield return Finding.Pending("broker", string.Create(CultureInfo.InvariantCulture, $"asks {kafka.BootstrapServers}, and waits for an answer for {patience.TotalSeconds:0} s at most"));
        using var client = new AdminClientBuilder(ClientConfigs.Look(kafka, "doctor")).SetErrorHandler((_, error) => _last = _last is { Code: not ErrorCode.Local_AllBrokersDown } ? _last : error).SetLogHandler((_, _) => { }).Build();
        if (Brokers(client) is not { } brokers)
        {
            yield return Finding.Wrong("broker", $"Kafka at {kafka.BootstrapServers} cannot be reached ({_last?.Reason}): start it, or correct Kafka:BootstrapServers and the security settings in Kafka:Properties");
            yield break;
        }
        yield return Finding.Ok("broker", $"{kafka.BootstrapServers} answers, {brokers} in the cluster");
        foreach (var finding in TopicRule.Of(kafka, role, news).SelectMany(rule => Topic(client, rule)).Concat(role is Role.Score or Role.Report ? [] : Posts(client, stop)))
        {
            yield return finding;
        }
    }

    private int? Brokers(IAdminClient client)
    {
        for (var left = patience; ; left -= OneAttempt)
        {
            try
            {
                return client.GetMetadata(left < OneAttempt ? left : OneAttempt).Brokers.Count;
            }
            catch (KafkaException fault)
            {
                if (_last is not null || left <= OneAttempt)
                {
                    _last ??= fault.Error;
                    return null;
                }
            }
        }
    }

    private List<Finding> Topic(IAdminClient client, TopicRule rule)
    {
        var what = $"topic {rule.Name}";
        var found = client.GetMetadata(rule.Name, patience).Topics.Single(topic => topic.Topic == rule.Name);
        if (found.Error.Code != ErrorCode.NoError || found.Partitions.Count == 0)
        {
            return [Finding.Wrong(what, found.Error.Code == ErrorCode.TopicAuthorizationFailed
                ? "may not be looked at: grant the user of this process access to it"
                : "does not exist: create it (infra/docs/kafka.md has the commands), or name another in the settings")];
        }
        if (rule.Fault(found.Partitions.Count) is { } fault)
        {
            return [Finding.Wrong(what, fault)];
        }
        if (found.Partitions.Where(partition => partition.Leader < 0).Select(partition => partition.PartitionId).Order().ToList() is { Count: > 0 } orphans)
        {
            return [Finding.Wrong(what, $"has no leader for partition {string.Join(", ", orphans)}: nobody can write there or read; look at the brokers that hold it")];
        }
        if (Settings(client, rule.Name) is not { } settings)
        {
            return [Finding.Unknown(what, $"{Parts(found)}; this broker does not tell its settings")];
        }
        var faults = rule.Faults(settings).Select(one => Finding.Wrong(what, one)).ToList();
        return faults.Count > 0 ? faults : [Finding.Ok(what, $"{Parts(found)}, settings as they should be")];
    }

    private Dictionary<string, string>? Settings(IAdminClient client, string topic)
    {
        if (_tellsNoSettings)
        {
            return null;
        }
        try
        {
            var told = client.DescribeConfigsAsync([new ConfigResource { Type = ResourceType.Topic, Name = topic }], new() { RequestTimeout = patience }).GetAwaiter().GetResult();
            return told.Single().Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Value);
        }
        catch (KafkaException)
        {
            _tellsNoSettings = true;
            return null;
        }
    }

    /// <summary>Nothing where the topic is not there, or has no leader at all: that was told.</summary>
    private IEnumerable<Finding> Posts(IAdminClient client, CancellationToken stop)
    {
        var led = client.GetMetadata(kafka.PostsTopic, patience).Topics.Single(topic => topic.Topic == kafka.PostsTopic).Partitions.Where(partition => partition.Leader >= 0);
        return led.Select(partition => partition.PartitionId).Order().ToList() is { Count: > 0 } partitions ? new PostsCheck(kafka, clock).Look(partitions, stop) : [];
    }

    private static string Parts(TopicMetadata topic) => topic.Partitions.Count == 1 ? "1 partition" : string.Create(CultureInfo.InvariantCulture, $"{topic.Partitions.Count} partitions");
}
