using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace ScoopDetector.Host.Desk.Access;

/// <summary>Programs send their key with each request; browsers send it once and get a cookie; where there are no keys everybody is let in.</summary>
internal sealed class KeyAuthentication(KeyRing keys, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Name = "Key";

    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (keys.IsOpen)
        {
            return Success(Visitor.Local(Name));
        }
        var header = Request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return keys.Open(header[Bearer.Length..].Trim(), Name) is { } user ? Success(user) : AuthenticateResult.Fail("The key is nobody's.");
        }
        return await Context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    /// <summary>A browser is shown where to sign in, a program is told.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Request.Path.StartsWithSegments("/api") || Request.Path.StartsWithSegments("/feeds") || Request.Path.StartsWithSegments("/metrics"))
        {
            Response.Headers.WWWAuthenticate = "Bearer";
            Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            Response.Redirect($"/sign-in?to={Uri.EscapeDataString(Request.Path + Request.QueryString)}");
        }
        return Task.CompletedTask;
    }

    private static AuthenticateResult Success(ClaimsPrincipal user) => AuthenticateResult.Success(new(user, Name));
}
