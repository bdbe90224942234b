using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Posts;

namespace ScoopDetector.Benchmarks.Workloads;

/// <summary>What the verb <c>run</c> does with a posts topic until nothing is left on it: from messages to alerts on the alerts topic, in one process, without checkpoints.</summary>
internal sealed class KafkaRun(HeldLines lines, ScoopOptions options) : IWorkload
{
    private readonly FedTopic _topic = new(lines, options);
    private KafkaOptions _reader = new();

    public long HeldBytes => lines.Bytes;

    public void Prepare() => _reader = _topic.NextReader();

    public long Run()
    {
        var run = new ScoopRun(options, _reader, TimeProvider.System, new DropCounts(), NullLogger.Instance);
        run.Run(new(UntilDrained: true, Once: true), CancellationToken.None);
        _topic.RequireAll(run.Progress.Messages);
        return run.Progress.Tallied.Sum(partition => partition.Value.Posts);
    }

    public void Dispose() => _topic.Dispose();
}
