using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Metrics;
using ScoopDetector.Host.Sources;
using ScoopDetector.Host.Tests.Desk;
using ScoopDetector.Host.Verbs;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;
using ScoopDetector.Time;
using Xunit;

namespace ScoopDetector.Host.Tests.Metrics;

[Collection(nameof(Alone))]
public sealed partial class OpsServerTests : IDisposable
{
    private readonly ScoopRun _run = new(new ScoopOptions(), new KafkaOptions(), TimeProvider.System, new DropCounts(), NullLogger.Instance) { Checkpoints = new() };
    private readonly HttpClient _http = new();
    private readonly OpenDesk _open = new();
    private readonly Vitals _vitals;

    public OpsServerTests()
    {
        var source = new SourceHealth("bluesky", TimeProvider.System);
        source.Heard();
        _vitals = new(_run, Host.Kafka.Role.All, () => TimeProvider.System.GetUtcNow()) { Sources = [source], Deliveries = Courier.Idle(_open.Desk.Store, TimeProvider.System), Store = _open.Store.Health };
        _run.Progress.Reach(990_000);
        _run.Saved.Begin();
        _run.Saved.Wrote(bytes: 1);
        _run.Saved.StoodStill(TimeSpan.Zero);
        _run.Progress.Beat([new("scoop.posts.v1", 0, 20)]);
        _run.Progress.Tally(new(0, 995_000, IsIdle: false, PaneTally.Empty(Pane.Of(990_000, 5_000))));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _open.Dispose();
        _http.Dispose();
    }

    [Fact]
    public async Task Every_name_and_label_in_the_rules_is_in_a_scrape()
    {
        await using var server = await ServeAsync();
        _run.Link("posts").Works();
        server.Metrics.Analyse(new(Pane.Of(990_000, 5_000), false, 0, [], [new(1, 2, DateTimeOffset.UtcNow.AddSeconds(1).ToUnixTimeMilliseconds())]));
        var scrape = await _http.GetStringAsync(server.Address + "/metrics", Stop);

        var rules = await File.ReadAllTextAsync(Path.Combine(Promtool.Repository(), "infra", "prometheus", "rules.yml"), Stop);
        Assert.NotEmpty(Names().Matches(rules));
        Assert.All(Names().Matches(rules), name => Assert.Matches($@"(?m)^{name.Value}(\{{| )", scrape));
        Assert.Matches("""(?m)^scoop_alerts_total\{.*level="alert",state="opened".*\} 0""", scrape);
        Assert.Matches("""(?m)^scoop_source_listening\{.*source="bluesky".*\} 0""", scrape);
        Assert.Matches("""(?m)^scoop_consumer_lag\{.*partition="0",topic="scoop\.posts\.v1".*\} 20""", scrape);
    }

    [Fact]
    public async Task Every_metric_of_ours_and_the_memory_of_the_process_are_on_the_page_for_operators()
    {
        await using var server = await ServeAsync();
        server.Metrics.Tell(SomeAlert.Of("tram"));
        var scrape = await _http.GetStringAsync(server.Address + "/metrics", Stop);
        var page = await File.ReadAllTextAsync(Path.Combine(Promtool.Repository(), "infra", "docs", "ops.md"), Stop);

        var names = Types().Matches(scrape).Select(type => type.Groups[1].Value).ToList();
        Assert.Contains("scoop_alert_delay_seconds", names);
        Assert.Contains("dotnet_process_memory_working_set_bytes", names);
        Assert.Contains(names, name => name.StartsWith("dotnet_gc_", StringComparison.Ordinal));
        Assert.All(names.Where(name => name.StartsWith("scoop_", StringComparison.Ordinal)), name => Assert.Contains($"`{name}", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Health_answers_with_a_status_and_with_why()
    {
        await using var server = await ServeAsync();

        Assert.Equal((HttpStatusCode.OK, """{"status":"ok","reasons":[]}"""), await GetAsync(server, "/health/live"));
        var (code, words) = await GetAsync(server, "/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, code);
        Assert.Contains("not begun: Kafka or its topics are not there yet", words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await GetAsync(server, "/health/startup")).Code);
    }

    [Fact]
    public async Task Where_there_are_keys_metrics_ask_for_one_and_health_keeps_its_reasons_for_them()
    {
        var keys = new SomeKeys();
        await using var server = await ServeAsync(keys.Options);

        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(server, "/metrics")).Code);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"not ok","reasons":[]}"""), await GetAsync(server, "/health/ready"));
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", keys.Of(Host.Desk.Access.Role.Viewer));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(server, "/metrics")).Code);
        Assert.Contains("not begun", (await GetAsync(server, "/health/ready")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_elsewhere_cannot_have_its_name_point_at_the_metrics()
    {
        await using var server = await ServeAsync();
        _http.DefaultRequestHeaders.Host = "elsewhere.example";

        Assert.Equal(HttpStatusCode.BadRequest, (await GetAsync(server, "/metrics")).Code);
    }

    [Fact]
    public async Task An_address_that_others_reach_needs_a_key_and_a_free_port()
    {
        var open = await Assert.ThrowsAsync<UsageException>(() => OpsServer.StartAsync(_vitals, new() { Address = "0.0.0.0" }, new(), TimeProvider.System, Stop));
        Assert.StartsWith("Metrics:Address is 0.0.0.0, which others can reach, and Desk:Keys is empty", open.Message, StringComparison.Ordinal);

        await using var server = await ServeAsync();
        var port = new Uri(server.Address).Port;
        var taken = await Assert.ThrowsAsync<UsageException>(() => OpsServer.StartAsync(_vitals, new() { Port = port }, new(), TimeProvider.System, Stop));
        Assert.StartsWith($"port {port} of 127.0.0.1 is taken by another program", taken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_desk_serves_the_same()
    {
        await using var server = await DeskServer.StartAsync(_open.Desk, new() { Port = 0 }, TimeProvider.System, Stop, _vitals);

        Assert.Contains("scoop_messages_read_total", await _http.GetStringAsync(server.Address + "/metrics", Stop), StringComparison.Ordinal);
        Assert.Equal("""{"status":"ok","reasons":[]}""", await _http.GetStringAsync(server.Address + "/health/live", Stop));
    }

    private Task<OpsServer> ServeAsync(DeskOptions? desk = null) => OpsServer.StartAsync(_vitals, new(), desk ?? new(), TimeProvider.System, Stop);

    private async Task<(HttpStatusCode Code, string Words)> GetAsync(OpsServer server, string path)
    {
        using var answer = await _http.GetAsync(server.Address + path, Stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    [GeneratedRegex(@"\bscoop_[a-z_]+")]
    private static partial Regex Names();

    [GeneratedRegex(@"(?m)^# TYPE (\S+) ")]
    private static partial Regex Types();
}
