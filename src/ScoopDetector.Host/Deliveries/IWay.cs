namespace ScoopDetector.Host.Deliveries;

/// <summary>Brings letters to one receiver.</summary>
internal interface IWay
{
    /// <summary>One attempt. What fails is an outcome and not an exception.</summary>
    Task<Outcome> SendAsync(Letter letter, CancellationToken stop);
}
