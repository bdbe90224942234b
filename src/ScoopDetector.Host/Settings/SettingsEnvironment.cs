using System.Collections;
using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Host.Settings;

/// <summary>Settings in environment variables: <c>SCOOP_Tally__Pane</c> sets <c>Tally:Pane</c>.</summary>
/// <remarks>Only names with two underscores are settings. Kubernetes makes <c>SCOOP_SERVICE_HOST</c> and its like for every service whose name begins so,
/// and those must not stop the start; but a name that would be a setting if it had its second underscore is surely one.</remarks>
internal static class SettingsEnvironment
{
    private const string Prefix = "SCOOP_";

    public static SettingsNode.Section Read(IDictionary variables, IReadOnlyCollection<string> knownKeys)
    {
        var settings = new SettingsNode.Section("the environment");
        var origins = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in variables.Keys.Cast<string>().Where(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal))
        {
            var key = name[Prefix.Length..];
            if (!key.Contains("__", StringComparison.Ordinal))
            {
                RefuseSlip(name, key, knownKeys);
                continue;
            }
            if (!origins.TryAdd(key, name))
            {
                throw new UsageException($"{origins[key]} and {name} set the same: keep one.");
            }
            settings.Set(key.Split("__"), new SettingsNode.Value((string?)variables[name], name));
        }
        return settings;
    }

    private static void RefuseSlip(string name, string key, IEnumerable<string> knownKeys)
    {
        if (knownKeys.FirstOrDefault(known => string.Equals(known.Replace(':', '_'), key, StringComparison.OrdinalIgnoreCase)) is { } meant)
        {
            throw new UsageException($"{name} is not a setting: two underscores part the names. Write {Prefix}{meant.Replace(":", "__", StringComparison.Ordinal)}.");
        }
    }
}
