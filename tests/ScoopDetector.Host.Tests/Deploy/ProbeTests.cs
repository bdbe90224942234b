using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Metrics;
using ScoopDetector.Host.Tests.Desk;
using ScoopDetector.Host.Tests.Metrics;
using ScoopDetector.Host.Verbs;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Host.Tests.Deploy;

[Collection(nameof(Alone))]
public sealed class ProbeTests : IDisposable
{
    private readonly OpenDesk _open = new();
    private readonly HttpClient _http = new();

    public static TheoryData<string> Overlays => Cluster.Overlays;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        _open.Dispose();
    }

    [Theory, MemberData(nameof(Overlays))]
    public async Task Every_probe_asks_at_a_port_and_a_path_at_which_the_process_answers(string overlay)
    {
        var cluster = Cluster.Of(overlay);
        foreach (var process in cluster.Processes)
        {
            var asked = RunVerb.Create().Parse(Cluster.Arguments(process)[1..]);
            var desk = cluster.Settings(process).Get<DeskOptions>();
            var port = asked.GetValue<int?>("--metrics-port") ?? desk.Port;
            var probes = new[] { "startupProbe", "readinessProbe", "livenessProbe" }.Select(kind => Cluster.Container(process)[kind]!["httpGet"]!).ToList();

            Assert.All(probes, probe => Assert.Equal(port, NumberOf(process, probe["port"]!.GetValue<string>())));
            await AnswersAsync(await ServeAsync(desk with { Address = "127.0.0.1", Port = 0 }, servesDesk: asked.GetValue<int?>("--metrics-port") is null), probes.Select(probe => probe["path"]!.GetValue<string>()));
        }
    }

    /// <summary>By the address of the pod, as the kubelet and Prometheus ask: a desk refuses names that it does not know.</summary>
    private async Task AnswersAsync((string Address, IAsyncDisposable Server) served, IEnumerable<string> paths)
    {
        await using var server = served.Server;
        _http.DefaultRequestHeaders.Host = served.Server is DeskServer ? $"{Cluster.PodAddress}:5080" : null;
        foreach (var path in paths)
        {
            using var answer = await _http.GetAsync(served.Address + path, Stop);
            Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable });
            Assert.Contains("\"status\":", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }
        using var metrics = await _http.GetAsync(served.Address + "/metrics", Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, metrics.StatusCode);
    }

    private async Task<(string, IAsyncDisposable)> ServeAsync(DeskOptions desk, bool servesDesk)
    {
        var vitals = new Vitals(new(new ScoopOptions(), new KafkaOptions(), TimeProvider.System, new DropCounts(), NullLogger.Instance), Role.All, () => TimeProvider.System.GetUtcNow());
        if (servesDesk)
        {
            var server = await DeskServer.StartAsync(_open.Desk, desk, TimeProvider.System, Stop, vitals);
            return (server.Address, server);
        }
        var ops = await OpsServer.StartAsync(vitals, new(), desk, TimeProvider.System, Stop);
        return (ops.Address, ops);
    }

    private static long NumberOf(JsonObject process, string port) =>
        Cluster.Container(process)["ports"]!.AsArray().Single(one => one!["name"]!.GetValue<string>() == port)!["containerPort"]!.GetValue<long>();
}
