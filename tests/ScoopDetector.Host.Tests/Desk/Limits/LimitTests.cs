using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Desk.Access;
using ScoopDetector.Host.Desk.Limits;
using ScoopDetector.Host.Metrics;
using ScoopDetector.Host.Settings;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Desk.Limits;

/// <summary>How much one visitor may ask, over real HTTP.</summary>
public sealed class LimitTests : IAsyncDisposable
{
    private readonly OpenDesk _open = new();
    private readonly SomeKeys _keys = new();
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _open.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_asks_too_often_is_told_which_limit_it_is_where_it_is_set_and_when_to_come_back()
    {
        await ServeAsync(new() { Requests = 2 });
        using var first = await GetAsync("/api/v1/heartbeat", Role.Viewer);
        using var second = await GetAsync("/feeds/alerts.atom", Role.Viewer);

        using var third = await GetAsync("/api/v1/heartbeat", Role.Viewer);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        var wait = await AssertRefusedAsync(third, "Requests", 2);
        Assert.InRange(wait, 1, 60);
    }

    [Fact]
    public async Task One_visitor_takes_nothing_from_another_nor_from_those_without_a_key()
    {
        await ServeAsync(new() { Requests = 1 });
        foreach (var role in Enum.GetValues<Role>())
        {
            using var first = await GetAsync("/api/v1/heartbeat", role);
            using var second = await GetAsync("/api/v1/heartbeat", role);

            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (first.StatusCode, second.StatusCode));
        }
        using var stranger = await _http.GetAsync("/api/v1/heartbeat", Stop);
        using var again = await _http.GetAsync("/api/v1/heartbeat", Stop);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests), (stranger.StatusCode, again.StatusCode));
    }

    [Fact]
    public async Task Streams_are_counted_while_they_are_open()
    {
        await ServeAsync(new() { Streams = 1 });
        using (var open = await GetAsync("/api/v1/alerts/stream", Role.Viewer))
        using (var another = await GetAsync("/api/v1/alerts/stream", Role.Viewer))
        using (var anothers = await GetAsync("/api/v1/alerts/stream", Role.Editor))
        {
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (open.StatusCode, anothers.StatusCode));
            Assert.Equal(10, await AssertRefusedAsync(another, "Streams", 1));
        }

        Assert.Equal(HttpStatusCode.OK, await StreamOnceFreeAsync());
    }

    [Fact]
    public async Task Whoever_is_refused_counts_in_the_metrics()
    {
        var run = new ScoopDetector.Host.Kafka.ScoopRun(new(), new(), TimeProvider.System, new(), NullLogger.Instance);
        await ServeAsync(new() { Requests = 1 }, vitals: new(run, ScoopDetector.Host.Kafka.Role.All, () => null));
        for (var i = 0; i < 3; i++)
        {
            using var answer = await GetAsync("/api/v1/heartbeat", Role.Viewer);
        }

        using var scrape = await GetAsync("/metrics", Role.Viewer);

        Assert.Matches("""(?m)^scoop_requests_refused_total\{.*limit="requests".*\} 2\b""", await scrape.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task Attempts_to_sign_in_are_counted_by_address_and_people_read_it_above_the_form()
    {
        await ServeAsync(new() { SignIns = 1 });
        using var first = await SignInAsync("text/html");
        using var person = await SignInAsync("text/html,*/*;q=0.8");
        using var program = await SignInAsync("application/json");

        Assert.Equal(HttpStatusCode.BadRequest, first.StatusCode);
        Assert.Equal((HttpStatusCode.TooManyRequests, "text/html"), (person.StatusCode, person.Content.Headers.ContentType!.MediaType));
        Assert.Contains("at most 1 attempts to sign in each minute for one visitor (Desk:Limits:SignIns), and the address 127.0.0.1 has had them", await person.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        await AssertRefusedAsync(program, "SignIns", 1);
    }

    [Fact]
    public async Task Behind_a_known_proxy_each_is_counted_by_the_address_that_it_was_asked_from()
    {
        await ServeAsync(new() { Requests = 1 }, proxies: ["127.0.0.0/8", "198.51.100.7"]);

        Assert.Equal(HttpStatusCode.Unauthorized, await ForwardedAsync("203.0.113.1"));
        Assert.Equal(HttpStatusCode.Unauthorized, await ForwardedAsync("203.0.113.2"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await ForwardedAsync("203.0.113.1"));
        // By way of another proxy that is known; and with what a visitor wrote there first.
        Assert.Equal(HttpStatusCode.TooManyRequests, await ForwardedAsync("203.0.113.2, 198.51.100.7"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await ForwardedAsync("192.0.2.99, 203.0.113.2"));
    }

    [Theory]
    [InlineData()]
    [InlineData("198.51.100.7", "fd00::/8")]
    public async Task Whoever_is_no_known_proxy_is_counted_by_their_own_address_whatever_they_say(params string[] proxies)
    {
        await ServeAsync(new() { Requests = 1 }, proxies);

        Assert.Equal(HttpStatusCode.Unauthorized, await ForwardedAsync("203.0.113.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await ForwardedAsync("203.0.113.2"));
    }

    [Theory]
    [InlineData("https", "127.0.0.1")]
    [InlineData("http", "198.51.100.7")]
    public async Task What_the_desk_says_of_its_own_address_follows_the_scheme_that_a_known_proxy_was_asked_by(string scheme, string proxy)
    {
        await ServeAsync(new(), [proxy]);
        using var request = Request(HttpMethod.Get, "/feeds/alerts.json", Role.Viewer);
        request.Headers.Add("X-Forwarded-Proto", "https");

        using var answer = await _http.SendAsync(request, Stop);

        Assert.Contains($"\"feed_url\":\"{scheme}://127.0.0.1", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("proxy.example")]
    [InlineData("10.1")]
    [InlineData("010.0.0.1")]
    [InlineData("10.1/16")]
    [InlineData("10.1.0.0/33")]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    public void What_is_no_address_of_a_proxy_stops_the_start(string proxy) => Assert.Contains(
        $"Desk: Proxies holds '{proxy}': it must be an IP address such as 10.1.2.3 or a network such as 10.1.0.0/16 or fd00::/8, and not everybody.",
        Assert.Throws<UsageException>(() => ScoopSettings.Read(SettingsCatalogue.Product, null, new Dictionary<string, string>(), [$"Desk:Proxies=10.0.0.1,{proxy}"]).Get<DeskOptions>()).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task Pages_their_files_and_connections_are_not_limited()
    {
        await ServeAsync(new() { Requests = 1, SignIns = 1, Streams = 1 });
        foreach (var path in Enumerable.Repeat<string[]>(["/", "/sign-in", "/desk.css", "/wall"], 3).SelectMany(paths => paths))
        {
            using var answer = await GetAsync(path, Role.Viewer);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        for (var connection = 0; connection < 3; connection++)
        {
            using var request = Request(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1", Role.Viewer);
            using var answer = await _http.SendAsync(request, Stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("Desk:Limits:Requests is '0' (--set): it must be a whole number, from 1 to 10000000.", "Desk:Limits:Requests=0")]
    [InlineData("Desk:Limits:Streams is 'many' (--set): it must be a whole number, from 1 to 100000.", "Desk:Limits:Streams=many")]
    public void A_limit_out_of_its_range_stops_the_start(string fault, string assignment) => Assert.Contains(
        fault,
        Assert.Throws<UsageException>(() => ScoopSettings.Read(SettingsCatalogue.Product, null, new Dictionary<string, string>(), [assignment]).Get<DeskOptions>()).Message,
        StringComparison.Ordinal);

    private async Task<HttpStatusCode> ForwardedAsync(string forwarded)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/heartbeat");
        request.Headers.Add("X-Forwarded-For", forwarded);
        using var answer = await _http.SendAsync(request, Stop);
        return answer.StatusCode;
    }

    private async Task ServeAsync(LimitOptions limits, string[]? proxies = null, Vitals? vitals = null)
    {
        await _open.ServeAsync(_keys.Options with { Limits = limits, Proxies = proxies ?? [] }, vitals: vitals);
        _http.BaseAddress = new(_open.Address);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, Role role)
    {
        using var request = Request(HttpMethod.Get, path, role);
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
    }

    private HttpRequestMessage Request(HttpMethod method, string path, Role role) =>
        new(method, path) { Headers = { Authorization = new("Bearer", _keys.Of(role)) } };

    private async Task<HttpResponseMessage> SignInAsync(string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([new("key", "scoop_guess")]) };
        request.Headers.Accept.ParseAdd(accept);
        return await _http.SendAsync(request, Stop);
    }

    /// <summary>The server learns of a closed stream by itself, when it next writes to it.</summary>
    private async Task<HttpStatusCode> StreamOnceFreeAsync()
    {
        while (true)
        {
            _open.Desk.Post(SomeAlert.Of("tram"));
            using var answer = await GetAsync("/api/v1/alerts/stream", Role.Viewer);
            if (answer.StatusCode != HttpStatusCode.TooManyRequests)
            {
                return answer.StatusCode;
            }
        }
    }

    private static async Task<int> AssertRefusedAsync(HttpResponseMessage answer, string limit, int most)
    {
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement;
        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal((limit, most, $"Desk:Limits:{limit}"), (problem.GetProperty("limit").GetString(), problem.GetProperty("most").GetInt32(), problem.GetProperty("setting").GetString()));
        var wait = (int)answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds;
        Assert.Contains($"(Desk:Limits:{limit})", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.EndsWith(string.Create(CultureInfo.InvariantCulture, $"try again in {wait} s."), problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        return wait;
    }
}
