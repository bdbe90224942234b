using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using ScoopDetector.Host.Tests.Support;
using Xunit;

namespace ScoopDetector.Host.Tests.Metrics;

/// <summary>A real Prometheus with our rules, in which a minute passes in a second.</summary>
internal sealed partial class Prometheus : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private readonly Process _process;
    private readonly Task _rest;

    private Prometheus(Process process, TemporaryFolder folder, Uri address, Task rest) =>
        (_process, _folder, _http.BaseAddress, _rest) = (process, folder, address, rest);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Skips the test if there is none.</summary>
    /// <param name="target">What it scrapes, once a second.</param>
    public static async Task<Prometheus> StartAsync(Uri target)
    {
        var folder = new TemporaryFolder();
        folder.Write("rules.yml", Faster(await File.ReadAllTextAsync(Path.Combine(Promtool.Repository(), "infra", "prometheus", "rules.yml"), Stop)));
        var config = folder.Write("prometheus.yml", $$"""
            global: { scrape_interval: 1s, evaluation_interval: 1s }
            rule_files: [rules.yml]
            scrape_configs: [{ job_name: scoop, static_configs: [{ targets: ["{{target.Authority}}"] }] }]
            """);
        var process = Start(new("prometheus", [$"--config.file={config}", $"--storage.tsdb.path={folder.Path("data")}", "--web.listen-address=127.0.0.1:0"]) { RedirectStandardError = true });
        while (await process.StandardError.ReadLineAsync(Stop) is { } line)
        {
            if (Listening().Match(line) is { Success: true } found)
            {
                return new(process, folder, new($"http://{found.Groups[1].Value}"), process.StandardError.ReadToEndAsync(Stop));
            }
        }
        Assert.Fail("Prometheus ended before it listened.");
        return null!;
    }

    public async Task<bool> IsReadyAsync()
    {
        using var answer = await _http.GetAsync("/-/ready", Stop);
        return answer.IsSuccessStatusCode;
    }

    /// <summary>The value that an expression has, of the one series that it gives; null if it gives none.</summary>
    public async Task<string?> AskAsync(string expression)
    {
        using var answer = JsonDocument.Parse(await _http.GetStringAsync($"/api/v1/query?query={Uri.EscapeDataString(expression)}", Stop));
        var series = answer.RootElement.GetProperty("data").GetProperty("result");
        return series.GetArrayLength() == 0 ? null : series[0].GetProperty("value")[1].GetString();
    }

    /// <summary>What a graph of an expression shows that ends now: a point a second, and no series that has none. Fails with what Prometheus says if it does not take the expression.</summary>
    public async Task<IReadOnlyList<Series>> GraphAsync(string expression, TimeSpan span)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        using var response = await _http.GetAsync($"/api/v1/query_range?query={Uri.EscapeDataString(expression)}&start={now - (long)span.TotalSeconds}&end={now}&step=1", Stop);
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(response.IsSuccessStatusCode, $"{expression}: {text}");
        using var answer = JsonDocument.Parse(text);
        return [.. answer.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().Select(Series.Read).Where(series => series.Points.Count > 0)];
    }

    /// <summary>The alerts that fire now: name and, where it has one, source.</summary>
    public async Task<IReadOnlyList<string>> FiringAsync()
    {
        using var answer = JsonDocument.Parse(await _http.GetStringAsync("/api/v1/alerts", Stop));
        return [.. answer.RootElement.GetProperty("data").GetProperty("alerts").EnumerateArray()
            .Where(alert => alert.GetProperty("state").GetString() == "firing")
            .Select(alert => alert.GetProperty("labels"))
            .Select(labels => labels.TryGetProperty("source", out var source) ? $"{labels.GetProperty("alertname")} {source}" : $"{labels.GetProperty("alertname")}")];
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        await _rest;
        _process.Dispose();
        _http.Dispose();
        _folder.Dispose();
    }

    private static string Faster(string rules) => Durations().Replace(rules, span => span.Groups[1].Value + (span.Groups[2].Value == "h" ? "m" : "s"));

    private static Process Start(ProcessStartInfo how)
    {
        try
        {
            return Process.Start(how)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("There is no prometheus: install the package of that name.");
            throw;
        }
    }

    [GeneratedRegex("msg=\"Listening on\" address=(\\S+)")]
    private static partial Regex Listening();

    [GeneratedRegex(@"(?<=\[|for: )(\d+)([mh])\b")]
    private static partial Regex Durations();
}
