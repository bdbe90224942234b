using Confluent.Kafka;

namespace ScoopDetector.Host.Kafka;

/// <summary>Asks Kafka again and again where it does not answer at the moment: whoever needs the answer to go on has nothing better to do.</summary>
internal static class KafkaQuestion
{
    /// <summary>Asks until there is an answer.</summary>
    /// <param name="options">How long to pause between two questions.</param>
    /// <param name="link">Is told what went wrong; null for nobody.</param>
    /// <param name="ask">May be called again after a fault.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="KafkaException">Kafka has refused, or it is to stop before it has answered.</exception>
    public static T Answer<T>(KafkaOptions options, BrokerLink? link, Func<T> ask, CancellationToken stop)
    {
        var backOff = new BackOff(options.BackOff, options.BackOffMost);
        while (true)
        {
            try
            {
                return ask();
            }
            catch (KafkaException fault) when (WillPass(fault.Error) && !stop.IsCancellationRequested)
            {
                link?.Fail(fault.Error.Reason);
                stop.WaitHandle.WaitOne(backOff.Next());
            }
        }
    }

    private static bool WillPass(Error error) => !error.IsFatal && error.Code is ErrorCode.Local_Transport or ErrorCode.Local_TimedOut or ErrorCode.Local_TimedOutQueue or ErrorCode.Local_AllBrokersDown or ErrorCode.Local_UnknownPartition
        or ErrorCode.LeaderNotAvailable or ErrorCode.NotLeaderForPartition or ErrorCode.BrokerNotAvailable or ErrorCode.RequestTimedOut
        or ErrorCode.GroupLoadInProgress or ErrorCode.GroupCoordinatorNotAvailable or ErrorCode.NotCoordinatorForGroup;
}
