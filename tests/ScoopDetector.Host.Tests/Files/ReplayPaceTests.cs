using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Host.Files;
using Xunit;

namespace ScoopDetector.Host.Tests.Files;

public sealed class ReplayPaceTests
{
    private const long Start = 1_000_000;

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void At_full_speed_everything_is_due_at_once()
    {
        var pace = ReplayPace.Parse("max", _clock);

        Assert.True(pace.IsMax);
        Assert.Equal(TimeSpan.Zero, pace.Until(Start));
        Assert.Equal(TimeSpan.Zero, pace.Until(Start + 3_600_000));
    }

    [Fact]
    public void In_real_time_a_moment_is_due_as_long_after_the_first_as_it_came()
    {
        var pace = ReplayPace.Parse("1", _clock);

        Assert.Equal(TimeSpan.Zero, pace.Until(Start));
        Assert.Equal(TimeSpan.FromSeconds(10), pace.Until(Start + 10_000));
        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(TimeSpan.FromSeconds(6), pace.Until(Start + 10_000));
        _clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(TimeSpan.Zero, pace.Until(Start + 10_000));
    }

    [Fact]
    public void At_speed_sixty_a_minute_passes_in_a_second()
    {
        var pace = ReplayPace.Parse("60", _clock);
        pace.Until(Start);

        Assert.Equal(TimeSpan.FromSeconds(1), pace.Until(Start + 60_000));
    }

    [Fact]
    public void What_was_lost_while_the_work_took_longer_is_caught_up()
    {
        var pace = ReplayPace.Parse("1", _clock);
        pace.Until(Start);
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(TimeSpan.Zero, pace.Until(Start + 29_000));
        Assert.Equal(TimeSpan.FromSeconds(1), pace.Until(Start + 31_000));
    }

    [Fact]
    public void A_wait_ends_when_it_is_told_to_stop()
    {
        using var stop = new CancellationTokenSource();
        var pace = ReplayPace.Parse("1", _clock);
        pace.Until(Start);
        stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => pace.Wait(Start + 1000, stop.Token));
    }
}
