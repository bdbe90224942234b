using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Runs;
using ScoopDetector.Host.Store;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Demo;

/// <summary>The whole product in one process: simulated firehose → Kafka → the same run as live → Kafka → terminal and page.</summary>
internal sealed class DemoRun(DemoOptions options, DemoTerminal terminal, TimeProvider clock)
{
    private const int SecondsPerStatus = 5;

    private readonly ConcurrentDictionary<string, AlertLevel> _told = new();
    private readonly Pulse _pulse = new(DemoOptions.Learning, clock, options.Speed);
    private readonly long _began = clock.GetTimestamp();
    private TimeSpan? _firstTold;

    /// <summary>Until it is stopped, or has been shown for as long as was asked.</summary>
    public async Task RunAsync(CancellationTokenSource stop)
    {
        using var folder = new DemoFolder();
        using var store = AlertStore.Open(new() { File = folder.StoreFile }, clock);
        var desk = new Newsdesk(store) { Places = GazetteerFiles.Read(DemoOptions.Detection.Alerts.Places), Evenness = DemoOptions.Detection.Bursts.Evenness };
        using var broker = EmbeddedBroker.Start(new KafkaOptions(), EmbeddedBroker.DefaultPartitions, out var kafka);
        var link = new BrokerLink("demo", kafka.BootstrapServers, clock, NullLogger.Instance);
        using var producer = new PostProducer(kafka, link);
        var run = new ScoopRun(DemoOptions.Detection, kafka, clock, new DropCounts(), NullLogger.Instance);
        var feed = new DemoFeed(options, producer, run.Progress, clock);
        await using var server = await DeskServer.StartAsync(desk, new() { Port = options.Port }, clock, stop.Token, new(run, Role.All, () => feed.Now) { Speed = options.Speed });
        terminal.Greet(server.Address, options);

        await Task.WhenAll(
            OnThreadOfItsOwn(() => run.Run(new(), stop.Token), stop),
            OnThreadOfItsOwn(() => feed.Run(() => Show(run.Progress.Messages, stop), stop.Token), stop),
            OnThreadOfItsOwn(() => new AlertFollower(kafka, link).Run(alert => Tell(desk, alert), stop.Token), stop),
            BeatAsync(desk, feed, run.Progress, stop.Token));
        terminal.Close(desk.Heartbeat with { Posts = run.Progress.Messages }, Alerts, Watches, _firstTold);
    }

    private void Show(long posts, CancellationTokenSource stop)
    {
        terminal.Learnt(clock.GetElapsedTime(_began), posts);
        if (options.ShowFor is { } time)
        {
            stop.CancelAfter(time);
        }
    }

    private void Tell(Newsdesk desk, Alert alert)
    {
        if (desk.Post(alert) is not { } entry)
        {
            return;
        }
        _told[alert.EventId] = alert.Level;
        if (entry.IsNews)
        {
            _firstTold ??= clock.GetElapsedTime(_began);
            terminal.Tell(entry);
        }
    }

    private async Task BeatAsync(Newsdesk desk, DemoFeed feed, ConsumerProgress progress, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        try
        {
            for (var second = 1; await timer.WaitForNextTickAsync(stop); second++)
            {
                desk.Beat(_pulse.Look(progress.Messages, progress.Reached, feed.Now ?? default, hasEnded: feed.State == "stopped", began: progress.Began));
                if (second % SecondsPerStatus == 0 && desk.Heartbeat.State != PipelineState.Learning)
                {
                    terminal.Tell(desk.Heartbeat, Alerts, Watches);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped, as it was meant to be.
        }
    }

    private int Alerts => _told.Values.Count(level => level == AlertLevel.Alert);

    private int Watches => _told.Values.Count(level => level == AlertLevel.Watch);

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
