using System.Buffers;
using System.Text;
using ScoopDetector.Bursts;
using ScoopDetector.Host.Kafka.Wire;
using ScoopDetector.Tallies;

namespace ScoopDetector.Host.Kafka;

/// <summary>Passes the score role's panes on to the report role, each once: those that were told before a restart are not told again.</summary>
/// <remarks>Panes are told in order, so the last one on the topic says which were.</remarks>
internal sealed class BurstPublisher(KafkaOptions options, TallyOptions tally, BrokerLink link, CancellationToken stop) : IDisposable
{
    // All of one key: the order of panes is their meaning.
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("panes");

    private readonly TopicProducer _producer = new(options, "score", options.BurstsTopic, link, stop);
    private readonly Agreement _agreement = AgreementOn(options, tally);
    private readonly ArrayBufferWriter<byte> _record = new();
    private long _toldTo = long.MinValue;

    public static Agreement AgreementOn(KafkaOptions options, TallyOptions tally) => new(options.BurstsTopic, BurstPaneWire.Version, tally);

    /// <summary>Learns from the topic what was told already; refuses to go on where another went by other settings.</summary>
    public void Resume()
    {
        foreach (var message in new TopicTail(options, options.BurstsTopic).Read(stop, last: 1))
        {
            _agreement.Require(message.Message.Headers);
            if (BurstPaneWire.TryRead(message.Message.Value, out var pane))
            {
                _toldTo = Math.Max(_toldTo, pane!.Pane.End);
            }
        }
    }

    public void Send(BurstPane pane)
    {
        if (pane.Pane.End <= _toldTo)
        {
            return;
        }
        _toldTo = pane.Pane.End;
        _record.ResetWrittenCount();
        BurstPaneWire.Write(pane, _record);
        _producer.Send(Key, _record.WrittenSpan.ToArray(), _agreement.Headers);
    }

    public void Settle(CancellationToken stop) => _producer.Settle(stop);

    public void Dispose() => _producer.Dispose();
}
