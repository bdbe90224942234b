using System.Net.WebSockets;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Sources;
using ScoopDetector.Host.Sources.Wire;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Host.Tests.Sources;

public sealed class SourceRunTests
{
    [Fact]
    public async Task A_line_that_breaks_at_the_moment_of_the_stop_is_no_fault()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var source = new BreakingSource();
        var run = new SourceRun(
            source, new WireReader(new ReadOptions()), new CollectingOutput(), new() { Folder = folder.Path("") }, new VirtualClock(DateTimeOffset.UnixEpoch), new Random(1), NullLogger.Instance);
        var running = run.RunAsync(stop.Token);
        await source.Listening;

        await stop.CancelAsync();
        await running;

        Assert.Equal(SourceState.Stopped, run.Health.State);
    }

    private sealed class BreakingSource : ILiveSource
    {
        private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Listening => _listening.Task;

        public string Name => "breaking";

        public async Task ListenAsync(string? position, IInbox inbox, CancellationToken stop)
        {
            _listening.SetResult();
            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var watching = stop.Register(stopped.SetResult);
            await stopped.Task;
            throw new WebSocketException("refused");
        }
    }
}
