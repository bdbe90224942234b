using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ScoopDetector.Host.Desk.Access;

/// <summary>Knows what an account of the provider may, and whether that still holds.</summary>
/// <param name="options">What the account's claims mean.</param>
/// <param name="names">Who has which name at the desk; null where nobody signs in.</param>
internal sealed class Login(DeskOptions options, Names? names = null)
{
    private static readonly string[] NameClaims = ["name", "preferred_username", "email", "sub"];

    // A session of a program that told accounts apart by name alone bears another word.
    private readonly string _mark = $"account {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(options.Login.Ground)).AsSpan(0, 8))}";

    /// <param name="account">As the signed token has it.</param>
    /// <returns>Null if nothing that the account has means anything here.</returns>
    /// <exception cref="Store.StoreFault">Somebody comes for the first time, and that could not be kept.</exception>
    public ClaimsPrincipal? Open(ClaimsPrincipal account) =>
        options.Login.Roles.Highest(account.FindAll(options.Login.RolesClaim).Select(claim => claim.Value)) is { } role
            ? Visitor.Principal(names?.OfAccount(account) ?? NameOf(account), role, CookieAuthenticationDefaults.AuthenticationScheme, _mark)
            : null;

    /// <summary>A browser that signed in by the provider is let in for as long as the settings are those of then.</summary>
    public bool StillKnows(ClaimsPrincipal user) => options.Login.IsOn && user.FindFirst(Visitor.KeyMark)?.Value == _mark;

    /// <summary>When whoever signed in by the provider has to do so again; null for others.</summary>
    public DateTimeOffset? EndOf(AuthenticateResult? session) => session?.Principal is { } user && StillKnows(user) ? session.Properties?.ExpiresUtc : null;

    /// <summary>As it is shown: two names that look the same are the same.</summary>
    public static string NameOf(ClaimsPrincipal account) =>
        NameClaims.Select(claim => Plain(account.FindFirst(claim)?.Value ?? "")).FirstOrDefault(name => name.Length > 0) ?? Who.Nobody;

    private static string Plain(string name) => string.Join(' ', Shown.Text(name).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
