using Confluent.Kafka;

namespace ScoopDetector.Host.Kafka;

/// <summary>How a consumer says what it is done with, and how it is let go.</summary>
internal static class ConsumerEnds
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Up to here, to be committed soon. Of a partition that was lost and is another's by now, nothing is said: the other reads it again.</summary>
    /// <remarks>A group that has not heard of this process for a session gives its partitions away at once; the process learns of it only when it polls next.</remarks>
    public static void Done<TKey, TValue>(this IConsumer<TKey, TValue> consumer, TopicPartitionOffset offset)
    {
        try
        {
            consumer.StoreOffset(offset);
        }
        catch (KafkaException fault) when (fault.Error.Code is ErrorCode.Local_State or ErrorCode.Local_UnknownPartition)
        {
            // It is not ours to say.
        }
    }

    /// <summary>Frees it, and does not wait for that for ever: librdkafka has been seen (2.16, once in some hundred) never to return where a fault had ended the reader while its group was changing. A process that is to end would stay.</summary>
    /// <param name="consumer">Nobody uses it any more.</param>
    /// <param name="link">Says in the log what could not be freed: nothing is thrown over the fault that ended the reader.</param>
    public static void LetGo<TKey, TValue>(this IConsumer<TKey, TValue> consumer, BrokerLink link)
    {
        var freeing = Task.Factory.StartNew(consumer.Dispose, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (Task.WaitAny([freeing], Patience) < 0)
        {
            link.NotFreed($"it takes longer than {Patience.TotalSeconds:0} s");
        }
        else if (freeing.Exception is { InnerException: { } fault })
        {
            link.NotFreed(fault.Message);
        }
    }
}
