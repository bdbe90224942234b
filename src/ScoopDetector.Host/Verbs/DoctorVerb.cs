using System.CommandLine;
using System.Globalization;
using ScoopDetector.Host.Doctor;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Settings;
using ScoopDetector.Host.Sources;

namespace ScoopDetector.Host.Verbs;

/// <summary><c>doctor</c>: what would go wrong with a run, and the mend.</summary>
internal static class DoctorVerb
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var role = new Option<string>("--role") { DefaultValueFactory = _ => "all", Description = "As run would be told." };
        role.AcceptOnlyFromAmong("all", "tally", "score", "report");
        var settings = new SettingsArguments();
        var brokers = new Option<string?>("--brokers") { Description = "As run would be told." };
        var source = new Option<string?>("--source") { HelpName = "NAME,…", Description = "As run would be told: each network is asked whether it answers." };
        var news = new Option<bool>("--news") { Description = "As run would be told: each feed is asked whether it answers." };
        var embedded = new Option<bool>("--embedded") { Description = "As run would be told: there is no Kafka to look at." };
        var desk = new Option<bool>("--desk") { Description = "As run would be told: the store and the desk's port are looked at." };
        var verb = new Command("doctor", "Looks at settings, Kafka, topics, disk, clock, feeds and permissions, and says of each that it is ok, or what is wrong and the mend. Give it the words that run would be given.")
        {
            role, brokers, embedded, source, news, desk,
        };
        settings.AddTo(verb);
        verb.SetAction(async (parsed, stop) =>
        {
            var read = settings.Read(parsed);
            string[] sources = parsed.GetValue(source) is { } names ? [.. SourceCatalogue.NamesIn(names)] : [];
            var ownBroker = parsed.GetValue(embedded) || (sources.Length > 0 && parsed.GetValue(brokers) is null && !read.Sets("Kafka", nameof(KafkaOptions.BootstrapServers)));
            var order = new DoctorOrder(Enum.Parse<Role>(parsed.GetValue(role)!, ignoreCase: true), sources, parsed.GetValue(news), parsed.GetValue(desk), ownBroker, settings.FileOf(parsed));
            using var http = new HttpClient { Timeout = Patience };
            return await TellAsync(new Checkup(read, RunVerb.At(read.Get<KafkaOptions>(), parsed.GetValue(brokers)), order, TimeProvider.System, http), parsed.InvocationConfiguration.Output, stop);
        });
        return verb;
    }

    internal static async Task<int> TellAsync(Checkup checkup, TextWriter output, CancellationToken stop)
    {
        var wrong = 0;
        await foreach (var finding in checkup.LookAsync(stop))
        {
            wrong += finding.Verdict == Verdict.Wrong ? 1 : 0;
            await output.WriteLineAsync($"{Word(finding.Verdict),-8} {finding.What}: {finding.Words}");
        }
        await output.WriteLineAsync(wrong == 0 ? "Nothing is wrong." : string.Create(CultureInfo.InvariantCulture, $"{wrong} wrong."));
        return wrong == 0 ? CommandLine.Done : CommandLine.Failed;
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Ok => "ok",
        Verdict.Wrong => "WRONG",
        Verdict.Pending => "…",
        _ => "unknown",
    };
}
