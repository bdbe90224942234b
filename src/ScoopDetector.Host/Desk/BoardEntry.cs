using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Desk;

/// <summary>What the desk shows of one event.</summary>
/// <param name="Id">Of the latest change to it; numbers rise over all events, so they say who has missed what.</param>
/// <param name="RaisedId">Of the change that opened it, or that raised it to its level. The same as <paramref name="Id"/> when this change is news.</param>
/// <param name="OpenedAt">Stream time of its first revision.</param>
/// <param name="RaisedAt">Stream time at which it came to its level.</param>
/// <param name="Alert">Its latest revision.</param>
internal sealed record BoardEntry(long Id, long RaisedId, string OpenedAt, string RaisedAt, Alert Alert)
{
    /// <summary>The latest change opened it or raised its level: a reader wants to know at once.</summary>
    public bool IsNews => RaisedId == Id;
}
