using System.Buffers;
using System.Globalization;
using System.Text;
using Confluent.Kafka;
using ScoopDetector.Host.Kafka.Wire;
using ScoopDetector.Tallies;

namespace ScoopDetector.Host.Kafka;

/// <summary>Passes the tally role's pane parts on to the score role. Key: the partition of posts, so that its parts stay in order.</summary>
internal sealed class PanePartProducer(KafkaOptions options, TallyOptions tally, BrokerLink link, CancellationToken stop) : IDisposable
{
    private readonly TopicProducer _producer = new(options, "tally", options.PanePartsTopic, link, stop);
    private readonly Headers _headers = AgreementOn(options, tally).Headers;
    private readonly ArrayBufferWriter<byte> _record = new();

    public static Agreement AgreementOn(KafkaOptions options, TallyOptions tally) => new(options.PanePartsTopic, PanePartWire.Version, tally);

    public void Send(PanePart part)
    {
        _record.ResetWrittenCount();
        PanePartWire.Write(part, _record);
        _producer.Send(Encoding.ASCII.GetBytes(part.Partition.ToString(CultureInfo.InvariantCulture)), _record.WrittenSpan.ToArray(), _headers);
    }

    public void Settle(CancellationToken stop) => _producer.Settle(stop);

    public void Dispose() => _producer.Dispose();
}
