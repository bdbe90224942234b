using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Store;
using ScoopDetector.Host.Tests.Desk;
using ScoopDetector.Host.Tests.Support;
using Xunit;

namespace ScoopDetector.Host.Tests.Deliveries;

/// <summary>A store and a courier in virtual time, with a receiver for each rule.</summary>
internal sealed class PostRoom : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DeliveriesOptions _options;
    private readonly Func<RuleOptions, IWay>? _ways;
    private readonly List<AlertStore> _abandoned = [];

    public PostRoom(RuleOptions rule, Func<RuleOptions, IWay>? ways = null)
        : this(new DeliveriesOptions { Rules = new Dictionary<string, RuleOptions> { ["news"] = rule } }, ways)
    {
    }

    public PostRoom(DeliveriesOptions options, Func<RuleOptions, IWay>? ways = null)
    {
        (_options, _ways) = (options, ways);
        Open(_folder.Path("scoop.db"));
    }

    /// <summary>Of the store.</summary>
    public string File { get; private set; } = "";

    /// <summary>Stream time and the clock on the wall are the same here.</summary>
    public FakeTimeProvider Clock { get; } = new(new(2026, 3, 2, 7, 30, 0, TimeSpan.Zero));

    public AlertStore Store { get; private set; } = null!;

    public Courier Courier { get; private set; } = null!;

    /// <summary>Of the first rule.</summary>
    public CollectingWay Receiver { get; private set; } = null!;

    public Dictionary<RuleOptions, CollectingWay> Receivers { get; } = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public PostRoom Hear(Alert alert)
    {
        Store.Record(alert);
        return this;
    }

    public PostRoom Hear(string eventId, int revision = 1, AlertLevel level = AlertLevel.Alert) => Hear(SomeAlert.Of(eventId, revision, level));

    public async Task<PostRoom> SendAsync()
    {
        await Courier.SendDueAsync(Stop);
        return this;
    }

    /// <summary>What operators are told.</summary>
    public CollectingLog Said { get; } = new();

    /// <summary>Lets time pass in steps, and sends what falls due at each.</summary>
    public async Task<PostRoom> PassAsync(TimeSpan time, TimeSpan? step = null)
    {
        var end = Clock.GetUtcNow() + time;
        while (Clock.GetUtcNow() < end)
        {
            Clock.Advance(step ?? TimeSpan.FromSeconds(10));
            await SendAsync();
        }
        return this;
    }

    public IEnumerable<string> Log => Courier.Outbox.Log(limit: 200).Select(delivery => $"{delivery.Key} {delivery.State}".ToLowerInvariant()).Reverse();

    /// <summary>As when the process is killed: what is in the files at this moment is all that is left, and another begins with it.</summary>
    public void Crash()
    {
        var (from, to) = (File, _folder.Path($"scoop-{_abandoned.Count}.db"));
        System.IO.File.Copy(from, to);
        System.IO.File.Copy($"{from}-wal", $"{to}-wal");
        _abandoned.Add(Store);
        Open(to);
    }

    /// <summary>As when the process ends in order and is started with other rules.</summary>
    public void Restart(DeliveriesOptions options)
    {
        Store.Dispose();
        Open(File, options);
    }

    public void Dispose()
    {
        Store.Dispose();
        _abandoned.ForEach(store => store.Dispose());
        _folder.Dispose();
    }

    private void Open(string file, DeliveriesOptions? options = null)
    {
        File = file;
        Receivers.Clear();
        Store = AlertStore.Open(new() { File = file }, Clock);
        Courier = new(Store, options ?? _options, _ways ?? Collect, Clock, new(1), Said);
        Receiver = Receivers.Values.FirstOrDefault() ?? new();
    }

    private CollectingWay Collect(RuleOptions rule) => Receivers[rule] = new();
}
