using ScoopDetector.Alerts;
using ScoopDetector.Host.Kafka;
using Xunit;

namespace ScoopDetector.Host.Tests.Kafka;

public sealed class AlertMemoryTests
{
    private static readonly Alert Template = AlertJson.Read(System.Text.Encoding.UTF8.GetBytes(Story.Alerts[0]))!;

    [Fact]
    public void The_highest_revision_stands_for_all_below_it()
    {
        var memory = new AlertMemory(pastIsWhole: true);
        memory.Remember("e1-a", 2, "2026-03-02T07:00:00.000Z");

        Assert.True(memory.Knows(Revision("e1-a", 1, "2026-03-02T06:00:00.000Z")));
        Assert.True(memory.Knows(Revision("e1-a", 2, "2026-03-02T07:00:00.000Z")));
        Assert.False(memory.Knows(Revision("e1-a", 3, "2026-03-02T06:00:00.000Z")));
        Assert.False(memory.Knows(Revision("e2-b", 1, "2026-03-02T06:00:00.000Z")));
    }

    [Fact]
    public void Where_the_past_is_cut_off_everything_before_the_latest_alert_counts_as_told()
    {
        var memory = new AlertMemory(pastIsWhole: false);
        memory.Remember("e1-a", 2, "2026-03-02T07:00:00.000Z");

        Assert.True(memory.Knows(Revision("e2-b", 1, "2026-03-02T06:59:55.000Z")));
        Assert.False(memory.Knows(Revision("e2-b", 1, "2026-03-02T07:00:00.000Z")));
    }

    [Fact]
    public void What_a_message_says_about_itself_is_what_was_remembered()
    {
        Assert.True(CloudEvent.TryRead(CloudEvent.Headers(Template with { EventId = "e-1-x", Revision = 12 }, "/here"), out var eventId, out var revision, out var alertedAt));
        Assert.Equal(("e-1-x", 12, Template.AlertedAt), (eventId, revision, alertedAt));
        Assert.False(CloudEvent.TryRead(null, out _, out _, out _));
    }

    private static Alert Revision(string eventId, int revision, string alertedAt) => Template with { EventId = eventId, Revision = revision, AlertedAt = alertedAt };
}
