using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Store;
using ScoopDetector.Host.Tests.Kafka;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Host.Tests.Desk;

/// <summary>The desk beside a run, over the embedded broker.</summary>
public sealed class DeskRunTests : IDisposable
{
    private readonly OpenDesk _open = new();
    private readonly Deployment _deployment = new();

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

    private int Revisions() => _open.Store.List(AlertFilter.All, 1000).Items.Sum(entry => _open.Store.Revisions(entry.Alert.EventId).Count);

    private async Task<long> FollowAsync(Newsdesk desk, Func<bool> until)
    {
        using var stop = new CancellationTokenSource();
        var run = new ScoopRun(new ScoopOptions(), _deployment.Kafka, TimeProvider.System, new DropCounts(), NullLogger.Instance);
        var following = new DeskRun(desk, _deployment.Kafka, run, new Pulse(TimeSpan.Zero, TimeProvider.System), TimeProvider.System, NullLogger.Instance).RunAsync(once: true, stop);
        await Eventually.Holds(until);
        await stop.CancelAsync();
        await following;
        return _open.Store.Change;
    }

    private void Publish(string? value)
    {
        using var producer = new ProducerBuilder<byte[], byte[]?>(new ProducerConfig { BootstrapServers = _deployment.Kafka.BootstrapServers }).Build();
        producer.Produce(_deployment.Kafka.AlertsTopic, new() { Key = [1], Value = value is null ? null : Encoding.UTF8.GetBytes(value) });
        producer.Flush(TestContext.Current.CancellationToken);
    }
}
