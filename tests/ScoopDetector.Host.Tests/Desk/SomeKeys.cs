using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Desk.Access;

namespace ScoopDetector.Host.Tests.Desk;

/// <summary>A key for each role, and the options that let them in.</summary>
internal sealed class SomeKeys
{
    private readonly Dictionary<string, KeyOptions> _options = [];
    private readonly Dictionary<Role, string> _keys = [];

    public SomeKeys()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var (key, hash) = KeyRing.Make();
            _keys[role] = key;
            _options[$"{role} of the desk"] = new() { Hash = hash, Role = role };
        }
    }

    public DeskOptions Options => new() { Port = 0, Keys = _options };

    public string Of(Role role) => _keys[role];
}
