using System.Net;
using System.Net.Http.Json;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Desk;

public sealed class DeskServerTests : IAsyncLifetime
{
    private readonly OpenDesk _open = new();
    private HttpClient _http = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _open.ServeAsync();
        _http = new() { BaseAddress = new(_open.Address), Timeout = TimeSpan.FromSeconds(30) };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _open.DisposeAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/search")]
    [InlineData("/wall")]
    public async Task A_page_may_run_and_load_nothing_but_the_desks_own_files(string address)
    {
        using var page = await _http.GetAsync(address, Stop);

        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        var html = await page.Content.ReadAsStringAsync(Stop);
        Assert.DoesNotContain("http:", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/desk.css", "text/css")]
    [InlineData("/desk.js", "text/javascript")]
    [InlineData("/boot.js", "text/javascript")]
    [InlineData("/theme.js", "text/javascript")]
    [InlineData("/icon.svg", "image/svg+xml")]
    [InlineData("/_framework/blazor.web.js", "text/javascript")]
    [InlineData("/_content/Microsoft.AspNetCore.Components.QuickGrid/QuickGrid.razor.js", "text/javascript")]
    public async Task The_page_has_all_its_files(string file, string type)
    {
        using var answer = await _http.GetAsync(file, Stop);

        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Its_scripts_never_take_text_for_markup()
    {
        var script = await _http.GetStringAsync("/desk.js", Stop) + await _http.GetStringAsync("/boot.js", Stop);

        Assert.All(["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("], way => Assert.DoesNotContain(way, script, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_from_elsewhere_that_points_here_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/alerts") { Headers = { Host = "elsewhere.example" } };
        using var answer = await _http.SendAsync(request, Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("null")]
    public async Task A_page_from_elsewhere_cannot_act_in_the_name_of_the_desk(string origin)
    {
        _open.Desk.Post(SomeAlert.Of("tram"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/acts") { Headers = { { "Origin", origin } }, Content = JsonContent.Create(new { kind = "claim", eventId = "tram" }) };
        using var answer = await _http.SendAsync(request, Stop);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(_open.Store.Find("tram")!.Handling.ClaimedBy);
    }

    [Fact]
    public async Task Whoever_asks_in_a_browser_for_a_page_that_is_none_is_led_back_to_the_desk()
    {
        using var answer = await AskForAPageAsync("/nonsense");

        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var page = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Contains("<h1>There is no such page</h1>", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/\"", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'self'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_is_told_of_what_is_not_there_in_json()
    {
        using var plain = await _http.GetAsync("/nonsense", Stop);
        using var api = await AskForAPageAsync("/api/v1/nonsense");

        Assert.All([plain, api], answer => Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType)));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_the_mend()
    {
        var port = new Uri(_open.Address).Port;

        var fault = await Assert.ThrowsAsync<UsageException>(() => DeskServer.StartAsync(_open.Desk, new() { Port = port }, TimeProvider.System, Stop));

        Assert.Equal($"port {port} of 127.0.0.1 is taken by another program: end that one, or choose another: Desk:Port of a run, --port of demo.", fault.Message);
    }

    private async Task<HttpResponseMessage> AskForAPageAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept", "text/html,application/xhtml+xml,*/*;q=0.8" } } };
        return await _http.SendAsync(request, Stop);
    }
}
