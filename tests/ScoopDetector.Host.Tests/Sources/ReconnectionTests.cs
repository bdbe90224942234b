using System.Net;
using ScoopDetector.Host.Sources;
using Xunit;

namespace ScoopDetector.Host.Tests.Sources;

public sealed class ReconnectionTests
{
    private readonly Reconnection _reconnection = new(new(), new Random(1));

    [Fact]
    public void The_pauses_after_broken_lines_lie_anywhere_below_a_bound_that_doubles()
    {
        for (var attempt = 0; attempt < 30; attempt++)
        {
            Assert.InRange(_reconnection.Next(null).TotalSeconds, 0, Math.Min(30, 0.5 * Math.Pow(2, attempt)));
        }
    }

    [Fact]
    public void Once_something_was_heard_the_first_pause_is_short_again()
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            _reconnection.Next(null);
        }
        _reconnection.Works();

        Assert.InRange(_reconnection.Next(null).TotalSeconds, 0, 0.5);
    }

    [Fact]
    public void A_server_in_trouble_is_left_alone_for_longer() => Assert.InRange(_reconnection.Next(SourceFault.Of(HttpStatusCode.BadGateway)).TotalSeconds, 5, 6);

    [Fact]
    public void Too_many_requests_mean_a_minute_at_least() => Assert.InRange(_reconnection.Next(SourceFault.Of(HttpStatusCode.TooManyRequests)).TotalSeconds, 60, 72);

    [Fact]
    public void A_server_that_says_when_is_taken_at_its_word() =>
        Assert.Equal(TimeSpan.FromSeconds(17), _reconnection.Next(SourceFault.Of(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(17))));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(9_000_000, 3600)]
    public void But_it_can_neither_be_hammered_nor_forgotten(int saidSeconds, int waitedSeconds) => Assert.Equal(
        TimeSpan.FromSeconds(waitedSeconds), _reconnection.Next(SourceFault.Of(HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(saidSeconds))));
}
