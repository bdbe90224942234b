using System.Net;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Desk.Access;
using ScoopDetector.Host.Settings;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Desk.Access;

/// <summary>Sign-in by an OpenID provider, over real HTTP.</summary>
public sealed class LoginTests : IAsyncLifetime
{
    private readonly OpenDesk _open = new();
    private readonly SomeKeys _keys = new();
    private readonly CollectingLog _log = new();
    private readonly VirtualClock _clock = new(TimeProvider.System.GetUtcNow());
    private readonly HttpClient _browser = new(new HttpClientHandler { AllowAutoRedirect = false });
    private OpenIdProvider _provider = null!;
    private DeskServer? _desk;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private LoginOptions Options => new()
    {
        Authority = new(_provider.Address),
        ClientId = OpenIdProvider.ClientId,
        ClientSecret = OpenIdProvider.ClientSecret,
        Name = "Harbour News",
        RolesClaim = "groups",
        Roles = new() { Viewer = ["staff"], Editor = ["newsroom", "night desk"] },
    };

    public async ValueTask InitializeAsync()
    {
        _provider = await OpenIdProvider.StartAsync();
        await ServeAsync(Options);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _desk!.DisposeAsync();
        await _provider.DisposeAsync();
        await _open.DisposeAsync();
    }

    [Fact]
    public async Task An_account_with_a_mapped_role_is_let_in_with_it_and_comes_to_the_page_that_was_asked_for()
    {
        _provider.Account = [new("name", "Ada"), new("groups", "staff"), new("groups", "night desk")];

        using var back = await SignInAsync("/wall");

        Assert.Equal((HttpStatusCode.Redirect, "/wall"), (back.StatusCode, back.Headers.Location?.ToString()));
        Assert.Contains("Ada", await _browser.GetStringAsync("/", Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, await ClaimAsync());
        Assert.Equal("Ada", _open.Store.Find("tram")!.Handling.ClaimedBy);
    }

    [Fact]
    public async Task Two_accounts_of_one_name_are_two_people()
    {
        _provider.Account = [new("name", "Ada Lovelace"), new("groups", "newsroom")];
        using (await SignInAsync("/"))
        {
            await ClaimAsync();
        }

        (_provider.Subject, _provider.Account) = ("18", [new("name", "ada\u200B  Lovelace"), new("groups", "newsroom")]);
        using (await SignInAsync("/"))
        {
            var page = await _browser.GetStringAsync("/", Stop);
            Assert.Contains("ada Lovelace (2), editor", page, StringComparison.Ordinal);
            Assert.Contains("claimedBy=ada%20Lovelace%20%282%29", page, StringComparison.Ordinal);
            Assert.Empty(_open.Store.List(new(ClaimedBy: "ada Lovelace (2)")).Items);
            Assert.Equal("Ada Lovelace", _open.Store.Find("tram")!.Handling.ClaimedBy);
        }

        _provider.Subject = "17";
        using var back = await SignInAsync("/");
        Assert.Contains("Ada Lovelace, editor", await _browser.GetStringAsync("/", Stop), StringComparison.Ordinal);
        Assert.Single(_open.Store.List(new(ClaimedBy: "Ada Lovelace")).Items);
    }

    [Fact]
    public async Task An_account_is_not_taken_for_a_key_of_the_same_name()
    {
        _provider.Account = [new("name", "Editor of the desk"), new("groups", "newsroom")];

        using var back = await SignInAsync("/");

        Assert.Contains("Editor of the desk (2), editor", await _browser.GetStringAsync("/", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_comes_for_the_first_time_while_the_store_cannot_be_written_is_told_so_and_whoever_is_known_is_let_in()
    {
        _provider.Account = [new("name", "Ada"), new("groups", "newsroom")];
        using var first = await SignInAsync("/");
        using var another = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_open.File};Default Timeout=1");
        another.Open();
        using var held = another.BeginTransaction();

        using var known = await SignInAsync("/wall");
        _provider.Subject = "18";
        using var back = await SignInAsync("/");

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.ServiceUnavailable), (known.StatusCode, back.StatusCode));
        Assert.Contains("You come for the first time, and the desk cannot keep who you are: the store cannot be written: another program holds", await back.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_looks_and_does_not_act()
    {
        _provider.Account = [new("preferred_username", "bo@harbour.example"), new("groups", "staff")];
        using var back = await SignInAsync("/");

        Assert.Contains("bo@harbour.example", await _browser.GetStringAsync("/", Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await ClaimAsync());
    }

    [Fact]
    public async Task An_account_without_a_role_is_told_so_and_not_let_in()
    {
        _provider.Account = [new("name", "Eve <b>"), new("groups", "canteen"), new("roles", "newsroom")];

        using var back = await SignInAsync("/");

        Assert.Equal(HttpStatusCode.Forbidden, back.StatusCode);
        Assert.Contains(
            "Eve &lt;b&gt; is signed in with Harbour News, and has no role at this desk. Ask whoever runs the desk for one: it goes by the claim &#x27;groups&#x27; of the account.",
            await back.Content.ReadAsStringAsync(Stop),
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync("/"));
        Assert.Contains("sign-in: somebody was not let in (Eve <b> has no role here)", _log.Lines);
    }

    [Theory]
    [InlineData("state")]
    [InlineData("nonce")]
    [InlineData("issuer")]
    [InlineData("signature")]
    public async Task What_is_forged_is_refused(string what)
    {
        _provider.Account = [new("name", "Eve"), new("groups", "newsroom")];
        _provider.Nonce = what == "nonce" ? "another" : null;
        _provider.Issuer = what == "issuer" ? "https://elsewhere.example" : null;
        _provider.IsForged = what == "signature";

        using var back = await SignInAsync("/", what == "state" ? address => new(address.AbsoluteUri.Replace("state=", "state=x", StringComparison.Ordinal)) : null);

        Assert.Equal(HttpStatusCode.Unauthorized, back.StatusCode);
        Assert.Contains("This sign-in with Harbour News was refused", await back.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync("/"));
    }

    [Fact]
    public async Task A_sign_in_that_another_browser_began_is_refused()
    {
        _provider.Account = [new("name", "Eve"), new("groups", "newsroom")];
        var back = await ToProviderAsync("/");
        using var another = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });

        using var answer = await another.GetAsync(back, Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_provider_that_is_down_is_one_line_on_the_page_and_in_the_log_keys_still_let_in_and_later_it_is_asked_again()
    {
        var port = new Uri(_provider.Address).Port;
        await _provider.DisposeAsync();

        using (var down = await _browser.GetAsync("/sign-in/login", Stop))
        {
            Assert.Equal(HttpStatusCode.BadGateway, down.StatusCode);
            Assert.Contains("Harbour News cannot be asked now: it does not answer. Try again in a while, or come with a key.", await down.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }
        Assert.Contains("cannot be asked (", Assert.Single(_log.Lines), StringComparison.Ordinal);

        _provider = await OpenIdProvider.StartAsync(port);
        _provider.Account = [new("name", "Ada"), new("groups", "newsroom")];
        using var back = await SignInAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
    }

    [Fact]
    public async Task A_provider_that_goes_away_in_between_is_told_as_well()
    {
        var back = await ToProviderAsync("/");
        await _provider.DisposeAsync();

        using var answer = await _browser.GetAsync(back, Stop);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
    }

    [Fact]
    public async Task It_asks_by_code_with_PKCE_and_for_https_cookies_where_browsers_come_by_https()
    {
        await ServeAsync(Options with { Address = new("https://desk.example") });

        using var leaving = await _browser.GetAsync("/sign-in/login", Stop);

        var asked = leaving.Headers.Location!.Query;
        Assert.All(["response_type=code", "code_challenge_method=S256", "redirect_uri=https%3A%2F%2Fdesk.example%2Fsign-in%2Fdone"], part => Assert.Contains(part, asked, StringComparison.Ordinal));
        var cookies = leaving.Headers.GetValues("Set-Cookie").Where(cookie => cookie.StartsWith(".AspNetCore.", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, cookies.Count);
        Assert.All(cookies, cookie => Assert.Matches("secure.*samesite=lax.*httponly", cookie));
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_and_takes_open_streams_with_it()
    {
        _provider.Account = [new("name", "Ada"), new("groups", "newsroom")];
        using var back = await SignInAsync("/");
        _clock.Advance(TimeSpan.FromHours(11));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/"));
        using var stream = await _browser.GetAsync("/api/v1/alerts/stream", HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Equal(HttpStatusCode.OK, stream.StatusCode);

        _clock.Advance(TimeSpan.FromHours(1));

        await Assert.ThrowsAnyAsync<IOException>(async () => await (await stream.Content.ReadAsStreamAsync(Stop)).CopyToAsync(Stream.Null, Stop));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync("/"));
    }

    [Fact]
    public async Task A_session_ends_when_the_settings_it_rests_on_are_others()
    {
        _provider.Account = [new("name", "Ada"), new("groups", "newsroom")];
        using var back = await SignInAsync("/");

        await ServeAsync(Options with { Name = "another word on the button" });
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/"));
        await ServeAsync(Options with { Roles = new() { Editor = ["night desk"] } });
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync("/"));
    }

    [Fact]
    public async Task A_program_still_needs_a_key()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/api/v1/alerts"));
        Assert.Contains("Sign in with Harbour News", await _browser.GetStringAsync("/sign-in", Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Desk:Login: Authority is 'http://login.example/': it must be an https address; http only on this machine.", "Desk:Login:Authority=http://login.example", "Desk:Login:ClientId=desk", "Desk:Login:Roles:Editor=newsroom")]
    [InlineData("Desk:Login: ClientId is not set: it must be the name by which the provider knows the desk.", "Desk:Login:Authority=https://login.example", "Desk:Login:Roles:Editor=newsroom")]
    [InlineData("Desk:Login: Roles is empty, so nobody would be let in", "Desk:Login:Authority=https://login.example", "Desk:Login:ClientId=desk")]
    [InlineData("Desk:Login: ClientId is set, and Authority is not", "Desk:Login:ClientId=desk")]
    [InlineData("Desk:Login: Address is 'https://desk.example/scoop': it must be an https address without a path", "Desk:Login:Authority=https://login.example", "Desk:Login:ClientId=desk", "Desk:Login:Roles:Editor=newsroom", "Desk:Login:Address=https://desk.example/scoop")]
    [InlineData("Desk: Login:Address is https://desk.example/, and Hosts does not hold desk.example: the desk would refuse the browsers that come back.", "Desk:Login:Authority=https://login.example", "Desk:Login:ClientId=desk", "Desk:Login:Roles:Editor=newsroom", "Desk:Login:Address=https://desk.example")]
    [InlineData("Desk: Address is 0.0.0.0, which others can reach, and Login:Address is not set", "Desk:Login:Authority=https://login.example", "Desk:Login:ClientId=desk", "Desk:Login:Roles:Editor=newsroom", "Desk:Address=0.0.0.0")]
    public void Settings_that_cannot_work_stop_the_start(string fault, params string[] assignments) =>
        Assert.Contains(fault, Assert.Throws<UsageException>(() => Read(assignments)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_login_is_enough_to_open_the_desk_to_others_and_its_secret_is_not_shown()
    {
        var options = Read("Desk:Login:Authority=https://login.example", "Desk:Login:ClientId=desk", "Desk:Login:ClientSecret=tell nobody", "Desk:Login:Roles:Editor=newsroom,night desk",
            "Desk:Address=0.0.0.0", "Desk:Hosts=desk.example", "Desk:Login:Address=https://desk.example");

        Assert.Equal(["newsroom", "night desk"], options.Login.Roles.Editor);
        Assert.True(Secrets.IsSecret("Desk:Login:ClientSecret"));
        Assert.DoesNotContain("tell nobody", options.ToString(), StringComparison.Ordinal);
    }

    private static DeskOptions Read(params string[] assignments) =>
        ScoopSettings.Read(SettingsCatalogue.Product, null, new Dictionary<string, string>(), assignments).Get<DeskOptions>();

    private async Task ServeAsync(LoginOptions login)
    {
        var port = _desk is null ? 0 : new Uri(_desk.Address).Port;
        await (_desk?.DisposeAsync() ?? ValueTask.CompletedTask);
        var desk = new Newsdesk(_open.Store);
        _desk = await DeskServer.StartAsync(desk, _keys.Options with { Port = port, Login = login, Hosts = ["desk.example"] }, _clock, Stop, log: _log);
        _browser.BaseAddress ??= new(_desk.Address);
        desk.Post(SomeAlert.Of("tram"));
    }

    /// <returns>Where the provider sends the browser back to.</returns>
    private async Task<Uri> ToProviderAsync(string to)
    {
        using var leaving = await _browser.GetAsync($"/sign-in/login?to={Uri.EscapeDataString(to)}", Stop);
        Assert.Equal(HttpStatusCode.Redirect, leaving.StatusCode);
        using var provider = await _browser.GetAsync(leaving.Headers.Location, Stop);
        return provider.Headers.Location!;
    }

    private async Task<HttpResponseMessage> SignInAsync(string to, Func<Uri, Uri>? forge = null)
    {
        var back = await ToProviderAsync(to);
        return await _browser.GetAsync(forge?.Invoke(back) ?? back, Stop);
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await _browser.GetAsync(path, Stop);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> ClaimAsync()
    {
        using var answer = await _browser.PostAsync("/api/v1/acts", new StringContent("""{"kind":"claim","eventId":"tram"}""", System.Text.Encoding.UTF8, "application/json"), Stop);
        return answer.StatusCode;
    }
}
