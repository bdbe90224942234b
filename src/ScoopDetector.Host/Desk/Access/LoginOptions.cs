using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.Host.Desk.Access;

/// <summary>Sign-in by an OpenID provider, beside keys: people come with the account that they have, programs with a key.</summary>
internal sealed record LoginOptions : IValidatableObject
{
    /// <summary>The provider, as it calls itself (its issuer): what it offers is read from <c>.well-known/openid-configuration</c> below it. Default none: keys only.
    /// https, or http on this machine.</summary>
    public Uri? Authority { get; init; }

    /// <summary>By which name the provider knows the desk.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>With what the desk shows the provider who it is. Default none: for a provider that asks for PKCE alone.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>On the button, after "Sign in with". Default "your account".</summary>
    [MaxLength(60)]
    public string Name { get; init; } = "your account";

    /// <summary>The claim of the signed token that says what somebody may. Default roles.</summary>
    [Required]
    public string RolesClaim { get; init; } = "roles";

    /// <summary>Which values of that claim mean what here.</summary>
    public LoginRoles Roles { get; init; } = new();

    /// <summary>The desk as browsers see it, such as <c>https://desk.example</c>: there the provider sends them back to. Default none: as the browser asks, which is enough on this machine only.</summary>
    public Uri? Address { get; init; }

    public bool IsOn => Authority is not null;

    /// <summary>What a session rests on: it ends when one of these is another.</summary>
    public string Ground => string.Join('\n', [Authority?.AbsoluteUri, ClientId, RolesClaim, .. Enum.GetValues<Role>().Select(role => string.Join(',', Roles.Of(role)))]);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Authority is null)
        {
            if (ClientId.Length > 0)
            {
                yield return new("ClientId is set, and Authority is not: it must be the address of the provider, such as https://login.example/newsroom.", [nameof(Authority)]);
            }
            yield break;
        }
        if (!IsSafe(Authority))
        {
            yield return new($"Authority is '{Authority}': it must be an https address; http only on this machine.", [nameof(Authority)]);
        }
        if (ClientId.Length == 0)
        {
            yield return new("ClientId is not set: it must be the name by which the provider knows the desk.", [nameof(ClientId)]);
        }
        if (Enum.GetValues<Role>().All(role => Roles.Of(role).Count == 0))
        {
            yield return new($"Roles is empty, so nobody would be let in: say which values of the claim '{RolesClaim}' are Viewer, Editor or Admin.", [nameof(Roles)]);
        }
        if (Address is not null && (!IsSafe(Address) || Address.PathAndQuery != "/"))
        {
            yield return new($"Address is '{Address}': it must be an https address without a path, such as https://desk.example; http only on this machine.", [nameof(Address)]);
        }
    }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{Authority}";

    private static bool IsSafe(Uri address) => address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
}

/// <summary>Which values of a claim stand for which role; of several the one that may most counts.</summary>
internal sealed record LoginRoles
{
    /// <summary>Who looks. Default none.</summary>
    public IReadOnlyList<string> Viewer { get; init; } = [];

    /// <summary>Who also acts. Default none.</summary>
    public IReadOnlyList<string> Editor { get; init; } = [];

    /// <summary>Who also keeps lanes. Default none.</summary>
    public IReadOnlyList<string> Admin { get; init; } = [];

    public IReadOnlyList<string> Of(Role role) => role switch
    {
        Role.Viewer => Viewer,
        Role.Editor => Editor,
        _ => Admin,
    };

    /// <returns>Null if none of the values means anything here.</returns>
    public Role? Highest(IEnumerable<string> values)
    {
        var held = values.ToHashSet(StringComparer.Ordinal);
        return Enum.GetValues<Role>().Where(role => Of(role).Any(held.Contains)).Cast<Role?>().Max();
    }
}
