using System.Globalization;
using System.Text;
using Confluent.Kafka;

namespace ScoopDetector.Host.Kafka;

/// <summary>Writes to a topic that one process at a time has to itself: claims it, signs each record with the claim, and ends with a line when another has claimed it since.</summary>
/// <remarks>
/// What is told after another's claim is left out by every reader (<see cref="Fence"/>); that this process finds out is a courtesy, to operators and to readers that know nothing of claims. It is cheap: as long as
/// its own records lie one behind the other, nobody else has written, and only where they do not is it looked up who.
/// Claim first, then look what was told: once the claim is acknowledged, nobody else adds to that.
/// </remarks>
internal sealed class ClaimedTopic : IDisposable
{
    /// <summary>How often a process that is to stop still asks a Kafka that does not answer.</summary>
    private const int LastQuestions = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly KafkaOptions _options;
    private readonly string _topic;
    private readonly string _scope;
    private readonly TopicProducer _producer;
    private readonly TopicEnd _end;
    private readonly Lock _lock = new();

    // Up to here nobody has claimed it since this process did.
    private long _clearTo = long.MaxValue;

    /// <param name="options">Which Kafka.</param>
    /// <param name="role">Names the client.</param>
    /// <param name="topic">Of one partition.</param>
    /// <param name="scope">Whom the claim is against: others of the same scope.</param>
    /// <param name="link">Is told how it stands with Kafka.</param>
    /// <param name="stop">The process is to stop.</param>
    public ClaimedTopic(KafkaOptions options, string role, string topic, string scope, BrokerLink link, CancellationToken stop)
    {
        (_options, _topic, _scope) = (options, topic, scope);
        _producer = new(options, role, topic, link, stop) { Stored = Follow };
        _end = new(options, topic);
    }

    /// <summary>The offset of this process's claim: what lies before it is all that others have told.</summary>
    public long Epoch { get; private set; } = Fence.Unclaimed;

    private long ClearTo
    {
        get
        {
            lock (_lock)
            {
                return _clearTo;
            }
        }
    }

    /// <param name="headers">Of the claim, beside what makes it one.</param>
    /// <param name="stop">Gives up.</param>
    public void Claim(Headers headers, CancellationToken stop)
    {
        Fence.Claim(headers, _scope);
        // A key of its own, or compaction would leave the latest alone, and older records without their judge.
        _producer.Send(Encoding.ASCII.GetBytes($"claim/{Guid.NewGuid():N}"), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"claimed_by":"{{Environment.MachineName}}, process {{Environment.ProcessId}}"}""")), headers);
        _producer.Settle(stop);
        Epoch = ClearTo;
    }

    public void Send(byte[] key, byte[] value, Headers headers)
    {
        Fence.Sign(headers, _scope, Epoch);
        _producer.Send(key, value, headers);
    }

    /// <summary>Waits until everything that was sent is acknowledged, and sees that nobody has claimed the topic since.</summary>
    /// <exception cref="KafkaFault">Another process has.</exception>
    public void Settle(CancellationToken stop)
    {
        _producer.Settle(stop);
        for (var left = LastQuestions; left > 0; left -= stop.IsCancellationRequested ? 1 : 0)
        {
            if (IsClear())
            {
                return;
            }
        }
        throw new KafkaFault($"Kafka did not tell who else has written to {_topic}: the last records are made again at the next start.");
    }

    public void Dispose()
    {
        _end.Dispose();
        _producer.Dispose();
    }

    /// <summary>Whether nobody has claimed the topic since; false where Kafka has not told.</summary>
    private bool IsClear()
    {
        var from = ClearTo + 1;
        if (_end.Ask() is not { } end)
        {
            return false;
        }
        if (from >= end)
        {
            return true;
        }
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            if (new TopicTail(_options, _topic).Read(0, from, patience.Token, end).FirstOrDefault(message => Fence.IsClaim(message.Message.Headers, _scope)) is { } claim)
            {
                throw Superseded(claim);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or KafkaException)
        {
            return false;
        }
        lock (_lock)
        {
            _clearTo = Math.Max(_clearTo, end - 1);
        }
        return true;
    }

    private KafkaFault Superseded(ConsumeResult<byte[], byte[]> claim) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Another process has taken topic {_topic} over, with its claim at offset {claim.Offset.Value} ({Encoding.UTF8.GetString(claim.Message.Value ?? [])}): what this one told after that is left out by all who read it, and it ends. ")
            + "Started again, a score or report of the same Kafka:Group stands by; of two that are both to work on the same topics, stop one for good.");

    private void Follow(TopicPartitionOffset at)
    {
        lock (_lock)
        {
            if (_clearTo == long.MaxValue || at.Offset.Value == _clearTo + 1)
            {
                _clearTo = at.Offset.Value;
            }
        }
    }
}
