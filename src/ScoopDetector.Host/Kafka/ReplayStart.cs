using Confluent.Kafka;
using ScoopDetector.Host.Checkpoints;

namespace ScoopDetector.Host.Kafka;

/// <summary>Where a reading of the log begins at the start of a process: at the checkpoint of the one before it, or else far enough back to build up again what that one knew.</summary>
internal sealed class ReplayStart(KafkaOptions options, string role)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="partitions">Of one topic.</param>
    /// <param name="checkpoints">Null where there are none.</param>
    public LogStart Of(IReadOnlyList<TopicPartition> partitions, Checkpointer? checkpoints)
    {
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(ClientConfigs.Look(options, role)).SetLogHandler((_, _) => { }).Build();
        var log = partitions.ToDictionary(partition => partition, partition => consumer.QueryWatermarkOffsets(partition, Patience));
        return checkpoints?.Newest(origin => Misfit(consumer, log, origin)) is { } saved
            ? From(saved, log)
            : FromTheLog(consumer, partitions, log) with { State = checkpoints is null ? null : new() };
    }

    /// <summary>Whether what was learnt up to there is still of this log, and the log holds what comes next.</summary>
    public bool Fits(LogStart start)
    {
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(ClientConfigs.Look(options, role)).SetLogHandler((_, _) => { }).Build();
        var log = start.Offsets.ToDictionary(offset => offset.TopicPartition, offset => consumer.QueryWatermarkOffsets(offset.TopicPartition, Patience));
        return start.Offsets.All(offset => log[offset.TopicPartition].Low <= offset.Offset) && Misfit(consumer, log, new(start.Offsets[0].Topic, start.IsWhole, start.Began, start.Positions)) is null;
    }

    private static LogStart From(Checkpoint saved, Dictionary<TopicPartition, WatermarkOffsets> log)
    {
        List<LogPosition> positions = [.. saved.Origin.Positions.Select(position => Max(position, log[new(saved.Origin.Topic, position.Partition)].Low.Value))];
        var lost = positions.Sum(position => position.Next) - saved.Origin.Positions.Sum(position => position.Next);
        return new([.. positions.Select(position => new TopicPartitionOffset(saved.Origin.Topic, position.Partition, position.Next))], saved.Origin.IsWhole && lost == 0)
        {
            Positions = positions,
            State = saved.State,
            IsResumed = true,
            Began = saved.Origin.Began,
            Lost = lost,
        };
    }

    private static LogPosition Max(LogPosition position, long low) => position.Next >= low ? position : position with { Next = low, LastAt = LogPosition.Unknown };

    /// <summary>Why a checkpoint is not of this log; null if it is.</summary>
    private static string? Misfit(IConsumer<Ignore, Ignore> consumer, Dictionary<TopicPartition, WatermarkOffsets> log, CheckpointOrigin origin)
    {
        var positions = origin.Positions.ToDictionary(position => new TopicPartition(origin.Topic, position.Partition));
        if (!positions.Keys.ToHashSet().SetEquals(log.Keys))
        {
            return $"it is of {positions.Count} partitions of {origin.Topic}, and now {log.Count} of {log.Keys.First().Topic} are read";
        }
        var other = positions.FirstOrDefault(position => position.Value.Next > log[position.Key].High.Value || IsOther(consumer, log[position.Key], position.Key, position.Value));
        return other.Key is null ? null : $"partition {other.Value.Partition} of {origin.Topic} is not the one that it was made of: the topic was made anew";
    }

    /// <summary>The message before the position, if it is still there, is another than was read.</summary>
    private static bool IsOther(IConsumer<Ignore, Ignore> consumer, WatermarkOffsets held, TopicPartition partition, LogPosition position)
    {
        if (position.LastAt == LogPosition.Unknown || position.Next - 1 < held.Low.Value)
        {
            return false;
        }
        consumer.Assign(new TopicPartitionOffset(partition, position.Next - 1));
        var message = consumer.Consume(Patience);
        consumer.Unassign();
        // No answer is none: better to read the log than to go on with what may not fit it.
        return message is null || (!message.IsPartitionEOF && message.Offset == position.Next - 1 && message.Message.Timestamp.UnixTimestampMs != position.LastAt);
    }

    private LogStart FromTheLog(IConsumer<Ignore, Ignore> consumer, IReadOnlyList<TopicPartition> partitions, Dictionary<TopicPartition, WatermarkOffsets> log)
    {
        var lows = partitions.Select(partition => new TopicPartitionOffset(partition, log[partition].Low)).ToList();
        var offsets = options.ReplayFrom is { } span && StoredAt(consumer, partitions) is { } storedAt ? Before(consumer, storedAt, span, lows) : lows;
        return new(offsets, offsets.All(offset => offset.Offset == 0));
    }

    /// <summary>The stored offsets, each with the time of the message before it; null if some partition has none, as then nothing is known of it.</summary>
    private static List<(TopicPartitionOffset Offset, long At)>? StoredAt(IConsumer<Ignore, Ignore> consumer, IReadOnlyList<TopicPartition> partitions)
    {
        var stored = new List<(TopicPartitionOffset, long)>();
        foreach (var offset in consumer.Committed(partitions, Patience))
        {
            if (offset.Offset <= 0)
            {
                return null;
            }
            consumer.Assign(new TopicPartitionOffset(offset.TopicPartition, offset.Offset - 1));
            if (consumer.Consume(Patience) is not { IsPartitionEOF: false } message)
            {
                return null;
            }
            stored.Add((offset, message.Message.Timestamp.UnixTimestampMs));
        }
        consumer.Unassign();
        return stored;
    }

    /// <summary>One moment for all partitions, so that the stream begins everywhere at once, and in none after what was stored.</summary>
    private static List<TopicPartitionOffset> Before(
        IConsumer<Ignore, Ignore> consumer, List<(TopicPartitionOffset Offset, long At)> stored, TimeSpan span, List<TopicPartitionOffset> lows)
    {
        var from = new Timestamp(stored.Min(one => one.At) - (long)span.TotalMilliseconds, TimestampType.CreateTime);
        var found = consumer.OffsetsForTimes(stored.Select(one => new TopicPartitionTimestamp(one.Offset.TopicPartition, from)), Patience);
        return [.. lows.Select(low =>
        {
            var at = found.Single(one => one.TopicPartition == low.TopicPartition).Offset;
            var committed = stored.Single(one => one.Offset.TopicPartition == low.TopicPartition).Offset.Offset;
            return new TopicPartitionOffset(low.TopicPartition, Math.Max(low.Offset.Value, at.IsSpecial ? committed.Value : Math.Min(at.Value, committed.Value)));
        })];
    }
}
