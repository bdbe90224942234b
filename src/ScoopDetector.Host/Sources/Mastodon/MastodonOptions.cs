using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.Host.Sources.Mastodon;

/// <summary>Which instance, and which of its timelines. Needs a token: since version 4.2 nobody streams without.</summary>
internal sealed record MastodonOptions
{
    /// <summary>The instance. Default https://mastodon.social, the largest. One only: its public timeline holds what it knows of all others, and the same author has another id on each.</summary>
    public Uri Address { get; init; } = new("https://mastodon.social");

    /// <summary>Of an application that is registered at the instance, with the scope <c>read:statuses</c>. Default null; must be set to use this source.</summary>
    public string? Token { get; init; }

    /// <summary>Public, Local or Remote. Default Public: all that the instance knows.</summary>
    public MastodonTimeline Timeline { get; init; } = MastodonTimeline.Public;

    /// <summary>WebSocket or ServerSentEvents. Default WebSocket; the other passes through more proxies.</summary>
    public MastodonTransport Transport { get; init; } = MastodonTransport.WebSocket;

    /// <summary>Whether to keep what accounts say that call themselves automated. Default false: a machine is no voice.</summary>
    public bool KeepBots { get; init; }

    /// <summary>How many pages of 40 statuses are fetched to fill a gap. Default 25: a thousand statuses, with a fraction of the 300 requests that an account has in five minutes.</summary>
    [Range(0, 200)]
    public int BackfillPages { get; init; } = 25;

    /// <summary>After how long without a message or heartbeat a line counts as broken. Default 2 min: a small instance is silent for a while.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(2);
}

internal enum MastodonTimeline
{
    Public,
    Local,
    Remote,
}

internal enum MastodonTransport
{
    WebSocket,
    ServerSentEvents,
}
