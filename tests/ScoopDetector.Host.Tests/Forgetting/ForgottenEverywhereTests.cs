using System.Text;
using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Checkpoints;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Metrics;
using ScoopDetector.Host.Store;
using ScoopDetector.Host.Tests.Checkpoints;
using ScoopDetector.Host.Tests.Deliveries;
using ScoopDetector.Host.Tests.Desk;
using ScoopDetector.Host.Tests.Kafka;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.State;
using Xunit;

namespace ScoopDetector.Host.Tests.Forgetting;

/// <summary>What somebody said goes through the whole product, is withdrawn, and is looked for in all that the product holds, shows and sends.</summary>
public sealed class ForgottenEverywhereTests : IAsyncLifetime
{
    private static readonly string[] Paths =
    [
        "/", "/wall", "/map", "/lead", "/search", "/api/v1/map", "/deliveries", "/events/{0}", "/api/v1/alerts?limit=200", "/api/v1/alerts/{0}", "/api/v1/alerts/{0}/ninjs", "/api/v1/heartbeat", "/api/v1/acts", "/api/v1/mutes", "/api/v1/labels",
        "/api/v1/lanes", "/api/v1/deliveries", "/api/v1/deliveries/rules", "/feeds/alerts.atom", "/feeds/alerts.json", "/feeds/alerts.ninjs", "/metrics", "/health/ready",
    ];

    private readonly CollectingLog _log = new();
    private readonly FakeTimeProvider _clock = new(new(2026, 3, 2, 6, 30, 0, TimeSpan.Zero));
    private readonly CollectingWay _told = new();
    private readonly CollectingWay _later = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<RunningRole> _running = [];
    private readonly Deployment _deployment;
    private readonly OpenDesk _open;
    private readonly HttpClient _http = new();
    private Courier _courier = null!;
    private DeskServer _server = null!;
    private Task _following = Task.CompletedTask;

    public ForgottenEverywhereTests()
    {
        _deployment = new() { Log = _log };
        _open = new(_clock, _log);
    }

    private CheckpointOptions Often => _deployment.Checkpoints with { TopicEvery = _deployment.Checkpoints.Every };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        await _server.DisposeAsync();
        _http.Dispose();
        _open.Dispose();
        _deployment.Dispose();
        _stop.Dispose();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task What_is_withdrawn_is_nowhere(bool ofAuthor, bool isSpread)
    {
        Role[] roles = isSpread ? [Role.Tally, Role.Score, Role.Report] : [Role.All];
        await BeginAsync(roles);
        var reader = _running[0].Progress;
        var sent = _deployment.Feed(MarkedStream.Before);
        await Eventually.Holds(() => reader.Messages == sent && Event() is not null);
        var eventId = Event()!.Alert.EventId;
        await _courier.SendDueAsync(Stop);

        // It had come everywhere: what is not looked at could not be found.
        Assert.Contains(MarkedStream.Word, Event()!.Alert.Headline, StringComparison.Ordinal);
        var before = await PlacesAsync(eventId);
        Assert.All(["the store's files", "the posts topic", "the alerts topic", "checkpoints", "/", "/events/{0}", "/api/v1/alerts/{0}", "/feeds/alerts.atom", "the stream", "search"], place => Assert.Contains(place, before));
        Assert.Contains(_told.Got, IsMarked);
        var told = _told.Got.Count;

        sent += _deployment.Feed([MarkedStream.Withdrawal(ofAuthor), .. MarkedStream.After]);
        await Eventually.Holds(() => reader.Messages == sent && _running.TrueForAll(role => role.Progress.IsDrained));
        await Eventually.Holds(() => !Checkpoints().Any(Holds));
        foreach (var role in _running)
        {
            await role.Stop();
        }
        foreach (var role in roles)
        {
            await _deployment.Start(new(role, UntilDrained: true), checkpoints: Often).Ended();
        }
        await Eventually.Holds(() => _open.Store.Find(eventId)!.Alert.Counts.Withdrawn == 1);
        _clock.Advance(TimeSpan.FromDays(1));
        await _courier.SendDueAsync(Stop);

        Assert.Empty(await PlacesAsync(eventId));
        Assert.NotEmpty(_later.Got);
        Assert.DoesNotContain(_later.Got.Concat(_told.Got.Skip(told)), IsMarked);
    }

    [Fact]
    public async Task Where_nothing_independent_is_left_it_is_taken_back_without_a_word()
    {
        await BeginAsync(Role.All);
        var reader = _running[0].Progress;
        var sent = _deployment.Feed(MarkedStream.Before);
        await Eventually.Holds(() => reader.Messages == sent && Event() is not null);
        var eventId = Event()!.Alert.EventId;
        await _courier.SendDueAsync(Stop);

        sent += _deployment.Feed([.. MarkedStream.After.Take(5), .. MarkedStream.AllWithdrawn, .. MarkedStream.After.Skip(5).Take(200)]);
        await Eventually.Holds(() => reader.Messages == sent && _open.Store.Find(eventId)!.Alert.State == AlertState.Retracted);
        await _courier.SendDueAsync(Stop);

        var retracted = _open.Store.Find(eventId)!.Alert;
        Assert.Equal(("", 0, 0, 12), (retracted.Headline, retracted.Terms.Count, retracted.Evidence.Count, retracted.Counts.Withdrawn));
        Assert.Contains(_told.Got, letter => letter.Items is [{ Kind: DeliveryKind.Retracted } item] && item.Alert.EventId == eventId);
        Assert.DoesNotContain("crane", await _http.GetStringAsync($"{_server.Address}/events/{eventId}", Stop), StringComparison.Ordinal);
    }

