using ScoopDetector.Host.Desk;
using Xunit;

namespace ScoopDetector.Host.Tests.Desk;

public sealed class HeartbeatTests
{
    [Theory]
    [InlineData(true, 3.0, "live")]
    [InlineData(true, 119.0, "live")]
    [InlineData(true, 120.0, "live; no posts from Bluesky for 2 min: alerts are blind there")]
    [InlineData(false, 9.0, "live")]
    [InlineData(false, 40.0, "live; no posts from Bluesky for 40 s: alerts are blind there")]
    [InlineData(false, null, "live; no posts from Bluesky yet: alerts are blind there")]
    public void A_network_that_is_silent_beside_others_is_named(bool isListening, double? silent, string words) =>
        Assert.Equal(words, Beat(PipelineState.Live, new("bluesky", isListening, silent), new("mastodon", true, 1)).Words);

    [Fact]
    public void Where_the_whole_stream_is_silent_that_is_said_once() =>
        Assert.Equal("no posts for 40 s: alerts are blind", (Beat(PipelineState.Silent, new SourceBeat("bluesky", false, 40)) with { SilentSeconds = 40 }).Words);

    private static Heartbeat Beat(PipelineState state, params SourceBeat[] sources) => Heartbeat.None with { State = state, Sources = sources };
}
