using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Time;
using Xunit;

namespace ScoopDetector.Tests.Time;

public sealed class WatermarkTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Watermark _watermark;

    public WatermarkTests() => _watermark = new(TimeSpan.FromSeconds(2), _clock);

    [Fact]
    public void Before_the_first_post_nothing_is_complete()
    {
        Pass(60);
        _watermark.Idle();

        Assert.Equal(long.MinValue, _watermark.Current);
    }

    [Fact]
    public void It_stands_at_the_latest_moment_less_the_patience()
    {
        _watermark.Observe(10_000);

        Assert.Equal(8_000, _watermark.Current);
    }

    [Fact]
    public void A_straggler_does_not_move_it_back()
    {
        _watermark.Observe(10_000);
        _watermark.Observe(3_000);

        Assert.Equal(8_000, _watermark.Current);
    }

    [Fact]
    public void A_drained_partition_moves_on_with_the_clock()
    {
        _watermark.Observe(10_000);
        Pass(7);
        _watermark.Idle();

        Assert.Equal(15_000, _watermark.Current);
    }

    [Fact]
    public void A_drained_partition_counts_the_silence_once_however_often_it_is_asked()
    {
        _watermark.Observe(10_000);
        Pass(3);
        _watermark.Idle();
        Pass(4);
        _watermark.Idle();
        _watermark.Idle();

        Assert.Equal(15_000, _watermark.Current);
    }

    [Fact]
    public void While_posts_are_waiting_the_clock_means_nothing()
    {
        _watermark.Observe(10_000);
        Pass(3_600);
        _watermark.Observe(10_500);

        Assert.Equal(8_500, _watermark.Current);
    }

    [Fact]
    public void A_post_that_wakes_the_partition_does_not_move_it_back()
    {
        _watermark.Observe(10_000);
        Pass(7);
        _watermark.Idle();
        _watermark.Observe(11_000);

        Assert.Equal(15_000, _watermark.Current);
    }

    [Fact]
    public void Silence_is_counted_from_the_last_post_be_it_a_straggler()
    {
        _watermark.Observe(10_000);
        Pass(5);
        _watermark.Observe(9_000);
        Pass(1);
        _watermark.Idle();

        Assert.Equal(9_000, _watermark.Current);
    }

    [Fact]
    public void What_the_source_says_is_complete_needs_no_patience()
    {
        _watermark.CompleteTo(12_000);
        Assert.Equal(12_000, _watermark.Current);
        _watermark.CompleteTo(11_000);
        _watermark.Observe(13_000);

        Assert.Equal(12_000, _watermark.Current);
    }

    private void Pass(int seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));
}
