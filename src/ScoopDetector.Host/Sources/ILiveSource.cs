namespace ScoopDetector.Host.Sources;

/// <summary>One network, as far as it needs a connection. What its messages mean is the business of its wire format.</summary>
internal interface ILiveSource
{
    /// <summary>As in <c>--source</c>.</summary>
    string Name { get; }

    /// <summary>Listens until the connection ends, however it ends. Called again and again, never twice at a time.</summary>
    /// <param name="position">Behind the last message that was taken; null to begin with what comes now.</param>
    /// <param name="inbox">Takes the messages.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="SourceFault">The other side refuses, or is silent for too long. Other faults of networks are as the framework throws them.</exception>
    Task ListenAsync(string? position, IInbox inbox, CancellationToken stop);
}

/// <summary>Where a source puts what it hears.</summary>
internal interface IInbox
{
    /// <summary>The connection stands.</summary>
    void Connected(string where);

    /// <param name="message">As it came.</param>
    /// <param name="position">From where to go on once this message is safe; null where the network has no such thing.</param>
    /// <param name="stop">Gives up waiting for room.</param>
    ValueTask AcceptAsync(byte[] message, string? position, CancellationToken stop);

    /// <summary>A message was too long to be kept.</summary>
    void SkipLong();

    /// <summary>Part of the stream is lost: it has to be told, not papered over.</summary>
    void Missed(string what);
}
