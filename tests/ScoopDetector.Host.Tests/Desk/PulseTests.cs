using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Host.Desk;
using Xunit;

namespace ScoopDetector.Host.Tests.Desk;

public sealed class PulseTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 7, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Start);
    private readonly Pulse _pulse;
    private long _posts;

    public PulseTests() => _pulse = new(TimeSpan.FromMinutes(30), _clock);

    [Fact]
    public void It_learns_until_so_much_of_the_stream_is_analysed()
    {
        Assert.Equal(PipelineState.Learning, Look(reached: null).State);
        Assert.Equal(PipelineState.Learning, Look(TimeSpan.Zero).State);
        Assert.Equal(PipelineState.Learning, Look(TimeSpan.FromMinutes(29)).State);
        Assert.Equal(PipelineState.Live, Look(TimeSpan.FromMinutes(30), now: Start.AddMinutes(30.1)).State);
    }

    [Fact]
    public void What_was_analysed_before_the_first_look_counts_too() => Assert.Equal(
        PipelineState.Live, _pulse.Look(++_posts, Reached(TimeSpan.FromMinutes(30)), Start.AddMinutes(30.1), began: Reached(TimeSpan.Zero)).State);

    [Fact]
    public void What_lies_far_behind_is_the_past_and_not_live()
    {
        Learn();

        var beat = Look(TimeSpan.FromMinutes(31), now: Start.AddMinutes(43));

        Assert.Equal("catching up, 12 min behind", beat.Words);
    }

    [Fact]
    public void Of_a_stream_that_goes_faster_than_the_clock_it_is_said_how_far_behind_it_is_by_both()
    {
        var fast = new Pulse(TimeSpan.Zero, _clock, speed: 60);
        Assert.Equal("live", fast.Look(1, Reached(TimeSpan.Zero), Start.AddMinutes(4)).Words);

        var beat = fast.Look(2, Reached(TimeSpan.FromMinutes(1)), Start.AddMinutes(33));

        Assert.Equal("catching up, 32 s (32 min of the stream) behind", beat.Words);
        Assert.Equal("32 s (32 min of the stream)", beat.Delay);
    }

    [Fact]
    public void A_stream_that_has_stopped_is_named_within_fifteen_seconds()
    {
        Learn();
        var words = new List<string>();
        for (var second = 0; second < 15; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            words.Add(_pulse.Look(_posts, Reached(TimeSpan.FromMinutes(31)), Start.AddMinutes(31), fault: "connection refused").Words);
        }

        Assert.Equal("live", words[8]);
        Assert.Equal("no posts for 10 s: alerts are blind (connection refused)", words[9]);
        Assert.Equal("no posts for 15 s: alerts are blind (connection refused)", words[14]);
    }

    [Fact]
    public void The_end_of_the_stream_is_no_fault() => Assert.Equal("the stream has ended", _pulse.Look(5, null, Start, hasEnded: true).Words);

    private void Learn()
    {
        Look(TimeSpan.Zero);
        Look(TimeSpan.FromMinutes(31), now: Start.AddMinutes(31));
    }

    private Heartbeat Look(TimeSpan? reached, DateTimeOffset? now = null) => _pulse.Look(++_posts, reached is { } after ? Reached(after) : null, now ?? Start);

    private static long Reached(TimeSpan after) => (Start + after).ToUnixTimeMilliseconds();
}
