namespace ScoopDetector.Host.Desk.Limits;

/// <summary>What of a visitor is counted. What bears none of these is not limited: pages and their connections, files, health and metrics.</summary>
internal enum Limit
{
    /// <summary>Requests to /api and /feeds in a minute.</summary>
    Requests,

    /// <summary>Attempts to sign in in a minute.</summary>
    SignIns,

    /// <summary>Event streams that are open at once; opening one is a request too.</summary>
    Streams,
}
