namespace ScoopDetector.Host.Kafka;

/// <summary>How an adapter stands with Kafka.</summary>
/// <param name="IsUp">Something got through since the last fault.</param>
/// <param name="Since">Since when it is so.</param>
/// <param name="Fault">What is wrong; null while nothing is.</param>
internal sealed record LinkState(bool IsUp, DateTimeOffset Since, string? Fault)
{
    /// <summary>It was tried and did not work: what has nothing to send yet is not broken.</summary>
    public bool IsBroken => !IsUp && Fault != BrokerLink.NotYet;
}
