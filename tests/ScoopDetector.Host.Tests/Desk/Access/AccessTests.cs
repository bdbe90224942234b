using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Desk.Access;
using ScoopDetector.Host.Settings;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Desk.Access;

/// <summary>Who may look, act and change, where keys are asked for.</summary>
public sealed partial class AccessTests : IAsyncLifetime
{
    private readonly OpenDesk _open = new();
    private readonly SomeKeys _keys = new();
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _open.ServeAsync(_keys.Options);
        _http.BaseAddress = new(_open.Address);
        _open.Desk.Post(SomeAlert.Of("tram"));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _open.DisposeAsync();
    }

    [Theory]
    [InlineData("/api/v1/alerts")]
    [InlineData("/api/v1/alerts/stream")]
    [InlineData("/api/v1/labels")]
    [InlineData("/feeds/alerts.atom")]
    public async Task A_program_without_a_key_or_with_a_wrong_one_learns_nothing(string address)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(HttpMethod.Get, address, key: null));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(HttpMethod.Get, address, "scoop_guess"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/search?text=tram")]
    [InlineData("/wall")]
    public async Task A_browser_that_has_not_signed_in_is_sent_to_do_so(string address)
    {
        using var answer = await _http.GetAsync(address, Stop);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal($"/sign-in?to={Uri.EscapeDataString(address)}", answer.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData(Role.Viewer, HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData(Role.Editor, HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.Forbidden)]
    [InlineData(Role.Admin, HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.OK)]
    public async Task A_key_opens_what_its_role_may(Role role, HttpStatusCode look, HttpStatusCode act, HttpStatusCode change)
    {
        var key = _keys.Of(role);

        Assert.Equal(look, await StatusAsync(HttpMethod.Get, "/api/v1/alerts", key));
        Assert.Equal(act, await StatusAsync(HttpMethod.Post, "/api/v1/acts", key, new { kind = "claim", eventId = "tram" }));
        Assert.Equal(change, await StatusAsync(HttpMethod.Put, "/api/v1/lanes/fires", key, new { query = "text=fire" }));
    }

    [Fact]
    public async Task What_is_done_stands_under_the_name_of_the_key_whatever_the_request_says()
    {
        await StatusAsync(HttpMethod.Post, "/api/v1/acts", _keys.Of(Role.Editor), new { kind = "claim", eventId = "tram", by = "Somebody else" });

        Assert.Equal("Editor of the desk", _open.Store.Find("tram")!.Handling.ClaimedBy);
    }

    [Fact]
    public async Task A_browser_signs_in_once_and_out_again()
    {
        using var entered = await SignInAsync(_keys.Of(Role.Editor), "/wall", await TokenAsync());
        Assert.Equal((HttpStatusCode.Redirect, "/wall"), (entered.StatusCode, entered.Headers.Location?.ToString()));
        Assert.Contains("Editor of the desk", await _http.GetStringAsync("/", Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("/\t/elsewhere.example")]
    public async Task A_wrong_key_a_form_from_elsewhere_and_a_way_out_of_the_desk_are_refused(string elsewhere)
    {
        var token = await TokenAsync();
        using var wrong = await SignInAsync("scoop_guess", "/", token);
        using var forged = await SignInAsync(_keys.Of(Role.Editor), "/", token: "forged");
        using var away = await SignInAsync(_keys.Of(Role.Editor), elsewhere, token);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest), (wrong.StatusCode, forged.StatusCode));
        Assert.Equal("/", away.Headers.Location?.ToString());
    }

    [Fact]
    public void A_key_that_is_no_longer_in_the_settings_lets_nobody_in_who_had_signed_in_with_it()
    {
        var before = new KeyRing(_keys.Options);
        var user = before.Open(_keys.Of(Role.Editor), "any")!;
        Assert.True(before.StillKnows(user));

        Assert.False(new KeyRing(new SomeKeys().Options).StillKnows(user));
        Assert.False(new KeyRing(new()).StillKnows(user));
    }

    [Theory]
    [InlineData("Desk: Address is 0.0.0.0, which others can reach, and Keys is empty: make a key with `scoop key NAME`, set Login, or stay on 127.0.0.1.", "Desk:Address=0.0.0.0")]
    [InlineData("Desk: Address is 'desk.example': it must be an IP address, such as 127.0.0.1, or 0.0.0.0 for all of this machine.", "Desk:Address=desk.example")]
    [InlineData("Desk:Port is '70000' (--set): it must be a whole number, from 0 to 65535.", "Desk:Port=70000")]
    [InlineData("Desk:Keys:Ada:Hash is 'secret': it must be the SHA-256 of a key in 64 hexadecimal digits, as `scoop key` prints it.", "Desk:Keys:Ada:Hash=secret")]
    [InlineData("Desk:Keys:Ada:Role is 'boss' (--set): it must be one of Viewer, Editor, Admin.", "Desk:Keys:Ada:Role=boss")]
    public void Settings_that_would_open_the_desk_to_others_without_a_key_stop_the_start(string fault, params string[] assignments) =>
        Assert.Contains(fault, Assert.Throws<UsageException>(() => Read(assignments)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_made_key_fits_the_setting_that_is_printed_with_it()
    {
        var (key, hash) = KeyRing.Make();
        var options = Read("Desk:Address=0.0.0.0", $"Desk:Keys:Ada:Hash={hash}", "Desk:Keys:Ada:Role=editor");

        Assert.Equal(new Who("Ada", Role.Editor), Visitor.Of(new KeyRing(options).Open(key, "any")!, claimed: null));
        Assert.DoesNotContain(key, hash, StringComparison.Ordinal);
    }

    private static DeskOptions Read(params string[] assignments) =>
        ScoopSettings.Read(SettingsCatalogue.Product, null, new Dictionary<string, string>(), assignments).Get<DeskOptions>();

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, string address, string? key, object? content = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content is null ? null : JsonContent.Create(content) };
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        return answer.StatusCode;
    }

    private Task<HttpResponseMessage> SignInAsync(string key, string to, string token) => _http.PostAsync(
        "/sign-in", new FormUrlEncodedContent([new("key", key), new("to", to), new("__RequestVerificationToken", token)]), Stop);

    private async Task<string> TokenAsync() => Token().Match(await _http.GetStringAsync("/sign-in", Stop)).Groups[1].Value;

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)""")]
    private static partial Regex Token();
}
