namespace ScoopDetector.Host.Kafka;

/// <summary>What a role makes of its topic, from when the topic was given to it until it is taken away.</summary>
internal interface IRecordReceiver<in T> : IDisposable
{
    void OnNext(T record);

    /// <summary>The topic has ended for good.</summary>
    void OnCompleted();

    /// <summary>Waits until the effects of all records so far are acknowledged; throws if they cannot be.</summary>
    void Settle(CancellationToken stop);
}
