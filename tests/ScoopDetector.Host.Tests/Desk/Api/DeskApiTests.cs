using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Tests.Store;
using Xunit;

namespace ScoopDetector.Host.Tests.Desk.Api;

/// <summary>The interface for programs, over real HTTP.</summary>
public sealed class DeskApiTests : IAsyncLifetime
{
    private readonly OpenDesk _open = new();
    private HttpClient _http = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _open.ServeAsync();
        _http = new() { BaseAddress = new(_open.Address), Timeout = TimeSpan.FromSeconds(30) };
        _open.Desk.Post(SomeAlert.Of("tram"));
        _open.Desk.Post(SomeAlert.Of("fire", level: AlertLevel.Alert, headline: "Smoke over the harbour"));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _open.DisposeAsync();
    }

    [Fact]
    public async Task It_lists_events_those_raised_last_first() => Assert.Equal(["fire", "tram"], await IdsAsync("/api/v1/alerts"));

    [Fact]
    public async Task It_describes_the_topics_of_Kafka() =>
        Assert.Equal("scoop.alerts.v1", (await GetAsync("/api/v1/asyncapi.json")).GetProperty("channels").GetProperty("alerts").GetProperty("address").GetString());

    [Theory]
    [InlineData("level=alert")]
    [InlineData("text=smoke harbour")]
    [InlineData("term=rails&text=HARBOUR&language=en&state=opened&since=2026-03-02T07:00:00Z&until=2026-03-03&handled=open")]
    public async Task Filters_narrow_the_list(string query) => Assert.Equal(["fire"], await IdsAsync($"/api/v1/alerts?{query}"));

    [Fact]
    public async Task It_shows_an_alert_in_the_very_words_of_the_alerts_topic()
    {
        var alert = SomeAlert.Of("crash", headline: "脱線 <b>&amp;</b> \"tram\"");
        _open.Desk.Post(alert);

        var record = await GetAsync("/api/v1/alerts/crash");

        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(AlertJson.Write(alert)).RootElement, record.GetProperty("entry").GetProperty("alert")));
    }

    [Fact]
    public async Task An_event_comes_with_its_revisions_and_acts()
    {
        _open.Desk.Post(SomeAlert.Of("tram", revision: 2));
        await DoAsync(new { kind = "note", eventId = "tram", text = "called the operator", by = "Ada" });

        var record = await GetAsync("/api/v1/alerts/tram");

        Assert.Equal([1, 2], record.GetProperty("revisions").EnumerateArray().Select(each => each.GetProperty("revision").GetInt32()));
        Assert.Equal("called the operator", record.GetProperty("acts")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task An_event_names_the_post_that_it_is_called_by_as_that_cannot_be_split_off_and_a_part_names_none()
    {
        _open.Desk.Post(SomeAlert.Of("tram", revision: 2) with { Evidence = [.. SomeAlert.Of("tram").Evidence, new("p2", "2026-03-02T07:00:20.000Z", "a2", "voice")] });
        using var refused = await DoAsync(new { kind = "splitOff", eventId = "tram", posts = new[] { "p1" }, text = "Smoke", by = "Ada" });
        using var done = await DoAsync(new { kind = "splitOff", eventId = "tram", posts = new[] { "p2" }, text = "Smoke", by = "Ada" });

        Assert.Equal("p1", (await GetAsync("/api/v1/alerts/tram")).GetProperty("head").GetString());
        Assert.Equal(JsonValueKind.Null, (await GetAsync("/api/v1/alerts/tram-s1")).GetProperty("head").ValueKind);
        Assert.Equal((HttpStatusCode.BadRequest, true), (refused.StatusCode, done.IsSuccessStatusCode));
        Assert.True((await GetAsync("/api/v1/openapi.json")).GetProperty("components").GetProperty("schemas").GetProperty("EventRecord").GetProperty("properties").TryGetProperty("head", out _));
    }

    [Fact]
    public async Task Pages_lead_from_one_to_the_next()
    {
        var first = await GetAsync("/api/v1/alerts?limit=1");
        var second = await GetAsync($"/api/v1/alerts?limit=1&before={first.GetProperty("next")}");

        Assert.Equal(("fire", "tram"), (Id(first.GetProperty("items")[0]), Id(second.GetProperty("items")[0])));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task What_an_editor_does_while_the_disk_is_full_is_answered_by_why_not_and_is_done_when_it_is_asked_again()
    {
        _open.Store.TakeRoom();
        var note = new { kind = "note", eventId = "tram", text = TightStore.LongText, by = "Ada" };

        using var refused = await _http.PostAsJsonAsync("/api/v1/acts", note, Stop);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Stop);

        Assert.Equal((HttpStatusCode.InsufficientStorage, "application/problem+json"), (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
        Assert.Equal("It was not done.", problem.GetProperty("title").GetString());
        Assert.Equal($"the store cannot be written: the disk of {_open.File} is full. Nothing of it is kept: try again when it can.", problem.GetProperty("detail").GetString());
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Empty(_open.Store.Acts.On("tram"));

        _open.Store.GiveRoom();
        using var done = await _http.PostAsJsonAsync("/api/v1/acts", note, Stop);
        Assert.Equal(HttpStatusCode.Created, done.StatusCode);
    }

    [Fact]
    public async Task While_another_program_holds_the_store_an_act_is_answered_by_when_to_try_again_and_reading_goes_on()
    {
        using (_open.Store.Hold(_open.File))
        {
            using var refused = await _http.PostAsJsonAsync("/api/v1/acts", new { kind = "claim", eventId = "tram", by = "Ada" }, Stop);

            Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(10)), (refused.StatusCode, refused.Headers.RetryAfter?.Delta));
            Assert.Equal(["fire", "tram"], await IdsAsync("/api/v1/alerts"));
        }
    }

    [Theory]
    [InlineData("/api/v1/alerts?level=loud", "level", "is 'loud': it must be watch or alert.")]
    [InlineData("/api/v1/alerts?level=1", "level", "is '1': it must be watch or alert.")]
    [InlineData("/api/v1/alerts?limit=500", "limit", "is '500': it must be a whole number from 1 to 200.")]
    [InlineData("/api/v1/alerts?since=yesterday", "since", "is 'yesterday': it must be a time in ISO 8601, such as 2026-03-02T07:00:00Z.")]
    [InlineData("/api/v1/acts?limit=none", "limit", "is 'none': it must be a whole number from 1 to 200.")]
    public async Task A_bad_request_names_the_field_its_value_and_what_is_allowed(string address, string field, string words)
    {
        using var answer = await _http.GetAsync(address, Stop);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(words, (await JsonAsync(answer)).GetProperty("errors").GetProperty(field)[0].GetString());
    }

    [Fact]
    public async Task A_filter_that_there_is_none_of_is_a_fault_and_not_passed_over()
    {
        using var answer = await _http.GetAsync("/api/v1/alerts?lang=en", Stop);

        Assert.StartsWith("is not a filter: there are level, state, language", (await JsonAsync(answer)).GetProperty("errors").GetProperty("lang")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/alerts")]
    [InlineData("/api/v1/alerts/tram")]
    public async Task What_has_not_changed_is_not_sent_again(string address)
    {
        using var first = await _http.GetAsync(address, Stop);
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(address, first.Headers.ETag!.ToString()));

        await DoAsync(new { kind = "claim", eventId = "tram" });

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(address, first.Headers.ETag.ToString()));
    }

    [Fact]
    public async Task An_act_is_done_in_the_name_given_and_can_be_undone()
    {
        using var done = await DoAsync(new { kind = "claim", eventId = "tram", by = "Ada" });
        Assert.Equal(HttpStatusCode.Created, done.StatusCode);
        Assert.Equal("Ada", _open.Store.Find("tram")!.Handling.ClaimedBy);
        var id = (await JsonAsync(done)).GetProperty("id").GetInt64();

        using var undone = await _http.PostAsync($"/api/v1/acts/{id}/undo?by=Bo", null, Stop);
        Assert.Equal("Bo", (await JsonAsync(undone)).GetProperty("undoneBy").GetString());
        Assert.Null(_open.Store.Find("tram")!.Handling.ClaimedBy);

        using var again = await _http.PostAsync($"/api/v1/acts/{id}/undo", null, Stop);
        using var never = await _http.PostAsync("/api/v1/acts/99/undo", null, Stop);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.NotFound), (again.StatusCode, never.StatusCode));
    }

    [Fact]
    public async Task An_act_that_makes_no_sense_is_refused_by_the_name_of_the_field()
    {
        using var answer = await DoAsync(new { kind = "dismiss", eventId = "tram", reason = "boring" });
        using var unknown = await DoAsync(new { kind = "praise", eventId = "tram" });
        using var nowhere = await DoAsync(new { kind = "claim", eventId = "nothing" });
        using var garbled = await _http.PostAsync("/api/v1/acts", new StringContent("{", null, "application/json"), Stop);

        Assert.Equal("is 'boring': it must be spam, known, entertainment, old or wrong.", (await JsonAsync(answer)).GetProperty("errors").GetProperty("reason")[0].GetString());
        Assert.StartsWith("is 'praise': it must be claim,", (await JsonAsync(unknown)).GetProperty("errors").GetProperty("kind")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (nowhere.StatusCode, nowhere.Content.Headers.ContentType?.MediaType));
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (garbled.StatusCode, garbled.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Labels_are_one_object_a_line()
    {
        await DoAsync(new { kind = "dismiss", eventId = "tram", reason = "spam", by = "Ada" });
        await DoAsync(new { kind = "claim", eventId = "fire", by = "Ada" });

        var lines = (await _http.GetStringAsync("/api/v1/labels", Stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(["dismiss spam 5", "claim  5"], lines.Select(line => JsonDocument.Parse(line).RootElement)
            .Select(label => $"{label.GetProperty("kind")} {label.GetProperty("reason")} {label.GetProperty("seen").GetProperty("counts").GetProperty("posts")}"));
    }

    [Fact]
    public async Task A_lane_is_a_filter_with_a_name()
    {
        using var saved = await _http.PutAsJsonAsync("/api/v1/lanes/Fires", new { query = "text=smoke" }, Stop);
        using var wrong = await _http.PutAsJsonAsync("/api/v1/lanes/Fires", new { query = "smell=smoke" }, Stop);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (saved.StatusCode, wrong.StatusCode));
        Assert.Equal("text=smoke", (await GetAsync("/api/v1/lanes"))[0].GetProperty("query").GetString());
    }

    [Fact]
    public async Task A_client_that_comes_back_is_told_what_it_missed_and_then_what_comes()
    {
        await using var stream = (await FollowAsync($"{_open.Store.Id}-1")).GetAsyncEnumerator(Stop);
        Assert.Equal($"{_open.Store.Id}-2 alert fire", await NextAsync(stream));

        _open.Desk.Post(SomeAlert.Of("flood"));
        Assert.Equal($"{_open.Store.Id}-3 alert flood", await NextAsync(stream));

        await DoAsync(new { kind = "claim", eventId = "tram" });
        Assert.Equal([" alert tram", $"{_open.Store.Id}-4 act tram"], [await NextAsync(stream), await NextAsync(stream)]);
    }

    [Fact]
    public async Task A_client_that_comes_from_another_store_is_told_everything()
    {
        await using var stream = (await FollowAsync("0badcafe-77")).GetAsyncEnumerator(Stop);

        Assert.Equal([$"{_open.Store.Id}-1 alert tram", $"{_open.Store.Id}-2 alert fire"], [await NextAsync(stream), await NextAsync(stream)]);
    }

    [Fact]
    public async Task Its_description_names_every_path()
    {
        var paths = (await GetAsync("/api/v1/openapi.json")).GetProperty("paths").EnumerateObject().Select(path => path.Name).Order();

        Assert.Equal(
            ["/api/v1/acts", "/api/v1/acts/{id}/undo", "/api/v1/alerts", "/api/v1/alerts/stream", "/api/v1/alerts/{eventId}", "/api/v1/alerts/{eventId}/headlines", "/api/v1/alerts/{eventId}/ninjs", "/api/v1/deliveries", "/api/v1/deliveries/preview", "/api/v1/deliveries/rules", "/api/v1/deliveries/rules/{rule}/test", "/api/v1/deliveries/{id}/retry", "/api/v1/heartbeat", "/api/v1/labels", "/api/v1/lanes", "/api/v1/lanes/{name}", "/api/v1/leads", "/api/v1/leads.csv", "/api/v1/map", "/api/v1/misses.csv", "/api/v1/mutes", "/feeds/alerts.atom", "/feeds/alerts.json", "/feeds/alerts.ninjs"],
            paths);
    }

    private Task<HttpResponseMessage> DoAsync(object act) => _http.PostAsJsonAsync("/api/v1/acts", act, Stop);

    private async Task<JsonElement> GetAsync(string address) => JsonDocument.Parse(await _http.GetStringAsync(address, Stop)).RootElement;

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement;

    private async Task<IEnumerable<string?>> IdsAsync(string address) => (await GetAsync(address)).GetProperty("items").EnumerateArray().Select(Id);

    private static string Id(JsonElement entry) => entry.GetProperty("alert").GetProperty("eventId").GetString()!;

    private async Task<HttpStatusCode> StatusAsync(string address, string known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "If-None-Match", known } } };
        using var answer = await _http.SendAsync(request, Stop);
        return answer.StatusCode;
    }

    private async Task<IAsyncEnumerable<SseItem<string>>> FollowAsync(string lastSeen)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/alerts/stream") { Headers = { { "Last-Event-ID", lastSeen } } };
        var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        return SseParser.Create(await answer.Content.ReadAsStreamAsync(Stop)).EnumerateAsync(Stop);
    }

    private static async Task<string> NextAsync(IAsyncEnumerator<SseItem<string>> stream)
    {
        while (await stream.MoveNextAsync())
        {
            if (stream.Current.EventType != "heartbeat")
            {
                using var change = JsonDocument.Parse(stream.Current.Data);
                var of = stream.Current.EventType == "act" ? change.RootElement : change.RootElement.GetProperty("alert");
                return $"{stream.Current.EventId} {stream.Current.EventType} {of.GetProperty("eventId")}";
            }
        }
        return "the stream ended";
    }
}
