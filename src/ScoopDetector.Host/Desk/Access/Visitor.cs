using System.Security.Claims;

namespace ScoopDetector.Host.Desk.Access;

/// <summary>Knows who a request or a browser's connection speaks for.</summary>
internal static class Visitor
{
    /// <summary>Everybody on this machine, where there are no logins.</summary>
    public static ClaimsPrincipal Local(string scheme) => Principal("", Role.Admin, scheme, "");

    /// <summary>Which key somebody came with: a part of its hash.</summary>
    public const string KeyMark = "key";

    public static ClaimsPrincipal Principal(string name, Role role, string scheme, string mark) =>
        new(new ClaimsIdentity([new(ClaimTypes.Name, name), new(ClaimTypes.Role, role.ToString()), new(KeyMark, mark)], scheme));

    /// <param name="user">As the login has it.</param>
    /// <param name="claimed">The name that somebody goes by where there are no logins; a login's name cannot be changed.</param>
    public static Who Of(ClaimsPrincipal user, string? claimed)
    {
        var name = user.Identity?.Name is { Length: > 0 } known ? known : string.IsNullOrWhiteSpace(claimed) ? Who.Nobody : claimed.Trim();
        return new(name.Length > Who.LongestName ? name[..Who.LongestName] : name, RoleOf(user) ?? Role.Viewer);
    }

    public static Role? RoleOf(ClaimsPrincipal user) => Enum.TryParse<Role>(user.FindFirst(ClaimTypes.Role)?.Value, out var role) ? role : null;
}
