using System.Runtime.InteropServices;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Verbs;

public sealed class StopSignalsTests
{
    // A few seconds, and as many again for a machine that has other work.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData(PosixSignal.SIGINT)]
    [InlineData(PosixSignal.SIGTERM)]
    public async Task A_demo_that_is_stopped_says_what_it_has_shown(PosixSignal signal)
    {
        using var demo = new HostProcess("demo", "--port", "0");
        await demo.SaysAsync("From here on it watches.");

        demo.Send(signal);

        var (code, lastLine, errors) = await demo.EndsWithinAsync(Soon);
        Assert.Equal((CommandLine.Done, ""), (code, errors));
        Assert.Matches(@"^The end: [\d,]+ posts read", lastLine);
    }

    [Fact]
    public async Task A_demo_may_be_stopped_while_it_still_learns()
    {
        using var demo = new HostProcess("demo", "--port", "0");
        await demo.SaysAsync("learning what is usual");

        demo.Send(PosixSignal.SIGINT);

        var (code, lastLine, errors) = await demo.EndsWithinAsync(Soon);
        Assert.Equal((CommandLine.Done, ""), (code, errors));
        Assert.Matches(@"^The end: [\d,]+ posts read", lastLine);
    }

    [Theory]
    [InlineData(PosixSignal.SIGINT)]
    [InlineData(PosixSignal.SIGTERM)]
    public async Task A_run_that_is_stopped_says_what_it_has_read(PosixSignal signal)
    {
        using var run = new HostProcess("run", "--embedded");
        await run.SaysAsync("Kafka is at ");

        run.Send(signal);

        var (code, lastLine, _) = await run.EndsWithinAsync(Soon);
        Assert.Equal((CommandLine.Done, "The end: 0 messages read, 0 left out."), (code, lastLine));
    }
}
