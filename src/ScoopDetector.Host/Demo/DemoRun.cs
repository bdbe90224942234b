using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Demo;

/// <summary>The whole product in one process: simulated firehose → Kafka → the same run as live → Kafka → terminal and page.</summary>
internal sealed class DemoRun(DemoOptions options, DemoTerminal terminal, TimeProvider clock)
{
    private const int SecondsPerStatus = 5;

    private readonly AlertBoard _board = new();
    private readonly long _began = clock.GetTimestamp();
    private TimeSpan? _firstTold;

    /// <summary>Until it is stopped, or has been shown for as long as was asked.</summary>
    public async Task RunAsync(CancellationTokenSource stop)
    {
        await using var server = await DeskServer.StartAsync(_board, options.Port, stop.Token);
        terminal.Greet(server.Address, options);
        using var broker = EmbeddedBroker.Start(new KafkaOptions(), EmbeddedBroker.DefaultPartitions, out var kafka);
        var link = new BrokerLink("demo", kafka.BootstrapServers, clock, NullLogger.Instance);
        using var producer = new PostProducer(kafka, link);
        var run = new ScoopRun(DemoOptions.Detection, kafka, clock, new DropCounts(), NullLogger.Instance);
        var feed = new DemoFeed(options, producer, run.Progress, clock);

        await Task.WhenAll(
            OnThreadOfItsOwn(() => run.Run(new(), stop.Token), stop),
            OnThreadOfItsOwn(() => feed.Run(() => Show(run.Progress.Messages, stop), stop.Token), stop),
            OnThreadOfItsOwn(() => new AlertFollower(kafka, link).Run(partitions: 1, Tell, stop.Token), stop),
            BeatAsync(feed, run.Progress, stop.Token));
        terminal.Close(Beat(feed, run.Progress, 0), _firstTold);
    }

    private void Show(long posts, CancellationTokenSource stop)
    {
        terminal.Learnt(clock.GetElapsedTime(_began), posts);
        if (options.ShowFor is { } time)
        {
            stop.CancelAfter(time);
        }
    }

    private void Tell(Alert alert)
    {
        if (_board.Post(alert) is { IsNews: true } entry && entry.Alert == alert)
        {
            _firstTold ??= clock.GetElapsedTime(_began);
            terminal.Tell(entry);
        }
    }

    private async Task BeatAsync(DemoFeed feed, ConsumerProgress progress, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        var rate = new PostRate(clock);
        try
        {
            for (var second = 1; await timer.WaitForNextTickAsync(stop); second++)
            {
                var beat = Beat(feed, progress, rate.Look(progress.Messages));
                if (second % SecondsPerStatus == 0 && beat.State != "learning")
                {
                    terminal.Tell(beat);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped, as it was meant to be.
        }
    }

    private Heartbeat Beat(DemoFeed feed, ConsumerProgress progress, double rate) =>
        _board.Beat(new(feed.Now?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null), progress.Messages, rate, 0, 0, feed.State));

    /// <summary>The clients of Kafka block. Whatever ends one of the threads ends all.</summary>
    private static Task OnThreadOfItsOwn(Action work, CancellationTokenSource stop) => Task.Factory.StartNew(
        () =>
        {
            try
            {
                work();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Stopped while it waited.
            }
            catch
            {
                stop.Cancel();
                throw;
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}
