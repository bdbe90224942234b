using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Desk;

public sealed class DeskServerTests : IAsyncLifetime
{
    private readonly AlertBoard _board = new();
    private DeskServer _server = null!;
    private HttpClient _http = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await DeskServer.StartAsync(_board, port: 0, Stop);
        _http = new() { BaseAddress = new(_server.Address), Timeout = TimeSpan.FromSeconds(30) };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task It_lists_what_is_on_the_board_newest_first()
    {
        _board.Post(SomeAlert.Of("tram"));
        _board.Post(SomeAlert.Of("fire", level: AlertLevel.Alert));

        using var list = JsonDocument.Parse(await _http.GetStringAsync("/api/v1/alerts", Stop));

        Assert.Equal(["alert fire", "watch tram"], list.RootElement.EnumerateArray().Select(entry => entry.GetProperty("alert"))
            .Select(alert => $"{alert.GetProperty("level")} {alert.GetProperty("eventId")}"));
    }

    [Fact]
    public async Task It_shows_an_alert_in_the_very_words_of_the_alerts_topic()
    {
        var alert = SomeAlert.Of("tram", headline: "脱線 <b>&amp;</b> \"tram\"");
        _board.Post(alert);

        using var list = JsonDocument.Parse(await _http.GetStringAsync("/api/v1/alerts", Stop));

        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(AlertJson.Write(alert)).RootElement, list.RootElement[0].GetProperty("alert")));
    }

    [Fact]
    public async Task A_browser_that_comes_back_is_told_what_it_missed_and_then_what_comes()
    {
        var seen = _board.Post(SomeAlert.Of("tram")).Id;
        _board.Post(SomeAlert.Of("fire"));

        await using var stream = (await FollowAsync(seen.ToString(System.Globalization.CultureInfo.InvariantCulture))).GetAsyncEnumerator(Stop);
        Assert.Equal("2 fire", await NextAlertAsync(stream));

        _board.Post(SomeAlert.Of("flood"));
        Assert.Equal("3 flood", await NextAlertAsync(stream));
    }

    [Fact]
    public async Task The_page_may_run_and_load_nothing_but_its_own_files()
    {
        using var page = await _http.GetAsync("/", Stop);

        Assert.StartsWith("default-src 'self';", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var html = await page.Content.ReadAsStringAsync(Stop);
        Assert.DoesNotContain("http", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/desk.css", "text/css")]
    [InlineData("/desk.js", "text/javascript")]
    [InlineData("/icon.svg", "image/svg+xml")]
    public async Task The_page_has_all_its_files(string file, string type)
    {
        using var answer = await _http.GetAsync(file, Stop);

        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task The_page_never_takes_text_for_markup()
    {
        var script = await _http.GetStringAsync("/desk.js", Stop);

        Assert.All(["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("], way => Assert.DoesNotContain(way, script, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_from_elsewhere_that_points_here_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/alerts") { Headers = { Host = "elsewhere.example" } };
        using var answer = await _http.SendAsync(request, Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_the_mend()
    {
        var port = new Uri(_server.Address).Port;

        var fault = await Assert.ThrowsAsync<UsageException>(() => DeskServer.StartAsync(new(), port, Stop));

        Assert.Equal($"port {port} of 127.0.0.1 is taken by another program: end that one, or choose another with --port.", fault.Message);
    }

    private async Task<IAsyncEnumerable<SseItem<string>>> FollowAsync(string lastSeen)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/alerts/stream") { Headers = { { "Last-Event-ID", lastSeen } } };
        var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        return SseParser.Create(await answer.Content.ReadAsStreamAsync(Stop)).EnumerateAsync(Stop);
    }

    private static async Task<string> NextAlertAsync(IAsyncEnumerator<SseItem<string>> stream)
    {
        while (await stream.MoveNextAsync())
        {
            if (stream.Current.EventType == "alert")
            {
                using var entry = JsonDocument.Parse(stream.Current.Data);
                return $"{stream.Current.EventId} {entry.RootElement.GetProperty("alert").GetProperty("eventId")}";
            }
        }
        return "the stream ended";
    }
}
