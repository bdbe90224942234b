using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Settings;
using ScoopDetector.Host.Tests.Desk;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Deliveries;

public sealed class WebhookTests : IAsyncLifetime
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string NewSecret = "whsec_bmV2ZXIgdXNlIHRoaXMgb25lIGZvciByZWFsISE=";

    private readonly FakeTimeProvider _clock = new(new(2026, 3, 2, 7, 30, 0, TimeSpan.Zero));
    private Hook _hook = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _hook = await Hook.OpenAsync();

    public ValueTask DisposeAsync() => _hook.DisposeAsync();

    [Fact]
    public void The_signature_is_that_of_the_specification() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        StandardWebhook.Sign([Secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), "{\"test\": 2432232314}"u8));

    [Theory]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", true)]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", false)]
    [InlineData("whsec_c2hvcnQ=", false)]
    [InlineData("whsec_not Base64 at all, but long enough", false)]
    public void A_secret_has_its_mark_and_enough_bytes(string secret, bool isOne) => Assert.Equal(isOne, StandardWebhook.IsSecret(secret));

    [Fact]
    public async Task A_receiver_checks_what_it_gets_with_either_secret()
    {
        await SendAsync(Rule() with { Secrets = [NewSecret, Secret] });

        var request = Assert.Single(_hook.Requests);
        var signatures = request.Headers["webhook-signature"].Split(' ');
        Assert.Equal(2, signatures.Length);
        Assert.Equal([Signature(NewSecret, request), Signature(Secret, request)], signatures);
        Assert.Equal(("tram-1:news", "application/json"), (request.Headers["webhook-id"], request.Headers["content-type"]));
        Assert.Equal(_clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), request.Headers["webhook-timestamp"]);
    }

    [Fact]
    public async Task The_body_has_type_time_and_the_alert_as_it_is_on_Kafka()
    {
        await SendAsync(Rule());

        using var body = JsonDocument.Parse(_hook.Requests.Single().Body);
        Assert.Equal(("org.scoopdetector.alert.opened.v1", "2026-03-02T07:30:00.000Z"), (body.RootElement.GetProperty("type").GetString(), body.RootElement.GetProperty("timestamp").GetString()));
        Assert.Equal(Encoding.UTF8.GetString(AlertJson.Write(SomeAlert.Of("tram", level: AlertLevel.Alert))), body.RootElement.GetProperty("data").GetRawText());
        Assert.False(_hook.Requests.Single().Headers.ContainsKey("webhook-signature"));
    }

    [Fact]
    public async Task A_CloudEvent_is_the_one_that_Kafka_carries()
    {
        await SendAsync(Rule() with { Body = Body.CloudEvent });

        var request = _hook.Requests.Single();
        using var body = JsonDocument.Parse(request.Body);
        Assert.Equal("application/cloudevents+json", request.Headers["content-type"]);
        Assert.Equal(
            ("1.0", "tram-1", "org.scoopdetector.alert.opened.v1", "tram"),
            (Text(body, "specversion"), Text(body, "id"), Text(body, "type"), Text(body, "subject")));
        Assert.Equal("tram-1", body.RootElement.GetProperty("data").GetProperty("alertId").GetString());
    }

    [Fact]
    public async Task A_receiver_that_is_down_for_an_hour_gets_all_of_it_once_and_each_attempt_has_the_same_id()
    {
        using var room = new PostRoom(new DeliveriesOptions { Rules = new Dictionary<string, RuleOptions> { ["news"] = Rule() with { Secrets = [Secret] } } }, Hook.Ways(_clock));
        var taken = new List<string>();
        var isDown = true;
        _hook.Answer = (request, context) =>
        {
            if (isDown && _hook.Requests.Count % 2 == 0)
            {
                context.Abort();
            }
            else if (!isDown)
            {
                taken.Add(request.Headers["webhook-id"]);
            }
            context.Response.StatusCode = isDown ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
            return Task.CompletedTask;
        };
        string[] events = [.. Enumerable.Range(0, 12).Select(i => $"e{i:00}")];

        foreach (var id in events)
        {
            room.Hear(SomeAlert.Of(id, level: AlertLevel.Alert) with { AlertedAt = room.Clock.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture) });
            await room.PassAsync(TimeSpan.FromMinutes(5));
        }
        isDown = false;
        await room.PassAsync(TimeSpan.FromMinutes(5));
        room.Crash();
        await room.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(events.Select(id => $"{id}-1:news"), taken);
        Assert.True(_hook.Requests.Count(request => request.Headers["webhook-id"] == "e00-1:news") > 10);
    }

    [Fact]
    public async Task A_receiver_that_asks_for_patience_is_given_it()
    {
        using var room = new PostRoom(new DeliveriesOptions { Rules = new Dictionary<string, RuleOptions> { ["news"] = Rule() } }, Hook.Ways(_clock));
        _hook.Answer = (_, context) =>
        {
            context.Response.StatusCode = _hook.Requests.Count == 1 ? StatusCodes.Status429TooManyRequests : StatusCodes.Status200OK;
            context.Response.Headers.RetryAfter = "90";
            return Task.CompletedTask;
        };

        await room.Hear("tram").SendAsync();
        await room.PassAsync(TimeSpan.FromSeconds(80));
        Assert.Single(_hook.Requests);
        await room.PassAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(2, _hook.Requests.Count);
    }

    [Theory]
    [InlineData(200, "Sent")]
    [InlineData(202, "Sent")]
    [InlineData(302, "Refused")]
    [InlineData(400, "Refused")]
    [InlineData(404, "Refused")]
    [InlineData(408, "Away")]
    [InlineData(410, "Gone")]
    [InlineData(429, "Away")]
    [InlineData(500, "Away")]
    [InlineData(503, "Away")]
    public async Task An_answer_says_what_is_to_be_done_next(int status, string kind)
    {
        _hook.Answer = (_, context) =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };

        Assert.Equal(kind, (await Hook.Ways(_clock)(Rule()).SendAsync(Letter(), Stop)).Kind.ToString());
        Assert.Equal(["/hook"], _hook.Server.Requests);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_is_not_waited_for_for_ever()
    {
        _hook.Answer = async (_, context) =>
        {
            _clock.Advance(TimeSpan.FromSeconds(20));
            await Support.LocalServerExtensions.HangAsync(context, _hook.Server);
        };

        Assert.Equal(new(OutcomeKind.Away, "no answer within 20 s"), await Hook.Ways(_clock)(Rule()).SendAsync(Letter(), Stop));
    }

    [Theory]
    [InlineData("Deliveries:Rules:news:Target", "hush.example/secret")]
    [InlineData("Deliveries:Rules:news:Target", "https://user:secret@hush.example/")]
    [InlineData("Deliveries:Rules:news:Secrets", "whsec_secret")]
    public void A_slip_in_an_address_or_a_secret_is_named_and_not_repeated(string key, string value)
    {
        var fault = Assert.Throws<UsageException>(() => Settings("Deliveries:Rules:news:Target=https://hush.example/", $"{key}={value}"));

        Assert.Contains(key[(key.LastIndexOf(':') + 1)..], fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret@", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", (Rule() with { Target = value, Secrets = [value] }).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Filter=colour=red", "colour is not a filter")]
    [InlineData("QuietFrom=22:00:00", "QuietFrom and QuietUntil go together")]
    [InlineData("TimeZone=Paris", "TimeZone is 'Paris'")]
    [InlineData("Way=email", "names nobody")]
    [InlineData("Way=pigeon", "one of Webhook, Slack, Teams, Apprise, Email")]
    [InlineData("Urgent=1", "is not a setting")]
    public void A_rule_that_makes_no_sense_stops_the_start(string setting, string words) => Assert.Contains(
        words, Assert.Throws<UsageException>(() => Settings("Deliveries:Rules:news:Target=https://hush.example/", $"Deliveries:Rules:news:{setting}")).Message, StringComparison.Ordinal);

    private static DeliveriesOptions Settings(params string[] assignments) =>
        ScoopSettings.Read(SettingsCatalogue.Product, null, new Dictionary<string, string>(), assignments).Get<DeliveriesOptions>();

    private RuleOptions Rule() => new() { Target = _hook.Address.AbsoluteUri };

    private async Task SendAsync(RuleOptions rule) => Assert.Equal(Outcome.Sent, await Hook.Ways(_clock)(rule).SendAsync(Letter(), Stop));

    private Letter Letter() => new("tram-1:news", "news", _clock.GetUtcNow(), [new(DeliveryKind.Opened, SomeAlert.Of("tram", level: AlertLevel.Alert))], false, null);

    private static string Text(JsonDocument body, string name) => body.RootElement.GetProperty(name).GetString()!;

    /// <summary>As a receiver reckons it, by the specification and not by our code.</summary>
    private static string Signature(string secret, HookRequest request)
    {
        var signed = $"{request.Headers["webhook-id"]}.{request.Headers["webhook-timestamp"]}.{request.Text}";
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes(signed)));
    }
}
