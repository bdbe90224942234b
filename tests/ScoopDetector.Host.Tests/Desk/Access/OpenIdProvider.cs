using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ScoopDetector.Host.Tests.Desk.Access;

/// <summary>A small OpenID provider on this machine: everybody who is sent to it is signed in as whoever a test says.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "desk";
    public const string ClientSecret = "of the desk";

    private readonly WebApplication _app;
    private readonly RsaSecurityKey _key = NewKey();
    private readonly ConcurrentDictionary<string, Visit> _visits = [];

    private OpenIdProvider(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = Address,
            authorization_endpoint = $"{Address}/authorize",
            token_endpoint = $"{Address}/token",
            jwks_uri = $"{Address}/keys",
            response_types_supported = new[] { "code" },
            subject_types_supported = new[] { "public" },
            id_token_signing_alg_values_supported = new[] { "RS256" },
        }));
        _app.MapGet("/keys", () =>
        {
            var key = _key.Rsa.ExportParameters(false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = _key.KeyId, n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) } } });
        });
        _app.MapGet("/authorize", Authorize);
        _app.MapPost("/token", (Delegate)TokenAsync);
    }

    public string Address => _app.Urls.First();

    /// <summary>The number of the account.</summary>
    public string Subject { get; set; } = "17";

    /// <summary>What the account has beside its number.</summary>
    public Claim[] Account { get; set; } = [];

    /// <summary>What is put into the token in place of what belongs there.</summary>
    public string? Nonce { get; set; }

    /// <summary>As <see cref="Nonce"/>.</summary>
    public string? Issuer { get; set; }

    /// <summary>The token is signed by a key of the same name that is not the provider's.</summary>
    public bool IsForged { get; set; }

    /// <summary>What the desk asked for, the last time.</summary>
    public IQueryCollection Asked { get; private set; } = new QueryCollection();

    public static async Task<OpenIdProvider> StartAsync(int port = 0)
    {
        var provider = new OpenIdProvider(port);
        await provider._app.StartAsync(Xunit.TestContext.Current.CancellationToken);
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private IResult Authorize(HttpContext context)
    {
        Asked = context.Request.Query;
        var code = Guid.NewGuid().ToString("N");
        _visits[code] = new(Asked["nonce"].ToString(), Asked["code_challenge"].ToString(), Asked["redirect_uri"].ToString());
        return Results.Redirect($"{Asked["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(Asked["state"].ToString())}");
    }

    private async Task<IResult> TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var isKnown = _visits.TryRemove(form["code"].ToString(), out var visit) && form["client_id"] == ClientId && form["client_secret"] == ClientSecret
            && form["redirect_uri"] == visit.Back && Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) == visit.Challenge;
        return isKnown
            ? Results.Json(new { access_token = "not looked at", token_type = "Bearer", expires_in = 300, id_token = Sign(visit!) })
            : Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);
    }

    private string Sign(Visit visit) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer ?? Address,
        Audience = ClientId,
        Expires = DateTime.UtcNow.AddMinutes(5),
        Subject = new([new("sub", Subject), new("nonce", Nonce ?? visit.Nonce), .. Account]),
        SigningCredentials = new(IsForged ? NewKey() : _key, SecurityAlgorithms.RsaSha256),
    });

    private static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = "one" };

    private sealed record Visit(string Nonce, string Challenge, string Back);
}
