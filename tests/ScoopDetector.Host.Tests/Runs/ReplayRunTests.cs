using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Files;
using ScoopDetector.Host.Runs;
using ScoopDetector.Host.Tests.Support;
using Xunit;

namespace ScoopDetector.Host.Tests.Runs;

public sealed class ReplayRunTests : IDisposable
{
    private static readonly ScoopOptions Options = new() { Bursts = new() { LearnFor = TimeSpan.FromMinutes(2) } };

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_alerts_are_the_same_bytes_however_the_posts_are_batched_and_spread()
    {
        var expected = Alerts(partitions: 1, batchPosts: 512);

        Assert.NotEmpty(expected);
        Assert.Equal(expected, Alerts(partitions: 1, batchPosts: 1));
        Assert.Equal(expected, Alerts(partitions: 4, batchPosts: 7));
        Assert.Equal(expected, Alerts(partitions: 16, batchPosts: 100_000));
    }

    private byte[] Alerts(int partitions, int batchPosts)
    {
        File.WriteAllBytes(_folder.Path("posts.jsonl"), SmallStream.Bytes());
        var run = new ReplayRun(new([_folder.Path("posts.jsonl")], partitions, ReplayPace.Parse("max", _clock), Options), _clock, batchPosts);
        var alerts = new List<byte>();
        run.Run(alert => alerts.AddRange(AlertJson.Write(alert)), considered: null, static () => { }, TestContext.Current.CancellationToken);
        return [.. alerts];
    }
}
