using ScoopDetector.Alerts;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Deliveries;

/// <summary>What is handed to a way in one piece: one event, or all of a digest or catch-up.</summary>
/// <param name="Key">Its idempotency key, the same for each attempt.</param>
/// <param name="Rule">Whose it is.</param>
/// <param name="At">When it is sent.</param>
/// <param name="Items">What it tells, in the order in which it was told here.</param>
/// <param name="IsBundle">Many in one, however few they are.</param>
/// <param name="Desk">Where the desk is, for links; null for none.</param>
internal sealed record Letter(string Key, string Rule, DateTimeOffset At, IReadOnlyList<LetterItem> Items, bool IsBundle, Uri? Desk)
{
    /// <summary>The page of an event; null if nobody has said where the desk is.</summary>
    public Uri? Page(LetterItem item) => Desk is null ? null : new(Desk, $"/events/{Uri.EscapeDataString(item.Alert.EventId)}");
}

/// <param name="Kind">What it tells of the event.</param>
/// <param name="Alert">The event's latest revision.</param>
/// <param name="FirstKey">The key of the letter by which this rule told the event first; null if this is it.</param>
internal sealed record LetterItem(DeliveryKind Kind, Alert Alert, string? FirstKey = null)
{
    /// <summary>Nothing that its posts said is repeated: there are no words in it.</summary>
    public bool IsRetracted => Kind == DeliveryKind.Retracted || Alert.State == AlertState.Retracted;

    /// <summary>As it stands; of what was retracted, without its words and posts.</summary>
    public static LetterItem Of(DeliveryKind kind, Alert alert, string? firstKey = null) => new LetterItem(kind, alert, firstKey) is { IsRetracted: true } item
        ? item with { Alert = Bare(alert) }
        : new(kind, alert, firstKey);

    /// <summary>Without what its posts said, and without the posts.</summary>
    public static Alert Bare(Alert alert) => alert with { Headline = "", Terms = [], Places = [], Evidence = [] };

    /// <summary>One that shows what a real one would look like.</summary>
    public static LetterItem Test(DateTimeOffset now)
    {
        var time = AlertStore.Text(now)!;
        return new(DeliveryKind.Test, new()
        {
            AlertId = "test-1",
            EventId = "test",
            Revision = 1,
            State = AlertState.Opened,
            Level = AlertLevel.Alert,
            FirstSeenAt = time,
            AlertedAt = time,
            Headline = "This is a test: nothing has happened.",
            Terms = ["test"],
            Languages = ["en"],
            Places = [],
            Counts = new(12, 9, 4, 0.01, 9, 0),
            Newsworthiness = 0.5,
            Urgency = 5,
            Novelty = 1,
            Why = [],
            Evidence = [],
            Flags = new(0, 0, false),
        });
    }
}
