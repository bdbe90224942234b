using System.Net;

namespace ScoopDetector.Host.Sources;

/// <summary>Why a connection ended, and how patient to be about it.</summary>
internal sealed class SourceFault(string message, Patience patience = Patience.Short, TimeSpan? retryAfter = null) : Exception(message)
{
    public Patience Patience { get; } = patience;

    /// <summary>What the other side asked for; null if nothing.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>What the other side answered; null if it was no answer.</summary>
    public HttpStatusCode? Status { get; private init; }

    /// <summary>What an answer that is none means.</summary>
    public static SourceFault Of(HttpStatusCode status, TimeSpan? retryAfter = null) => status switch
    {
        HttpStatusCode.TooManyRequests => new("asks for fewer requests (429)", Patience.Long, retryAfter) { Status = status },
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new($"refuses the token ({(int)status}): check it in the settings", Patience.Long, retryAfter) { Status = status },
        _ => new($"answers {(int)status}", Patience.Medium, retryAfter) { Status = status },
    };
}

/// <summary>How long to wait before the next attempt.</summary>
internal enum Patience
{
    /// <summary>A line that broke: everybody's does.</summary>
    Short,

    /// <summary>A server in trouble.</summary>
    Medium,

    /// <summary>A server that wants us to go easy.</summary>
    Long,
}
