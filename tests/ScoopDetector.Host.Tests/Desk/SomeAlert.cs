using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Tests.Desk;

internal static class SomeAlert
{
    public static Alert Of(string eventId, int revision = 1, AlertLevel level = AlertLevel.Watch, string headline = "A tram is off its rails") => new()
    {
        AlertId = $"{eventId}-{revision}",
        EventId = eventId,
        Revision = revision,
        State = revision == 1 ? AlertState.Opened : AlertState.Updated,
        Level = level,
        FirstSeenAt = "2026-03-02T07:00:00.000Z",
        AlertedAt = $"2026-03-02T07:0{revision}:00.000Z",
        Headline = headline,
        Terms = ["tram", "rails"],
        Languages = ["en"],
        Places = [],
        Counts = new(5, 4, 2.5, 0.01, 7, 0),
        Newsworthiness = 0.6,
        Urgency = 4,
        Novelty = 0.9,
        Why = [new("independent voices", 4, 1, 0.3)],
        Evidence = [new("p1", "2026-03-02T07:00:00.000Z", "a1", "first")],
        Flags = new(0, 0, false),
    };
}
