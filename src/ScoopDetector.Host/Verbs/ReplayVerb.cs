using System.CommandLine;
using ScoopDetector.Host.Files;
using ScoopDetector.Host.News;
using ScoopDetector.Host.Runs;
using ScoopDetector.Host.Settings;
using ScoopDetector.News;
using ScoopDetector.Time;

namespace ScoopDetector.Host.Verbs;

/// <summary><c>replay FILE… --out DIR</c>: files through the whole pipeline, as fast as it goes or at a chosen speed.</summary>
internal sealed class ReplayVerb(TimeProvider clock)
{
    private const int MostPartitions = 1024;

    private readonly Argument<string[]> _files = new("FILE")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "Posts in JSON Lines: plain, .gz or .zst. Several are read as one stream, in the order of their time.",
    };

    private readonly Option<string> _out = new("--out")
    {
        Required = true,
        Description = "The folder for alerts.jsonl and summary.json. What an earlier run left there is replaced.",
        HelpName = "DIR",
    };

    private readonly Option<string> _speed = new("--speed")
    {
        DefaultValueFactory = static _ => ReplayPace.Max,
        Description = "How fast event time passes: max, 1 for real time, 60 for a minute in a second. The alerts are the same at any speed.",
        HelpName = "max|N",
    };

    private readonly Option<int> _partitions = new("--partitions")
    {
        DefaultValueFactory = static _ => 1,
        Description = "How many partitions the posts are spread over. The alerts are the same with any number.",
        HelpName = "N",
    };

    private readonly Option<bool> _considered = new("--considered")
    {
        Description = $"Write {ConsideredFile.Name} too: every event that was weighed, told or not, with its score and its posts. For training, and for asking why not.",
    };

    private readonly Option<string[]> _headlines = new("--headlines")
    {
        AllowMultipleArgumentsPerToken = false,
        Description = "Headlines in JSON Lines: what the news had, and when. Adds coverage to the alerts, and leads.csv and coverage.csv. May be given several times: the files are read as one, in the order of their time.",
        HelpName = "FILE",
    };

    private readonly SettingsArguments _settings = new();

    public static Command Create(TimeProvider? clock = null)
    {
        var verb = new ReplayVerb(clock ?? TimeProvider.System);
        var command = new Command("replay", "Replays files of posts and writes the alerts that they would have raised.")
        {
            verb._files, verb._out, verb._speed, verb._partitions, verb._headlines, verb._considered,
        };
        verb._settings.AddTo(command);
        command.SetAction((parsed, stop) => Task.Run(() => verb.Run(parsed, stop), stop));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken stop)
    {
        var output = parsed.InvocationConfiguration.Output;
        var order = OrderOf(parsed);
        var run = new ReplayRun(order, clock);
        using var folder = RunFolder.Create(parsed.GetValue(_out)!);
        using var considered = parsed.GetValue(_considered) ? new ConsideredFile(parsed.GetValue(_out)!) : null;
        try
        {
            new ReplayProgress(run, output, clock).Watch(looked => run.Run(folder.Write, considered is null ? null : considered.Add, looked, stop));
        }
        catch (OperationCanceledException)
        {
            throw new FailureException($"stopped at {(run.Now is { } now ? Moment.Text(now) : "the start")}: {folder.AlertsPath} holds the alerts until then, and there is no summary.");
        }
        var summary = run.Summarise();
        if (order.News is { } news)
        {
            folder.WriteTable("leads.csv", LeadTelling.Lines(summary.Leads!));
            folder.WriteTable("misses.csv", LeadTelling.MissLines(summary.Leads!));
            folder.WriteTable("coverage.csv", news.Pairs());
        }
        folder.Complete(summary);
        ReplayReport.Show(summary, run.Alerts.Greatest, folder, output);
        return summary.Posts + summary.Withdrawals > 0 ? CommandLine.Done
            : throw new FailureException($"none of the {summary.Lines} lines was a post: is it JSON Lines, each with id, created_at and text? {folder.SummaryPath} says why they were dropped.");
    }

    private ReplayOrder OrderOf(ParseResult parsed)
    {
        var partitions = parsed.GetValue(_partitions);
        var settings = _settings.Read(parsed);
        var scoop = settings.Get<ScoopOptions>();
        return partitions is >= 1 and <= MostPartitions
            ? new(parsed.GetValue(_files)!, partitions, ReplayPace.Parse(parsed.GetValue(_speed)!, clock), scoop,
                parsed.GetValue(_headlines) is { Length: > 0 } headlines ? new(headlines, settings.Get<CoverageOptions>(), GazetteerFiles.Read(scoop.Alerts.Places)) : null)
            : throw new UsageException($"--partitions {partitions}: give a number from 1 to {MostPartitions}.");
    }
}
