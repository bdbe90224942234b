using System.CommandLine;
using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Host.Settings;

/// <summary>The options <c>--config FILE</c> and <c>--set KEY=VALUE</c>, alike for every verb that has settings.</summary>
internal sealed class SettingsArguments
{
    private readonly Option<string?> _config = new("--config")
    {
        Description = "Settings in a JSON file.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "One setting, as in --set Tally:Pane=00:00:05; a list parted by commas. May be repeated. Goes before SCOOP_Tally__Pane in the environment, which goes before the file.",
        HelpName = "KEY=VALUE",
        // One value for each --set: the words after it may be files.
        AllowMultipleArgumentsPerToken = false,
    };

    public void AddTo(Command verb)
    {
        verb.Add(_config);
        verb.Add(_set);
    }

    /// <summary>The file that was named; null if none was.</summary>
    public string? FileOf(ParseResult arguments) => arguments.GetValue(_config);

    /// <summary>Reads and checks all that is set; throws <see cref="UsageException"/> with one line for each fault.</summary>
    public ScoopSettings Read(ParseResult arguments) =>
        ScoopSettings.Read(SettingsCatalogue.Product, arguments.GetValue(_config), Environment.GetEnvironmentVariables(), arguments.GetValue(_set) ?? []);

    internal static SettingsNode.Section Read(IEnumerable<string> assignments)
    {
        var settings = new SettingsNode.Section("--set");
        foreach (var assignment in assignments)
        {
            var sign = assignment.IndexOf('=');
            if (sign < 1)
            {
                throw new UsageException($"--set {assignment}: write KEY=VALUE, as in --set Tally:Pane=00:00:05.");
            }
            settings.Set(assignment[..sign].Trim().Split(':'), new SettingsNode.Value(assignment[(sign + 1)..], "--set"));
        }
        return settings;
    }
}
