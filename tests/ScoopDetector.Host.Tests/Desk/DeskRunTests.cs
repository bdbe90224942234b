using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Store;
using ScoopDetector.Host.Tests.Kafka;
using ScoopDetector.Host.Tests.Store;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Host.Tests.Desk;

/// <summary>The desk beside a run, over the embedded broker.</summary>
public sealed class DeskRunTests : IDisposable
{
    private readonly CollectingLog _log = new();
    private readonly OpenDesk _open;
    private readonly Deployment _deployment = new();

    public DeskRunTests() => _open = new(log: _log);

    public void Dispose()
    {
        _deployment.Dispose();
        _open.Dispose();
    }

    [Fact]
    public async Task What_is_on_the_alerts_topic_is_in_the_store_however_often_it_is_read()
    {
        _deployment.Feed(Story.Lines);
        await _deployment.Start(new(UntilDrained: true)).Ended();
        var told = _deployment.Alerts().Length;
        Assert.InRange(told, 1, int.MaxValue);

        var first = await FollowAsync(_open.Desk, () => Revisions() == told);
        var again = new Newsdesk(_open.Store);
        await FollowAsync(again, () => again.Heartbeat != Heartbeat.None);

        Assert.Equal(first, _open.Store.Change);
        Assert.Equal(told, Revisions());
    }

    [Fact]
    public async Task A_record_that_is_no_alert_does_not_blind_the_desk()
    {
        Publish("no alert");
        Publish(null);
        Publish(Encoding.UTF8.GetString(AlertJson.Write(SomeAlert.Of("tram"))));

        await FollowAsync(_open.Desk, () => _open.Store.Find("tram") is not null);
    }

    [Fact]
    public async Task Alerts_wait_on_their_topic_while_the_store_has_no_room_and_all_are_there_when_it_has()
    {
        string[] events = ["tram", "fire", "flood"];
        foreach (var each in events)
        {
            Publish(Encoding.UTF8.GetString(AlertJson.Write(SomeAlert.Of(each, headline: TightStore.LongText))));
        }
        _open.Store.TakeRoom();
        var (told, failed, clock) = (_log.Lines.Count, _open.Store.Health.Failures, new FakeTimeProvider());
        using var stop = new CancellationTokenSource();
        var following = Run(_open.Desk, clock).RunAsync(once: true, stop);
        bool Passes(TimeSpan time, bool until)
        {
            clock.Advance(time);
            return until;
        }

        await Eventually.Holds(() => Passes(TimeSpan.FromSeconds(1), _open.Desk.Heartbeat.StoreFault is not null));
        Assert.EndsWith("is full. Alerts wait until it can, and nothing is lost", _open.Desk.Heartbeat.Words, StringComparison.Ordinal);
        await Eventually.Holds(() => Passes(TimeSpan.FromSeconds(1), _open.Store.Health.Failures - failed >= 5));
        Assert.Null(_open.Store.Find("tram"));
        Assert.Single(_log.Lines.Skip(told));

        _open.Store.GiveRoom();
        await Eventually.Holds(() => Passes(TimeSpan.FromSeconds(1), events.All(each => _open.Store.Find(each) is not null)));
        await Eventually.Holds(() => Passes(TimeSpan.FromSeconds(1), _open.Desk.Heartbeat.StoreFault is null));

        Assert.Equal("desk: the store is written again.", Assert.Single(_log.Lines.Skip(told + 1)));
        await stop.CancelAsync();
        await following;
    }

    [Fact]
    public async Task Where_no_alert_waits_the_desk_finds_out_by_itself_that_there_is_room_again()
    {
        _open.Store.TakeRoom();
        Assert.Throws<StoreFault>(() => _open.Desk.Post(SomeAlert.Of("tram", headline: TightStore.LongText)));
        var clock = new FakeTimeProvider();
        using var stop = new CancellationTokenSource();
        var following = Run(_open.Desk, clock).RunAsync(once: true, stop);
        await Eventually.Holds(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return _open.Desk.Heartbeat.StoreFault is not null;
        });

        _open.Store.GiveRoom();

        await Eventually.Holds(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return _open.Store.Health.Fault is null;
        });
        await stop.CancelAsync();
        await following;
    }

    [Fact]
    public async Task Who_is_stopped_while_alerts_wait_stops()
    {
        Publish(Encoding.UTF8.GetString(AlertJson.Write(SomeAlert.Of("tram", headline: TightStore.LongText))));
        _open.Store.TakeRoom();
        using var stop = new CancellationTokenSource();
        var following = Run(_open.Desk, new FakeTimeProvider()).RunAsync(once: true, stop);
        await Eventually.Holds(() => _open.Store.Health.Fault is not null);

        await stop.CancelAsync();

        await following;
    }

    private int Revisions() => _open.Store.List(AlertFilter.All, 1000).Items.Sum(entry => _open.Store.Revisions(entry.Alert.EventId).Count);

    private async Task<long> FollowAsync(Newsdesk desk, Func<bool> until)
    {
        using var stop = new CancellationTokenSource();
        var following = Run(desk, TimeProvider.System).RunAsync(once: true, stop);
        await Eventually.Holds(until);
        await stop.CancelAsync();
        await following;
        return _open.Store.Change;
    }

    private DeskRun Run(Newsdesk desk, TimeProvider clock)
    {
        var run = new ScoopRun(new ScoopOptions(), _deployment.Kafka, TimeProvider.System, new DropCounts(), NullLogger.Instance);
        return new(desk, _deployment.Kafka, run, new Pulse(TimeSpan.Zero, clock), clock, NullLogger.Instance);
    }

    private void Publish(string? value)
    {
        using var producer = new ProducerBuilder<byte[], byte[]?>(new ProducerConfig { BootstrapServers = _deployment.Kafka.BootstrapServers }).Build();
        producer.Produce(_deployment.Kafka.AlertsTopic, new() { Key = [1], Value = value is null ? null : Encoding.UTF8.GetBytes(value) });
        producer.Flush(TestContext.Current.CancellationToken);
    }
}
