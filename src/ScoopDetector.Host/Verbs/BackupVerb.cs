using System.CommandLine;
using System.Globalization;
using ScoopDetector.Host.Settings;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Verbs;

/// <summary><c>backup FILE</c>: a copy of the desk's store, while the desk runs.</summary>
internal static class BackupVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The copy to be made." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Takes the place of a file that is there." };
        var settings = new SettingsArguments();
        var verb = new Command("backup", "Copies the desk's store (Store:File) to a file and looks the copy over; the desk may run.") { file, overwrite };
        settings.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var (store, copy, tenths) = (settings.Read(parsed).Get<StoreOptions>().File, parsed.GetValue(file)!, 0);
            var (events, acts) = new StoreBackup(store, copy, share =>
            {
                if ((int)(share * 10) > tenths)
                {
                    tenths = (int)(share * 10);
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tenths * 10} % copied"));
                }
            }).Make(parsed.GetValue(overwrite));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{copy}: {events:N0} events and {acts:N0} acts, {new FileInfo(copy).Length:N0} bytes, found sound."));
            return CommandLine.Done;
        });
        return verb;
    }
}
