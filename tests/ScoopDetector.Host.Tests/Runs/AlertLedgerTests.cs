using ScoopDetector.Alerts;
using ScoopDetector.Host.Runs;
using ScoopDetector.Host.Tests.Desk;
using Xunit;

namespace ScoopDetector.Host.Tests.Runs;

public sealed class AlertLedgerTests
{
    private readonly AlertLedger _ledger = new();

    [Fact]
    public void Of_many_alerts_the_five_greatest_are_shown_the_greatest_first()
    {
        double[] news = [0.3, 0.9, 0.1, 0.8, 0.5, 0.7, 0.4];
        for (var i = 0; i < news.Length; i++)
        {
            Tell($"e{i}", news[i], minute: i);
        }

        Assert.Equal(["e1", "e3", "e5", "e4", "e6"], _ledger.Greatest.Select(alert => alert.EventId));
    }

    [Fact]
    public void A_thread_is_shown_once_and_only_if_it_became_an_alert()
    {
        Tell("watched", 0.99, minute: 1, AlertLevel.Watch);
        Tell("risen", 0.2, minute: 2, AlertLevel.Watch);
        Tell("risen", 0.5, minute: 3);
        Tell("risen", 0.9, minute: 4);

        var shown = Assert.Single(_ledger.Greatest);
        Assert.Equal(("risen", 0.5), (shown.EventId, shown.Newsworthiness));
    }

    private void Tell(string eventId, double newsworthiness, int minute, AlertLevel level = AlertLevel.Alert) =>
        _ledger.Add(SomeAlert.Of(eventId, level: level) with { Newsworthiness = newsworthiness, AlertedAt = $"2026-03-02T07:0{minute}:00.000Z" });
}
