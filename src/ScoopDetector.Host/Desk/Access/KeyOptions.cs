using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.Host.Desk.Access;

/// <summary>One key to the desk. The key itself is known to whoever uses it and to nobody else: <c>scoop key</c> makes one.</summary>
internal sealed record KeyOptions
{
    /// <summary>SHA-256 of the key, 64 hexadecimal digits. Keys are long and random, so no slower hash is needed.</summary>
    [Required, RegularExpression("[0-9a-fA-F]{64}", ErrorMessage = "it must be the SHA-256 of a key in 64 hexadecimal digits, as `scoop key` prints it.")]
    public string Hash { get; init; } = "";

    /// <summary>viewer looks, editor acts, admin also changes what all share. Default viewer: the least.</summary>
    public Role Role { get; init; } = Role.Viewer;
}
