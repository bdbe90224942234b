using System.Buffers;
using System.Globalization;
using System.Text;
using ScoopDetector.Host.Kafka.Wire;
using ScoopDetector.Tallies;

namespace ScoopDetector.Host.Kafka;

/// <summary>Passes the tally role's pane parts on to the score role. Key: the partition of posts, so that its parts stay in order.</summary>
internal sealed class PanePartProducer(KafkaOptions options, BrokerLink link) : IDisposable
{
    private readonly TopicProducer _producer = new(options, "tally", options.PanePartsTopic, link);
    private readonly ArrayBufferWriter<byte> _record = new();

    public void Send(PanePart part)
    {
        _record.ResetWrittenCount();
        PanePartWire.Write(part, _record);
        _producer.Send(Encoding.ASCII.GetBytes(part.Partition.ToString(CultureInfo.InvariantCulture)), _record.WrittenSpan.ToArray());
    }

    public void Settle(CancellationToken stop) => _producer.Settle(stop);

    public void Dispose() => _producer.Dispose();
}
