using Microsoft.Data.Sqlite;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Store;
using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Host.Desk;

/// <summary>The desk beside a run: hears of alerts from their topic, as any newsroom's program would, keeps them, and shows them.</summary>
/// <remarks>The topic is read from its beginning at each start: what is known already changes nothing, what was forgotten is not taken again, and what was told while this was down is caught up.</remarks>
internal sealed class DeskRun(Newsdesk desk, KafkaOptions kafka, ScoopRun run, Pulse pulse, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private const int BeatsPerTidying = 3600;
    private const int BeatsPerProbe = 60;

    /// <summary>A store that is busy is tried again at once, a disk that is full not all the time.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly BrokerLink _link = new("desk", kafka.BootstrapServers, clock, log);
    private volatile bool _isHeld;

    /// <summary>What is shown of an alert; null for all that the topic says.</summary>
    public Func<Alert, Alert>? Cover { get; init; }

    /// <summary>Is told of each alert that says something new.</summary>
    public Action<AlertEntry>? Told { get; init; }

    /// <summary>Brings out what is to be sent; null if nothing leaves the desk.</summary>
    public Courier? Courier { get; init; }

    /// <summary>What keeps posts from coming, before they reach Kafka; null if nothing does.</summary>
    public Func<string?>? Fault { get; init; }

    /// <summary>How the networks do that are listened to; null for none.</summary>
    public Func<IReadOnlyList<SourceBeat>>? Sources { get; init; }

    /// <summary>Until it is stopped. Whatever ends it otherwise is thrown, and stops the rest.</summary>
    public async Task RunAsync(bool once, CancellationTokenSource stop)
    {
        try
        {
            var following = Task.Factory.StartNew(() => Follow(once, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            Task[] all = [following, BeatAsync(stop.Token), KeepAsync(stop.Token), Courier?.RunAsync(stop.Token) ?? Task.CompletedTask];
            await Task.WhenAll(all.Select(work => OrStopAllAsync(work, stop)));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped, as it was meant to be.
        }
        catch (SqliteException fault)
        {
            throw new FailureException($"the store cannot be written ({fault.Message.TrimEnd('.')}). Start again once it can: what was missed is on the topic.");
        }
    }

    private static async Task OrStopAllAsync(Task work, CancellationTokenSource stop)
    {
        try
        {
            await work;
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }

    private void Follow(bool once, CancellationToken stop)
    {
        new TopicLookup(kafka, log).Partitions(kafka.AlertsTopic, once, stop);
        new AlertFollower(kafka, _link) { Fenced = run.Fenced.Count }.Run(alert => Post(Cover is null ? alert : Cover(alert), stop), stop);
    }

    /// <summary>While the store cannot take an alert, no other is read: those wait on the topic, and in no queue of ours.</summary>
    private void Post(Alert alert, CancellationToken stop)
    {
        var pauses = new BackOff(FirstPause, LongestPause);
        while (!TryPost(alert))
        {
            Task.Delay(pauses.Next(), clock, stop).GetAwaiter().GetResult();
        }
    }

    private bool TryPost(Alert alert)
    {
        AlertEntry? entry;
        try
        {
            entry = desk.Post(alert);
        }
        catch (StoreFault)
        {
            _isHeld = true;
            return false;
        }
        if (_isHeld)
        {
            _isHeld = false;
            desk.Store.Health.Works();
        }
        if (entry is { IsNews: true })
        {
            Told?.Invoke(entry);
        }
        return true;
    }

    private async Task BeatAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        while (await timer.WaitForNextTickAsync(stop))
        {
            var fault = run.Links.Append(_link).FirstOrDefault(link => link.State.IsBroken)?.State.Fault ?? Fault?.Invoke();
            desk.Beat(pulse.Look(run.Progress.Messages, run.Progress.Reached, clock.GetUtcNow(), fault, began: run.Progress.Began) with { Sources = Sources?.Invoke() ?? [] });
        }
    }

    /// <summary>Lets go of what is over; and finds out whether the store can be written, where no alert waits that would: in a quiet hour a full disk is to be known before there is something to tell.</summary>
    private async Task KeepAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        for (var (beats, tidyings) = (0, 0); await timer.WaitForNextTickAsync(stop); beats++)
        {
            if (!_isHeld && (desk.Store.Health.Fault is not null || beats % BeatsPerProbe == 0) && desk.Store.Probe())
            {
                desk.Store.Health.Works();
            }
            if (desk.Store.Health.Fault is null)
            {
                desk.CoverOwed();
            }
            if (desk.Store.Health.Fault is null && run.Progress.Reached is { } reached && tidyings++ % BeatsPerTidying == 0)
            {
                Tidy(DateTimeOffset.FromUnixTimeMilliseconds(reached));
            }
        }
    }

    private void Tidy(DateTimeOffset now)
    {
        try
        {
            desk.Store.Forget(now);
        }
        catch (StoreFault)
        {
            // The store says so itself; what is over stays an hour more.
        }
    }
}
