using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Desk.Access;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Sources;
using ScoopDetector.Host.Store;
using ScoopDetector.Host.Tests.Deliveries;
using ScoopDetector.Host.Tests.Desk;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Posts;
using Role = ScoopDetector.Host.Desk.Access.Role;

namespace ScoopDetector.Host.Tests.Metrics.Dashboards;

/// <summary>A town, a broker, the pipeline, a desk with an editor at it, receivers of hooks, and a real Prometheus that looks at them once a second.</summary>
internal sealed class Newsroom : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly OpenDesk _open = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Terminal _terminal = new();
    private Town? _town;
    private Hook? _hook;
    private EmbeddedBroker? _broker;
    private LiveRun? _live;
    private Task _running = Task.CompletedTask;
    private Task _editing = Task.CompletedTask;

    public Prometheus Prometheus { get; private set; } = null!;

    /// <summary>Skips the test if there is no Prometheus.</summary>
    public static async Task<Newsroom> OpenAsync()
    {
        var room = new Newsroom();
        try
        {
            await room.BeginAsync();
            return room;
        }
        catch
        {
            await room.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (Prometheus?.DisposeAsync() ?? default);
        await _stop.CancelAsync();
        await _running;
        await _editing;
        _live?.Dispose();
        _broker?.Dispose();
        await (_hook?.DisposeAsync() ?? default);
        await (_town?.DisposeAsync() ?? default);
        _open.Dispose();
        _stop.Dispose();
        _folder.Dispose();
    }

    private async Task BeginAsync()
    {
        _town = await Town.StartAsync();
        _hook = await Hook.OpenAsync();
        _hook.Answer = AnswerAsync;
        _broker = EmbeddedBroker.Start(new(), partitions: 3, out var kafka);
        FeedPast(kafka, _town.Past());
        var sources = new SourcesOptions { Folder = _folder.Path("positions"), Lines = new() { Address = _town.Network } };
        _live = new(new(), kafka, sources, ["lines"], _open.Desk, TimeProvider.System, _terminal, NullLogger.Instance)
        {
            Checkpoints = new() { Folder = _folder.Path("state"), Every = TimeSpan.FromSeconds(5) },
            News = new() { Feeds = _folder.Write("feeds.json", JsonSerializer.Serialize(new[] { new { source = "The Gazette", lang = "en", url = _town.News } })), PollEvery = TimeSpan.FromSeconds(15), AllowPrivate = ["127.0.0.0/8"] },
            Coverage = new() { Tie = TimeSpan.FromSeconds(30) },
            Deliveries = new()
            {
                AllowPrivate = ["127.0.0.0/8"],
                RetryFirst = TimeSpan.FromSeconds(5),
                Rules = new Dictionary<string, RuleOptions>
                {
                    ["agency"] = new() { Way = Way.Webhook, Target = $"{_hook.Address}", Filter = "", Updates = true },
                    ["newsroom"] = new() { Way = Way.Slack, Target = $"{_hook.Address}", Filter = "" },
                },
            },
        };
        _running = _live.RunAsync(new(), new() { Port = 0 }, _stop);
        Prometheus = await Prometheus.StartAsync(await _terminal.Address);
        await Eventually.Holds(async () => await Prometheus.IsReadyAsync() && await Prometheus.AskAsync("scoop_source_listening == 1") is not null);
        _editing = EditAsync();
        _town.Begin();
    }

    /// <summary>The detector is to know what is usual.</summary>
    private static void FeedPast(KafkaOptions kafka, IEnumerable<byte[]> lines)
    {
        var options = new ScoopOptions();
        using var producer = new PostProducer(kafka, new BrokerLink("past", kafka.BootstrapServers, TimeProvider.System, NullLogger.Instance));
        var feed = new KafkaFeed(options.Read, options.Tally, producer, new DropCounts());
        foreach (var line in lines)
        {
            feed.Accept(line, isOverLong: false, CancellationToken.None);
        }
        feed.Flush();
        producer.Settle(CancellationToken.None);
    }

    /// <summary>Every fifth request fails, as with receivers of this world.</summary>
    private async Task AnswerAsync(HookRequest request, HttpContext context)
    {
        context.Response.StatusCode = _hook!.Requests.Count % 5 == 0 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        await context.Response.WriteAsync("ok");
    }

    /// <summary>An editor who does something about every event as it opens, in turn.</summary>
    private async Task EditAsync()
    {
        var editor = new Who("Ada", Role.Editor);
        var seen = new HashSet<string>();
        try
        {
            await foreach (var told in _open.Desk.Follow(0, _stop.Token))
            {
                if (told.What is AlertEntry { Alert.EventId: var id } && seen.Add(id))
                {
                    _open.Desk.Do(Deed(seen.Count, id), editor);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The room closes.
        }
    }

    private static Deed Deed(int turn, string id) => (turn % 7) switch
    {
        0 => new(ActKind.Dismiss, id, DismissReason.Spam),
        1 => new(ActKind.Claim, id),
        2 => new(ActKind.Dismiss, id, DismissReason.Known),
        3 => new(ActKind.Watch, id),
        4 => new(ActKind.Note, id, Text: "Asked the fire brigade."),
        5 => new(ActKind.Dismiss, id, DismissReason.Entertainment),
        _ => new(ActKind.Dismiss, id, DismissReason.Old),
    };
}
