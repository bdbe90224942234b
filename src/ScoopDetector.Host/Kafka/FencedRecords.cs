using System.Collections.Concurrent;

namespace ScoopDetector.Host.Kafka;

/// <summary>Counts, by topic, the records that were left out because their process had been superseded. Safe to call from any thread.</summary>
internal sealed partial class FencedRecords(ILogger log)
{
    private readonly ConcurrentDictionary<string, long> _counts = new();

    public IEnumerable<KeyValuePair<string, long>> ByTopic => _counts;

    public void Count(string topic, long offset)
    {
        if (_counts.AddOrUpdate(topic, 1, static (_, count) => count + 1) == 1)
        {
            LogFirst(log, topic, offset);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Topic {Topic} holds records of a process that went on after another had taken over, the first at offset {Offset}: they are left out, and scoop_records_fenced_total counts them.")]
    private static partial void LogFirst(ILogger log, string topic, long offset);
}
