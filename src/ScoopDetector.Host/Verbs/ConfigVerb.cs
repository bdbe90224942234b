using System.CommandLine;
using ScoopDetector.Host.Settings;

namespace ScoopDetector.Host.Verbs;

/// <summary><c>config print</c>: what holds, and why.</summary>
internal static class ConfigVerb
{
    /// <summary>Longer values push their line out of the columns rather than all lines off the screen.</summary>
    private const int WidestValue = 40;

    public static Command Create()
    {
        var settings = new SettingsArguments();
        var set = new Option<bool>("--set-only") { Description = "Only what is not left at its default." };
        var print = new Command("print", "Prints every setting as it holds: its value, where it was set, its default, and what it takes. Secrets are masked.") { set };
        settings.AddTo(print);
        print.SetAction(parsed =>
        {
            Print([.. settings.Read(parsed).All().Where(setting => setting.IsSet || !parsed.GetValue(set))], parsed.InvocationConfiguration.Output);
            return CommandLine.Done;
        });
        return new Command("config", "Looks at the settings.") { print };
    }

    private static void Print(IReadOnlyList<Setting> settings, TextWriter output)
    {
        var key = Width(settings.Select(setting => setting.Key), int.MaxValue);
        var value = Width(settings.Select(Value), WidestValue);
        var origin = Width(settings.Select(setting => setting.Origin), WidestValue);
        foreach (var setting in settings)
        {
            output.WriteLine($"{setting.Key.PadRight(key)}  {Value(setting).PadRight(value)}  {setting.Origin.PadRight(origin)}  {Instead(setting)}{setting.Allowed}");
        }
    }

    private static string Value(Setting setting) => setting.Value.Length == 0 ? "(none)" : setting.Value;

    private static string Instead(Setting setting) => setting.IsSet && setting.Default.Length > 0 && setting.Default != setting.Value ? $"instead of {setting.Default}; " : "";

    private static int Width(IEnumerable<string> texts, int most) => texts.Select(text => text.Length).Where(length => length <= most).DefaultIfEmpty(0).Max();
}
