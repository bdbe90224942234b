using System.Buffers;
using System.Globalization;
using System.Text;
using ScoopDetector.Host.Kafka.Wire;
using ScoopDetector.Tallies;

namespace ScoopDetector.Host.Kafka;

/// <summary>Passes the tally role's pane parts on to the score role. Key: the partition of posts, so that its parts stay in order.</summary>
internal sealed class PanePartProducer(KafkaOptions options, TallyOptions tally, BrokerLink link, CancellationToken stop) : IDisposable
{
    private readonly TopicProducer _producer = new(options, "tally", options.PanePartsTopic, link, stop);
    private readonly Agreement _agreement = AgreementOn(options, tally);
    private readonly ArrayBufferWriter<byte> _record = new();

    public static Agreement AgreementOn(KafkaOptions options, TallyOptions tally) => new(options.PanePartsTopic, PanePartWire.Version, tally);

    /// <summary>Refuses to write behind others that are set otherwise: whoever reads both would have to stop.</summary>
    /// <exception cref="Verbs.UsageException">The latest record was made otherwise.</exception>
    public void Begin()
    {
        foreach (var message in new TopicTail(options, options.PanePartsTopic).Read(stop, last: 1))
        {
            _agreement.Require(message.Message.Headers);
        }
    }

    public void Send(PanePart part)
    {
        _record.ResetWrittenCount();
        PanePartWire.Write(part, _record);
        _producer.Send(Encoding.ASCII.GetBytes(part.Partition.ToString(CultureInfo.InvariantCulture)), _record.WrittenSpan.ToArray(), _agreement.Headers);
    }

    public void Settle(CancellationToken stop) => _producer.Settle(stop);

    public void Dispose() => _producer.Dispose();
}
