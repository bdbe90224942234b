using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ScoopDetector.Host.Desk.Access;

/// <summary>Knows what an account of the provider may, and whether that still holds.</summary>
internal sealed class Login(DeskOptions options)
{
    private static readonly string[] NameClaims = ["name", "preferred_username", "email", "sub"];

    private readonly string _mark = $"login {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(options.Login.Ground)).AsSpan(0, 8))}";

    /// <param name="account">As the signed token has it.</param>
    /// <returns>Null if nothing that the account has means anything here.</returns>
    public ClaimsPrincipal? Open(ClaimsPrincipal account) =>
        options.Login.Roles.Highest(account.FindAll(options.Login.RolesClaim).Select(claim => claim.Value)) is { } role
            ? Visitor.Principal(NameOf(account), role, CookieAuthenticationDefaults.AuthenticationScheme, _mark)
            : null;

    /// <summary>A browser that signed in by the provider is let in for as long as the settings are those of then.</summary>
    public bool StillKnows(ClaimsPrincipal user) => options.Login.IsOn && user.FindFirst(Visitor.KeyMark)?.Value == _mark;

    /// <summary>When whoever signed in by the provider has to do so again; null for others.</summary>
    public DateTimeOffset? EndOf(AuthenticateResult? session) => session?.Principal is { } user && StillKnows(user) ? session.Properties?.ExpiresUtc : null;

    public static string NameOf(ClaimsPrincipal account) => NameClaims.Select(claim => account.FindFirst(claim)?.Value).FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)) ?? Who.Nobody;
}
