using System.Globalization;
using ScoopDetector.Host.Deliveries;
using Xunit;

namespace ScoopDetector.Host.Tests.Deliveries;

public sealed class QuietHoursTests
{
    [Theory]
    [InlineData("2026-03-02T21:00:00Z", "2026-03-03T06:00:00Z")] // 22:00 in Paris
    [InlineData("2026-03-03T05:59:59Z", "2026-03-03T06:00:00Z")]
    [InlineData("2026-03-03T06:00:00Z", null)]
    [InlineData("2026-03-02T20:59:59Z", null)]
    [InlineData("2026-03-28T22:00:00Z", "2026-03-29T05:00:00Z")] // summer time begins in this night
    [InlineData("2026-10-24T21:00:00Z", "2026-10-25T06:00:00Z")] // and ends in this
    public void A_night_ends_in_the_morning_of_its_own_place(string now, string? end) => Check("22:00", "07:00", now, end);

    [Theory]
    [InlineData("2026-03-02T11:30:00Z", "2026-03-02T12:00:00Z")]
    [InlineData("2026-03-02T12:00:00Z", null)]
    public void Quiet_may_lie_within_a_day(string now, string? end) => Check("12:00", "13:00", now, end);

    [Fact]
    public void An_end_that_the_clock_leaves_out_comes_when_it_has_gone_on() => Check("22:00", "02:30", "2026-03-28T23:00:00Z", "2026-03-29T01:30:00Z");

    private static void Check(string from, string until, string now, string? end)
    {
        Assert.SkipWhen(!TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Paris", out var paris), "This machine knows no time zones: install tzdata.");
        var quiet = new QuietHours(TimeSpan.Parse(from, CultureInfo.InvariantCulture), TimeSpan.Parse(until, CultureInfo.InvariantCulture), paris!);

        Assert.Equal(end is null ? null : DateTimeOffset.Parse(end, CultureInfo.InvariantCulture), quiet.EndAfter(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));
    }
}
