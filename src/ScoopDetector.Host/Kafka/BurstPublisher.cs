using System.Buffers;
using System.Text;
using ScoopDetector.Bursts;
using ScoopDetector.Host.Kafka.Wire;
using ScoopDetector.Tallies;

namespace ScoopDetector.Host.Kafka;

/// <summary>Passes the score role's panes on to the report role, each once: those that were told before a restart are not told again.</summary>
/// <remarks>Panes are told in order, so the last one that counts says which were. After a checkpoint the few that were told since are told again: to look for the last that counts would mean to read all, and whoever
/// reads them knows them by their time (<see cref="PaneOrder"/>).</remarks>
internal sealed class BurstPublisher(KafkaOptions options, TallyOptions tally, BrokerLink link, CancellationToken stop) : IDisposable
{
    // All of one key: the order of panes is their meaning.
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("panes");

    private readonly ClaimedTopic _topic = new(options, "score", options.BurstsTopic, Fence.WholeTopic, link, stop);
    private readonly Agreement _agreement = AgreementOn(options, tally);
    private readonly ArrayBufferWriter<byte> _record = new();
    private long _toldTo = long.MinValue;

    public static Agreement AgreementOn(KafkaOptions options, TallyOptions tally) => new(options.BurstsTopic, BurstPaneWire.Version, tally);

    /// <summary>Claims the topic, and learns what was told already; refuses to go on where another went by other settings.</summary>
    /// <param name="fromCheckpoint">What comes from now on is known to come after what was told by then.</param>
    public void Resume(bool fromCheckpoint)
    {
        foreach (var message in new TopicTail(options, options.BurstsTopic).Read(stop, last: 1))
        {
            _agreement.Require(message.Message.Headers);
        }
        _topic.Claim(_agreement.Headers, stop);
        var fence = new Fence();
        foreach (var message in fromCheckpoint ? [] : new TopicTail(options, options.BurstsTopic).Read(0, from: 0, stop, _topic.Epoch))
        {
            if (fence.Judge(message) == Hearing.Heard && BurstPaneWire.TryRead(message.Message.Value, out var pane))
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
        _topic.Send(Key, _record.WrittenSpan.ToArray(), _agreement.Headers);
    }

    public void Settle(CancellationToken stop) => _topic.Settle(stop);

    public void Dispose() => _topic.Dispose();
}
