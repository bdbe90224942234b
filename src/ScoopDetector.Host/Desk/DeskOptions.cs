using System.ComponentModel.DataAnnotations;
using System.Net;
using ScoopDetector.Host.Desk.Access;
using ScoopDetector.Host.Desk.Limits;

namespace ScoopDetector.Host.Desk;

/// <summary>Where the desk is, and who may use it.</summary>
internal sealed record DeskOptions : IValidatableObject
{
    /// <summary>The address to listen on. Default 127.0.0.1: this machine only, and no login. Any other needs <see cref="Keys"/> or <see cref="Login"/>.</summary>
    [Required]
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Default 5080; 0 for any that is free.</summary>
    [Range(0, 65_535)]
    public int Port { get; init; } = 5080;

    /// <summary>The names by which browsers reach the desk, beside its address, 127.0.0.1 and localhost. A request by any other name is refused, so that no page elsewhere can have
    /// its own name point here. Default none.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The addresses and networks of the proxies before the desk, such as 10.1.0.0/16: they say in <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> whom they ask for, and nobody else is believed.
    /// Default none: whoever connects is who asks.</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>Who has a key, by name: what they do stands under it. Default none: no login, whoever reaches the desk may act.</summary>
    public IReadOnlyDictionary<string, KeyOptions> Keys { get; init; } = new Dictionary<string, KeyOptions>();

    /// <summary>By which provider people may sign in beside keys. Default none.</summary>
    public LoginOptions Login { get; init; } = new();

    /// <summary>How much one visitor may ask.</summary>
    public LimitOptions Limits { get; init; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IPAddress.TryParse(Address, out var address))
        {
            yield return new($"Address is '{Address}': it must be an IP address, such as 127.0.0.1, or 0.0.0.0 for all of this machine.", [nameof(Address)]);
        }
        else if (!IPAddress.IsLoopback(address) && Keys.Count == 0 && !Login.IsOn)
        {
            yield return new($"Address is {Address}, which others can reach, and Keys is empty: make a key with `scoop key NAME`, set Login, or stay on 127.0.0.1.", [nameof(Address), nameof(Keys)]);
        }
        else if (!IPAddress.IsLoopback(address) && Login is { IsOn: true, Address: null })
        {
            yield return new($"Address is {Address}, which others can reach, and Login:Address is not set: it must be the desk as browsers see it, such as https://desk.example.", [nameof(Login)]);
        }
        if (Login is { IsOn: true, Address: { IsLoopback: false } seen } && !Hosts.Contains(seen.Host, StringComparer.OrdinalIgnoreCase) && seen.Host != Address)
        {
            yield return new($"Login:Address is {seen}, and Hosts does not hold {seen.Host}: the desk would refuse the browsers that come back.", [nameof(Hosts), nameof(Login)]);
        }
        foreach (var proxy in Proxies.Where(proxy => Desk.Proxies.Read(proxy) is null))
        {
            yield return new($"Proxies holds '{proxy}': it must be {Desk.Proxies.Form}.", [nameof(Proxies)]);
        }
        foreach (var name in Keys.Keys.Where(name => name.Length > Who.LongestName))
        {
            yield return new($"Keys names '{name}': a name has at most {Who.LongestName} characters.", [nameof(Keys)]);
        }
    }
}
