using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Desk.Access;
using ScoopDetector.Host.Tests.Desk;
using Xunit;

namespace ScoopDetector.Host.Tests.Deliveries;

public sealed class DeliveriesApiTests : IAsyncLifetime
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly OpenDesk _open = new();
    private readonly SomeKeys _keys = new();
    private Hook _hook = null!;
    private Courier _courier = null!;
    private DeskServer _server = null!;
    private HttpClient _http = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _hook = await Hook.OpenAsync();
        var rule = new RuleOptions { Target = $"{_hook.Address}/T000/secret-part", Secrets = [Secret], Filter = "level=alert" };
        _courier = new(_open.Store, new() { Rules = new Dictionary<string, RuleOptions> { ["news"] = rule }, StaleAfter = TimeSpan.FromDays(3650) }, Hook.Ways(TimeProvider.System), TimeProvider.System, new(1));
        _server = await DeskServer.StartAsync(_open.Desk, _keys.Options, TimeProvider.System, Stop, courier: _courier);
        _http = As(Role.Editor);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
        await _open.DisposeAsync();
        await _hook.DisposeAsync();
    }

    [Fact]
    public async Task The_log_has_what_was_sent_page_by_page()
    {
        foreach (var id in new[] { "a", "b", "c" })
        {
            _open.Desk.Post(SomeAlert.Of(id, level: AlertLevel.Alert));
        }
        await _courier.SendDueAsync(Stop);

        using var first = await ReadAsync("/api/v1/deliveries?limit=2&state=sent&rule=NEWS");
        var next = first.RootElement.GetProperty("next").GetInt64();
        using var rest = await ReadAsync($"/api/v1/deliveries?limit=2&before={next}");

        Assert.Equal(["c-1:news", "b-1:news"], Keys(first));
        Assert.Equal(["a-1:news"], Keys(rest));
        Assert.Equal(JsonValueKind.Null, rest.RootElement.GetProperty("next").ValueKind);
        Assert.Equal(("sent", "webhook", "opened"), (Text(first, "state"), Text(first, "way"), Text(first, "kind")));
    }

    [Fact]
    public async Task A_rule_says_how_it_stands_and_neither_its_address_nor_its_secret()
    {
        _open.Desk.Post(SomeAlert.Of("tram", level: AlertLevel.Alert));

        var text = await _http.GetStringAsync("/api/v1/deliveries/rules", Stop);

        using var rules = JsonDocument.Parse(text);
        var rule = Assert.Single(rules.RootElement.EnumerateArray());
        Assert.Equal(("news", "127.0.0.1", 1, 1), (rule.GetProperty("name").GetString(), rule.GetProperty("receiver").GetString(), rule.GetProperty("lastDay").GetInt32(), rule.GetProperty("waiting").GetInt32()));
        Assert.DoesNotContain("secret-part", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_rule_would_have_sent_is_known_before_there_is_one()
    {
        _open.Store.Save(new("Trams", "term=tram", "Ada"));
        _open.Desk.Post(SomeAlert.Of("tram"));
        _open.Desk.Post(SomeAlert.Of("tram", 2, AlertLevel.Alert));
        _open.Desk.Post(SomeAlert.Of("tram", 3, AlertLevel.Alert));
        _open.Desk.Post(SomeAlert.Of("fire", level: AlertLevel.Alert) with { Urgency = 1, Terms = ["fire"] });

        async Task<(int, string?, string?)> LookAsync(string query)
        {
            using var found = await ReadAsync($"/api/v1/deliveries/preview?{query}");
            return (found.RootElement.GetProperty("lastDay").GetInt32(), found.RootElement.GetProperty("filter").GetString(), found.RootElement.GetProperty("words").GetString());
        }
        Assert.Equal((2, "level=alert", "This rule would have sent 2 in the last 24 h."), await LookAsync(""));
        Assert.Equal((2, "lane Trams", "This rule would have sent 2 in the last 24 h."), await LookAsync("lane=trams&way=slack".Replace("trams", "Trams", StringComparison.Ordinal)));
        Assert.Equal(3, (await LookAsync("lane=Trams&filter=&updates=true&way=email")).Item1);
        Assert.Equal((2, "level=alert"), (await LookAsync("lane=&way=slack")) is var (alerts, which, _) ? (alerts, which) : default);
        _open.Desk.Post(SomeAlert.Of("flood"));
        Assert.Equal((4, ""), (await LookAsync("filter=&way=slack")) is var (all, any, _) ? (all, any) : default);
        Assert.Equal((1, "level=alert, urgency 3 or more urgent", "This rule would have sent 1 in the last 24 h."), await LookAsync("filter=level%3Dalert&urgency=3&way=teams"));
        Assert.Empty(_hook.Requests);
    }

    [Theory]
    [InlineData("lane=None", HttpStatusCode.NotFound, "lane is 'None': there is none.")]
    [InlineData("lane=Trams&filter=level%3Dalert", HttpStatusCode.BadRequest, "filter is 'level=alert', and lane is 'Trams': a rule has one of them. Take the other away.")]
    [InlineData("filter=colour%3Dred", HttpStatusCode.BadRequest, "colour is not a filter")]
    [InlineData("way=pigeon", HttpStatusCode.BadRequest, "way is 'pigeon': it must be webhook, slack, teams, apprise or email.")]
    [InlineData("urgency=10", HttpStatusCode.BadRequest, "urgency is '10': it must be a whole number from 1 to 9.")]
    [InlineData("updates=maybe", HttpStatusCode.BadRequest, "updates is 'maybe': it must be true or false.")]
    public async Task A_preview_of_what_makes_no_sense_is_refused_by_name(string query, HttpStatusCode status, string words)
    {
        using var answer = await _http.GetAsync($"/api/v1/deliveries/preview?{query}", Stop);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(words, System.Text.RegularExpressions.Regex.Unescape(await answer.Content.ReadAsStringAsync(Stop)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_goes_out_at_once_and_the_answer_says_how_it_went()
    {
        _hook.Answer = (_, context) =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        using var answer = await _http.PostAsync("/api/v1/deliveries/rules/news/test", null, Stop);
        using var made = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop));

        Assert.Equal(("failed", "the receiver answered 500"), (made.RootElement.GetProperty("state").GetString(), made.RootElement.GetProperty("fault").GetString()));
        Assert.Contains("org.scoopdetector.test.v1", _hook.Requests.Single().Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _http.PostAsync("/api/v1/deliveries/rules/none/test", null, Stop)).StatusCode);
    }

    [Fact]
    public async Task Who_only_looks_may_see_the_log_and_send_nothing()
    {
        using var viewer = As(Role.Viewer);

        Assert.Equal(HttpStatusCode.OK, (await viewer.GetAsync("/api/v1/deliveries", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.PostAsync("/api/v1/deliveries/rules/news/test", null, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.PostAsync("/api/v1/deliveries/1/retry", null, Stop)).StatusCode);
        Assert.Empty(_hook.Requests);
    }

    [Fact]
    public async Task Only_what_has_failed_is_tried_anew()
    {
        _open.Desk.Post(SomeAlert.Of("tram", level: AlertLevel.Alert));

        Assert.Equal(HttpStatusCode.NotFound, (await _http.PostAsync("/api/v1/deliveries/1/retry", null, Stop)).StatusCode);
        _courier.Outbox.End(_courier.Outbox.Log(), DeliveryState.Failed, "the receiver answered 404");
        Assert.Equal(HttpStatusCode.Accepted, (await _http.PostAsync("/api/v1/deliveries/1/retry", null, Stop)).StatusCode);
        await _courier.SendDueAsync(Stop);

        Assert.Equal("tram-1:news", _hook.Requests.Single().Headers["webhook-id"]);
    }

    [Fact]
    public async Task A_state_that_there_is_none_of_is_refused_by_name() => Assert.Contains(
        "state is 'lost': it must be waiting, sent, failed, superseded or dropped.",
        await (await _http.GetAsync("/api/v1/deliveries?state=lost", Stop)).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

    private HttpClient As(Role role)
    {
        var http = new HttpClient { BaseAddress = new(_server.Address) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", _keys.Of(role));
        return http;
    }

    private async Task<JsonDocument> ReadAsync(string address) => (await _http.GetFromJsonAsync<JsonDocument>(address, Stop))!;

    private static IEnumerable<string?> Keys(JsonDocument page) => page.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("key").GetString());

    private static string Text(JsonDocument page, string name) => page.RootElement.GetProperty("items")[0].GetProperty(name).GetString()!;
}