    /// <summary>Processes, a desk that follows the last of them, and two receivers: one is told at once, one a day later.</summary>
    private async Task BeginAsync(params Role[] roles)
    {
        _courier = new(
            _open.Store,
            new()
            {
                StaleAfter = TimeSpan.FromDays(30),
                Rules = new Dictionary<string, RuleOptions>
                {
                    ["told"] = new() { Target = "https://hooks.example/told", Filter = "" },
                    ["later"] = new() { Target = "https://hooks.example/later", Filter = "", Digest = TimeSpan.FromDays(1) },
                },
            },
            rule => rule.Digest == TimeSpan.Zero ? _told : _later,
            _clock,
            new(1));
        _running.AddRange(roles.Select(role => _deployment.Start(new(role), checkpoints: Often)));
        var run = _running[^1];
        _server = await DeskServer.StartAsync(_open.Desk, new() { Port = 0 }, _clock, Stop, new Vitals(run.Run, roles[^1], () => _clock.GetUtcNow()) { Deliveries = _courier }, _courier);
        _following = new DeskRun(_open.Desk, _deployment.Kafka, run.Run, new Pulse(TimeSpan.Zero, TimeProvider.System), TimeProvider.System, _log).RunAsync(once: true, _stop);
    }

    private static bool IsMarked(Letter letter) => letter.Items.Any(item => Holds(AlertJson.Write(item.Alert)));

    private AlertEntry? Event() => _open.Store.List(AlertFilter.All, 200).Items.FirstOrDefault(entry => entry.Alert.Headline.Contains(MarkedStream.Word, StringComparison.Ordinal));

    /// <summary>Where the word or the author is, in all that is held and shown.</summary>
    private async Task<List<string>> PlacesAsync(string eventId)
    {
        var places = new List<string>();
        void Look(string place, bool isThere)
        {
            if (isThere)
            {
                places.Add(place);
            }
        }
        Look("the store's files", FilesBeside(_open.File).Any(file => Holds(Bytes(file))));
        Look("the posts topic", Latest(_deployment.Kafka.PostsTopic).Any(value => Encoding.UTF8.GetString(value).Contains(MarkedStream.Word, StringComparison.Ordinal)));
        Look("the alerts topic", Latest(_deployment.Kafka.AlertsTopic).Any(Holds));
        Look("between the roles", Latest(_deployment.Kafka.PanePartsTopic).Concat(Latest(_deployment.Kafka.BurstsTopic)).Any(Holds));
        Look("checkpoints", Checkpoints().Any(Holds));
        Look("the log", _log.Lines.Any(line => Holds(Encoding.UTF8.GetBytes(line))));
        foreach (var path in Paths)
        {
            var answer = await _http.GetAsync(_server.Address + path.Replace("{0}", eventId, StringComparison.Ordinal), Stop);
            Look(path, Holds(await answer.Content.ReadAsByteArrayAsync(Stop)));
        }
        Look("the stream", await StreamAsync());
        Look("search", _open.Store.List(new(Text: MarkedStream.Word)).Items.Count > 0);
        return places;
    }

    /// <summary>All that a program is told that comes back after having seen nothing.</summary>
    private async Task<bool> StreamAsync()
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, $"{_server.Address}/api/v1/alerts/stream");
        ask.Headers.Add("Last-Event-ID", $"{_open.Store.Id}-0");
        using var answer = await _http.SendAsync(ask, HttpCompletionOption.ResponseHeadersRead, Stop);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(Stop));
        while (await lines.ReadLineAsync(Stop) is { } line && line != "event: heartbeat")
        {
            if (Holds(Encoding.UTF8.GetBytes(line)))
            {
                return true;
            }
        }
        return false;
    }

    private IEnumerable<byte[]> Latest(string topic) =>
        new TopicTail(_deployment.Kafka, topic).Read(Stop).GroupBy(message => Convert.ToHexString(message.Message.Key)).Select(messages => messages.Last().Message.Value);

    /// <summary>Of all roles, in the folder and, as whoever takes over reads them, on the topic.</summary>
    private IEnumerable<byte[]> Checkpoints() => Directory.GetFiles(Often.Folder, "*.state").Select(file => WhileItIsThere(() => Bytes(file))).Concat(
        new[] { "score", "report" }.SelectMany(role => new CheckpointTopic(_deployment.Kafka, $"{_deployment.Kafka.Group}-{role}", Often.TopicEvery, _running[0].Run.Link("look"), Stop).Kept()).Select(kept => WhileItIsThere(kept.Read)));

    /// <summary>Nothing of what is replaced by the next in this moment; nothing is, once the processes have ended.</summary>
    private static byte[] WhileItIsThere(Func<byte[]> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is FileNotFoundException or StateFault)
        {
            return [];
        }
    }

    private static IEnumerable<string> FilesBeside(string file) => Directory.GetFiles(Path.GetDirectoryName(file)!).Where(each => !each.EndsWith(".lock", StringComparison.Ordinal));

    private static bool Holds(byte[] bytes) => new[] { MarkedStream.Word, "quokkawitness77", "quokkapost77" }.Any(mark => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(mark)) >= 0);

    private static byte[] Bytes(string file)
    {
        using var bytes = new MemoryStream();
        using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        open.CopyTo(bytes);
        return bytes.ToArray();
    }
}
