using System.Security.Claims;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Desk.Access;

/// <summary>Gives everybody who signs in a name that nobody else has: two accounts of one name are two people, and no account is taken for a key.</summary>
internal sealed class Names(Newsdesk desk)
{
    /// <summary>The name of a key is its subject.</summary>
    /// <returns>As in the settings, unless an account has had that name before.</returns>
    public string OfKey(string name)
    {
        try
        {
            return desk.Store.People.NameOf($"key {name}", name, Who.LongestName);
        }
        catch (StoreFault)
        {
            // Whoever looks at the desk must not wait for its disk; at the next start it is kept.
            return name;
        }
    }

    /// <param name="account">As the signed token has it: its subject is unique for the issuer, and never given to another.</param>
    /// <exception cref="StoreFault">Somebody comes for the first time, and that could not be kept.</exception>
    public string OfAccount(ClaimsPrincipal account)
    {
        var subject = account.FindFirst("sub") ?? throw new InvalidOperationException("The token names no subject.");
        return desk.Store.People.NameOf($"account {subject.Value} of {subject.Issuer}", Login.NameOf(account), Who.LongestName);
    }
}
