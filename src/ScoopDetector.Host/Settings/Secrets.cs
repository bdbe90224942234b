using System.Text.RegularExpressions;

namespace ScoopDetector.Host.Settings;

/// <summary>Keeps what nobody may read over a shoulder out of what is printed.</summary>
/// <remarks>By the names of settings, as properties of librdkafka and names of keys are free: rather one too many than one too few.</remarks>
internal static partial class Secrets
{
    public const string Mask = "***";

    public static bool IsSecret(string key) => Names().IsMatch(key);

    /// <summary>The value as it may be shown. Of an address, neither who logs in nor what is asked for is.</summary>
    public static string Hide(string key, string value) => value.Length == 0 ? value : IsSecret(key) ? Mask : Query().Replace(Login().Replace(value, "://***@"), "$1?***");

    [GeneratedRegex(@"token|secret|password|hash|webhook|jaas|:target$|\.pem$", RegexOptions.IgnoreCase)]
    private static partial Regex Names();

    [GeneratedRegex(@"://[^/@,]+@")]
    private static partial Regex Login();

    [GeneratedRegex(@"(://[^?,]*)\?[^,]*")]
    private static partial Regex Query();
}
