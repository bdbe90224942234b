using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Sources;
using ScoopDetector.Host.Tests.Desk;
using ScoopDetector.Host.Tests.Support;
using Xunit;

namespace ScoopDetector.Host.Tests.Metrics;

/// <summary>Network, broker, pipeline, desk, and a real Prometheus that looks at them: what breaks is told, and no longer once it is mended.</summary>
[Collection(nameof(Alone))]
public sealed class PrometheusTests : IAsyncLifetime
{
    /// <summary>A request that the broker took with it when it went is given up after this time and made again.</summary>
    private static readonly KafkaOptions Hasty = new()
    {
        BackOff = TimeSpan.FromMilliseconds(50),
        BackOffMost = TimeSpan.FromMilliseconds(200),
        Properties = new Dictionary<string, string> { ["socket.timeout.ms"] = "2000" },
    };

    private readonly TemporaryFolder _folder = new();
    private readonly OpenDesk _open = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Terminal _terminal = new();
    private Network _network = null!;
    private EmbeddedBroker _broker = null!;
    private LiveRun _live = null!;
    private Task _running = null!;
    private Prometheus? _prometheus;

    public async ValueTask InitializeAsync()
    {
        _network = await Network.StartAsync();
        _broker = EmbeddedBroker.Start(Hasty, partitions: 2, out var kafka);
        var sources = new SourcesOptions { Folder = _folder.Path("positions"), BackOff = TimeSpan.FromMilliseconds(50), BackOffMost = TimeSpan.FromSeconds(1), Lines = new() { Address = _network.Address } };
        _live = new(new(), kafka, sources, ["lines"], _open.Desk, TimeProvider.System, _terminal, NullLogger.Instance);
        _running = _live.RunAsync(new(), new() { Port = 0 }, _stop);
        try
        {
            _prometheus = await Prometheus.StartAsync(await _terminal.Address);
            await Eventually.Holds(async () => await _prometheus.IsReadyAsync() && await ReadsAsync());
        }
        catch
        {
            // What was not begun whole is not ended by the runner.
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_prometheus is not null)
        {
            await _prometheus.DisposeAsync();
        }
        await _stop.CancelAsync();
        await _running;
        _live.Dispose();
        _broker.Dispose();
        await _network.DisposeAsync();
        _open.Dispose();
        _stop.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_network_that_falls_silent_is_told_and_no_longer_once_it_is_back()
    {
        Assert.False(await FiresAsync("ScoopSourceSilent lines") || await FiresAsync("ScoopSourceSilent"));

        _network.Cut();
        await Eventually.Holds(() => FiresAsync("ScoopSourceSilent lines"));
        // Posts no longer come from Kafka either.
        await Eventually.Holds(() => FiresAsync("ScoopSourceSilent"));

        _network.Mend();
        await Eventually.Holds(async () => !await FiresAsync("ScoopSourceSilent lines") && !await FiresAsync("ScoopSourceSilent"));
    }

    [Fact]
    public async Task A_broker_that_goes_away_is_told_and_no_longer_once_it_is_back()
    {
        Assert.False(await FiresAsync("ScoopBrokerUnreachable"));

        _broker.GoDown();
        await Eventually.Holds(() => FiresAsync("ScoopBrokerUnreachable"));

        _broker.GoUp();
        await Eventually.Holds(async () => !await FiresAsync("ScoopBrokerUnreachable"));
        await Eventually.Holds(ReadsAsync);
    }

    [Fact]
    public async Task A_process_that_has_ended_is_told()
    {
        Assert.False(await FiresAsync("ScoopDown"));

        await _stop.CancelAsync();
        await _running;

        await Eventually.Holds(() => FiresAsync("ScoopDown"));
    }

    private async Task<bool> FiresAsync(string alert) => (await _prometheus!.FiringAsync()).Contains(alert);

    private async Task<bool> ReadsAsync() => await _prometheus!.AskAsync("sum(rate(scoop_messages_read_total[5s])) > 0") is not null;
}
