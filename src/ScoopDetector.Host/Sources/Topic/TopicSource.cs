using System.Globalization;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources.Topic;

/// <summary>Reads a topic of Kafka to which others write what they hear. A position is the offset of each partition; no group is joined and nothing committed there.</summary>
internal sealed class TopicSource(TopicOptions options, KafkaOptions own, ReadOptions read, TimeProvider clock) : ILiveSource
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100);

    /// <summary>So many messages bear a position once, as it is as long as there are partitions. Where none waits behind, each does.</summary>
    private const int PositionEvery = 100;

    private readonly TopicPlace _place = TopicPlace.Of(options, own);
    private TopicOffsets? _offsets;

    public string Name => "topic";

    private string Topic => _place.Topic;

    private string Servers => _place.Kafka.BootstrapServers;

    /// <summary>The client blocks while it waits, so it has a thread to itself.</summary>
    public Task ListenAsync(string? position, IInbox inbox, CancellationToken stop) =>
        Task.Factory.StartNew(() => Listen(position, inbox, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>What is wrong with it at this moment; null if nothing. For a look before a run.</summary>
    public string? Look()
    {
        try
        {
            Partitions();
            return null;
        }
        catch (SourceFault fault)
        {
            return fault.Message;
        }
    }

    private void Listen(string? position, IInbox inbox, CancellationToken stop)
    {
        var trouble = new Trouble();
        var partitions = Partitions();
        using var consumer = Client(trouble);
        try
        {
            _offsets ??= TopicOffsets.Read(position, Topic);
            consumer.Assign(Begin(consumer, partitions, inbox));
            inbox.Connected(string.Create(CultureInfo.InvariantCulture, $"{Topic} at {Servers}, {partitions.Count} partitions"));
            Read(consumer, partitions.Count, inbox, trouble, stop);
        }
        catch (KafkaException fault)
        {
            throw FaultOf(fault.Error, trouble);
        }
    }

    private void Read(IConsumer<Ignore, byte[]> consumer, int partitions, IInbox inbox, Trouble trouble, CancellationToken stop)
    {
        var lookedAt = clock.GetTimestamp();
        var held = default(ConsumeResult<Ignore, byte[]>);
        var taken = 0;
        while (!stop.IsCancellationRequested)
        {
            var next = consumer.Consume(TimeSpan.Zero);
            if (held is not null)
            {
                Take(held, next is null || ++taken % PositionEvery == 0, inbox, stop);
            }
            held = next ?? consumer.Consume(Wait);
            if (trouble.Worst is { } error)
            {
                throw FaultOf(error, trouble);
            }
            if (clock.GetElapsedTime(lookedAt) >= options.LookEvery)
            {
                lookedAt = clock.GetTimestamp();
                if (Partitions().Count is var now && now != partitions)
                {
                    throw new SourceFault(string.Create(CultureInfo.InvariantCulture, $"{Topic} has {now} partitions in place of {partitions}"));
                }
            }
        }
        stop.ThrowIfCancellationRequested();
    }

    private void Take(ConsumeResult<Ignore, byte[]> message, bool bearsPosition, IInbox inbox, CancellationToken stop)
    {
        _offsets!.Set(message.Partition, message.Offset + 1);
        if (message.Message.Value is { } value && value.Length > read.MaxLineBytes)
        {
            inbox.SkipLong();
            return;
        }
        inbox.AcceptAsync(message.Message.Value ?? [], bearsPosition ? _offsets.Write(Topic) : null, stop).AsTask().GetAwaiter().GetResult();
    }

    private List<TopicPartitionOffset> Begin(IConsumer<Ignore, byte[]> consumer, List<TopicPartition> partitions, IInbox inbox)
    {
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        var (low, high) = (Ends(admin, partitions, OffsetSpec.Earliest()), Ends(admin, partitions, OffsetSpec.Latest()));
        var isFirst = _offsets is null;
        _offsets ??= TopicOffsets.None;
        var (lost, isUnknown) = (0L, false);
        foreach (var partition in partitions.Select(partition => partition.Partition.Value))
        {
            var (from, gone) = isFirst && options.Beginning == TopicBeginning.Latest ? (high[partition], 0) : TopicOffsets.Resume(_offsets[partition], low[partition], high[partition]);
            _offsets.Set(partition, from);
            lost += gone ?? 0;
            isUnknown |= gone is null;
        }
        if (lost > 0)
        {
            inbox.Missed(string.Create(CultureInfo.InvariantCulture, $"Kafka has deleted up to {lost:N0} messages of {Topic} before they were read (its retention); it goes on with the oldest that are there."));
        }
        if (isUnknown)
        {
            inbox.Missed($"{Topic} holds less than was read of it: it was made anew, or lost what it had. It is read from its beginning.");
        }
        return [.. partitions.Select(partition => new TopicPartitionOffset(partition, _offsets[partition.Partition]!.Value))];
    }

    private static Dictionary<int, long> Ends(IAdminClient admin, List<TopicPartition> partitions, OffsetSpec which)
    {
        var told = admin.ListOffsetsAsync(partitions.Select(partition => new TopicPartitionOffsetSpec { TopicPartition = partition, OffsetSpec = which }), new() { RequestTimeout = Patience }).GetAwaiter().GetResult();
        return told.ResultInfos.ToDictionary(end => end.TopicPartitionOffsetError.Partition.Value, end => end.TopicPartitionOffsetError.Offset.Value);
    }

    /// <exception cref="SourceFault">It is not there, or may not be read, or is the detector's own by another name of its brokers.</exception>
    private List<TopicPartition> Partitions()
    {
        var (topic, brokers) = Ask(_place.Kafka, Topic);
        if (topic.Error.Code == ErrorCode.TopicAuthorizationFailed)
        {
            throw new SourceFault($"topic {Topic} at {Servers} may not be read: grant the user of this process access to it", Sources.Patience.Long);
        }
        if (topic.Error.IsError || topic.Partitions.Count == 0)
        {
            throw new SourceFault($"topic {Topic} does not exist at {Servers}: create it, or correct Sources:Topic:Topic", Sources.Patience.Medium);
        }
        if (_place.IsOwnAt(brokers, own, () => Ask(own, own.PostsTopic).Brokers))
        {
            throw new SourceFault($"topic {Topic} at {Servers} is the detector's own, by another name of its brokers: name the topic that your collectors write in Sources:Topic:Topic", Sources.Patience.Long);
        }
        return [.. topic.Partitions.Select(partition => new TopicPartition(Topic, partition.PartitionId))];
    }

    /// <remarks>By a client of its own, which hears why no broker answers while it waits; a consumer hears that only when it is asked for messages.</remarks>
    private (TopicMetadata Topic, IEnumerable<string> Brokers) Ask(KafkaOptions kafka, string name)
    {
        var trouble = new Trouble();
        try
        {
            using var client = Built(() => new AdminClientBuilder(ClientConfigs.Look(kafka, "source-topic")).SetErrorHandler((_, error) => trouble.Hear(error)).SetLogHandler((_, _) => { }).Build());
            var told = client.GetMetadata(name, Patience);
            return (told.Topics.Single(topic => topic.Topic == name), told.Brokers.Select(broker => string.Create(CultureInfo.InvariantCulture, $"{broker.Host}:{broker.Port}")));
        }
        catch (KafkaException fault)
        {
            throw FaultOf(trouble.Worst ?? fault.Error, trouble);
        }
    }

    private IConsumer<Ignore, byte[]> Client(Trouble trouble)
    {
        var config = ClientConfigs.Look(_place.Kafka, "source-topic");
        config.EnablePartitionEof = false;
        // What is deleted meanwhile must be told and not passed over.
        config.AutoOffsetReset = AutoOffsetReset.Error;
        return Built(() => new ConsumerBuilder<Ignore, byte[]>(config).SetErrorHandler((_, error) => trouble.Hear(error)).SetLogHandler((_, _) => { }).Build());
    }

    private static T Built<T>(Func<T> build)
    {
        try
        {
            return build();
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            throw new SourceFault($"librdkafka refuses Sources:Topic:Properties: {fault.Message}", Sources.Patience.Long);
        }
    }

    private SourceFault FaultOf(Error error, Trouble trouble) => error.Code switch
    {
        ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed => new($"Kafka at {Servers} does not accept these credentials ({error.Reason}): check the sasl and ssl properties", Sources.Patience.Long),
        ErrorCode.Local_AutoOffsetReset or ErrorCode.OffsetOutOfRange => new($"Kafka has deleted messages of {Topic} before they were read"),
        ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition => new($"topic {Topic} at {Servers} is gone"),
        _ => new($"Kafka at {Servers} does not answer: {trouble.Why ?? error.Reason}"),
    };

    /// <summary>What a client has complained of. One connection that is lost is no fault, as others take over; none left is, and so are credentials that are refused.</summary>
    private sealed class Trouble
    {
        public Error? Worst { get; private set; }

        /// <summary>Of the last connection that failed.</summary>
        public string? Why { get; private set; }

        public void Hear(Error error)
        {
            if (error.Code is ErrorCode.Local_Transport or ErrorCode.Local_Resolve)
            {
                Why = error.Reason.Split(" (after ")[0];
            }
            else if (error.IsFatal || error.Code is ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed)
            {
                Worst ??= error;
            }
        }
    }
}
