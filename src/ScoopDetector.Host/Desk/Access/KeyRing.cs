using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace ScoopDetector.Host.Desk.Access;

/// <summary>Knows keys by their hashes, and so whose a key is.</summary>
/// <param name="options">The keys, by name.</param>
/// <param name="names">Who has which name at the desk; null where nobody acts.</param>
internal sealed class KeyRing(DeskOptions options, Names? names = null)
{
    private readonly (string Name, byte[] Hash, Role Role)[] _keys = [.. options.Keys.Select(key => (names?.OfKey(key.Key) ?? key.Key, Convert.FromHexString(key.Value.Hash), key.Value.Role))];

    /// <summary>No login is needed: the desk is on this machine only.</summary>
    public bool IsOpen => _keys.Length == 0 && !options.Login.IsOn;

    /// <summary>Nobody has a key.</summary>
    public bool IsEmpty => _keys.Length == 0;

    /// <summary>A new key, and its hash for the settings.</summary>
    public static (string Key, string Hash) Make()
    {
        var key = $"scoop_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24))}";
        return (key, Convert.ToHexStringLower(Hash(key)));
    }

    /// <returns>Null if it is nobody's.</returns>
    public ClaimsPrincipal? Open(string key, string scheme)
    {
        var hash = Hash(key);
        var found = default(ClaimsPrincipal);
        // All are compared, in constant time: how long it takes tells nothing.
        foreach (var (name, known, role) in _keys)
        {
            found = CryptographicOperations.FixedTimeEquals(hash, known) ? Visitor.Principal(name, role, scheme, Mark(known)) : found;
        }
        return found;
    }

    /// <summary>A browser that signed in with a key is let in for as long as that very key is in the settings.</summary>
    public bool StillKnows(ClaimsPrincipal user) => _keys.Any(key =>
        key.Name == user.Identity?.Name && key.Role == Visitor.RoleOf(user) && Mark(key.Hash) == user.FindFirst(Visitor.KeyMark)?.Value);

    private static string Mark(byte[] hash) => Convert.ToHexStringLower(hash.AsSpan(0, 8));

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
