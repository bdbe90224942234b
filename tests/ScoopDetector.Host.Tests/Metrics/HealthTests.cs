using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Metrics;
using ScoopDetector.Host.Sources;
using ScoopDetector.Host.Store;
using ScoopDetector.Host.Tests.Kafka;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Host.Tests.Metrics;

public sealed class HealthTests : IDisposable
{
    private readonly Deployment _deployment = new();
    private readonly FakeTimeProvider _clock = new();

    public void Dispose() => _deployment.Dispose();

    [Fact]
    public void Before_Kafka_is_there_a_run_is_alive_and_neither_ready_nor_started()
    {
        var health = Of(new ScoopRun(new ScoopOptions(), _deployment.Kafka, TimeProvider.System, new DropCounts(), NullLogger.Instance));

        Assert.Empty(health.Live());
        Assert.Equal(["not begun: Kafka or its topics are not there yet"], health.Ready());
        Assert.Equal(["not begun: Kafka or its topics are not there yet"], health.Startup());
    }

    [Fact]
    public async Task A_run_that_reads_is_ready_until_its_stream_has_been_silent_for_a_minute()
    {
        var run = await ReadingAsync();
        var health = Of(run);
        Assert.Empty(health.Ready());

        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty(health.Ready());
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["no message for 60 s"], health.Ready());

        run.Progress.Count();
        Assert.Empty(health.Ready());
    }

    [Fact]
    public async Task A_broker_that_is_away_makes_a_run_unready_and_leaves_it_alive()
    {
        var run = await ReadingAsync();
        var health = Of(run);
        _deployment.Broker.GoDown();
        await Eventually.Holds(() => health.Ready().Count > 0);

        Assert.Contains(health.Ready(), reason => reason.Contains("Kafka is not reached", StringComparison.Ordinal));
        run.Progress.Beat([]);
        health.Live();
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(health.Live());

        _deployment.Broker.GoUp();
        await Eventually.Holds(() => health.Ready().Count == 0 || health.Ready()[0].StartsWith("no message", StringComparison.Ordinal));
    }

    [Fact]
    public void A_consumer_that_has_stopped_polling_is_not_alive()
    {
        var run = new ScoopRun(new ScoopOptions(), _deployment.Kafka, TimeProvider.System, new DropCounts(), NullLogger.Instance);
        var health = Of(run);
        run.Progress.Beat([]);
        Assert.Empty(health.Live());

        _clock.Advance(Health.Stuck);
        Assert.Equal(["the consumer has not polled for 60 s"], health.Live());
        run.Progress.Beat([]);
        Assert.Empty(health.Live());
    }

    [Fact]
    public async Task It_has_started_once_it_knows_what_is_usual()
    {
        // Nothing is fed: how far it has come is for the test to say, once the run has said where it begins.
        var run = _deployment.Start(new()).Run;
        await Eventually.Holds(() => run.Progress.Partitions > 0 && run.Links.Any(link => link.State.IsUp));
        var health = Of(run);
        var reached = run.Progress.Reached ?? 0;
        run.Progress.Reach(reached);
        var began = run.Progress.Began!.Value;

        run.Progress.Reach(began + (20 * 60_000));
        Assert.Equal(["learns what is usual: 20 min of 30 min of the stream"], health.Startup());
        run.Progress.Reach(began + (30 * 60_000));
        Assert.Empty(health.Startup());
    }

    [Fact]
    public async Task A_run_none_of_whose_sources_listens_is_not_ready_and_says_what_each_of_them_does()
    {
        SourceHealth[] sources = [new("bluesky", _clock), new("mastodon", _clock)];
        var health = new Health(new(await ReadingAsync(), Role.All, () => _clock.GetUtcNow()) { Sources = sources }, _clock);
        Assert.Equal(
            ["bluesky: not yet connected; 0 posts, 0 withdrawals, 0 left out; last heard never", "mastodon: not yet connected; 0 posts, 0 withdrawals, 0 left out; last heard never"],
            health.Ready());

        sources[1].Connected("mastodon.example");
        Assert.Empty(health.Ready());
    }

    [Fact]
    public async Task A_run_that_is_behind_is_well_and_says_how_far()
    {
        var run = await ReadingAsync();
        var reached = DateTimeOffset.FromUnixTimeMilliseconds(run.Progress.Reached!.Value);
        var now = reached.AddMinutes(1);
        var health = new Health(new(run, Role.All, () => now) { Speed = 60 }, _clock);
        Assert.Null(health.Behind);

        now = reached.AddMinutes(32);

        Assert.Empty(health.Ready());
        Assert.Equal("32 s (32 min of the stream)", health.Behind);
    }

    [Fact]
    public async Task A_desk_whose_store_cannot_be_written_is_not_ready_and_says_why()
    {
        var store = new StoreHealth(NullLogger.Instance);
        var health = new Health(new(await ReadingAsync(), Role.All, () => _clock.GetUtcNow()) { Store = store }, _clock);
        store.Failed(StoreFault.Of(new SqliteException("database or disk is full", SQLitePCL.raw.SQLITE_FULL), "scoop.db")!);

        Assert.Equal(["the store cannot be written: the disk of scoop.db is full; alerts wait until it can"], health.Ready());
        Assert.Empty(health.Live());

        store.Works();
        Assert.Empty(health.Ready());
    }

    [Fact]
    public async Task Who_stands_by_is_ready_and_started_though_nothing_comes()
    {
        var run = _deployment.Start(new(Role.Report)).Run;
        await Eventually.Holds(() => run.Progress.Partitions > 0 && run.Links.Any(link => link.State.IsUp));
        var second = _deployment.Start(new(Role.Report)).Run;
        var health = new Health(new(second, Role.Report, () => null), _clock);
        // The broker's sign of life comes with the statistics, as nothing is read.
        await Eventually.Holds(() => second.Links.Any(link => link.State.IsUp));
        await Eventually.Holds(() => second.Progress.Partitions + run.Progress.Partitions == 1);
        health = second.Progress.Partitions == 0 ? health : new(new(run, Role.Report, () => null), _clock);

        health.Ready();
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(health.Ready());
        Assert.Empty(health.Startup());
        Assert.Equal("other processes have all partitions", health.Standby);
        Assert.Null(new Health(new(second.Progress.Partitions == 0 ? run : second, Role.Report, () => null), _clock).Standby);
    }

    private Health Of(ScoopRun run) => new(new(run, Role.All, () => _clock.GetUtcNow()), _clock);

    private async Task<ScoopRun> ReadingAsync()
    {
        _deployment.Feed(Story.Lines.Take(50));
        var run = _deployment.Start(new());
        await Eventually.Holds(() => run.Progress.IsDrained && run.Run.Links.Any(link => link.State.IsUp));
        return run.Run;
    }
}
