using System.CommandLine;
using System.Globalization;
using ScoopDetector.Evaluation;
using ScoopDetector.Host.Reports;
using Spectre.Console;

namespace ScoopDetector.Host.Verbs;

/// <summary><c>evaluate</c>: what the alerts of a run were worth, measured against the truth of a benchmark stream; of several runs, as a report.</summary>
internal static class EvaluateVerb
{
    private static readonly Option<FileInfo?> Truth = new("--truth")
    {
        Description = "The truth.json that was made with the stream.",
        HelpName = "FILE",
    };

    private static readonly Option<FileInfo?> Alerts = new("--alerts")
    {
        Description = "The alerts of the detector, one JSON object a line.",
        HelpName = "FILE",
    };

    private static readonly Option<string[]> Runs = new("--run")
    {
        Description = "Instead of --truth and --alerts: a name, the folder of a run, and the truth of its stream. Several are evaluated together.",
        HelpName = "NAME=DIR,TRUTH",
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<bool> Keywords = new("--keywords")
    {
        Description = "Match by words instead of by evidence, for detectors that name no posts. Kinder; never rank the two together.",
    };

    private static readonly Option<string> PostsPerDay = new("--posts-per-day")
    {
        Description = "The volume by which false alerts per million posts are reckoned; auto takes that of the stream.",
        HelpName = "auto|N",
        DefaultValueFactory = static _ => "auto",
    };

    private static readonly Option<FileInfo?> Json = new("--json")
    {
        Description = "Write the figures of --truth and --alerts here as well.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Report = new("--report")
    {
        Description = "With --run: write a page with all figures, plots, and the worst misses and false alerts with why.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Plots = new("--plots")
    {
        Description = "With --run: write the plots as noise.svg, delay.svg and recall.svg.",
        HelpName = "DIR",
    };

    private static readonly Option<string?> Peers = new("--peers")
    {
        Description = "With --run: a table of other detectors (name,recall,false_per_day) to show beside the curve.",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var verb = new Command("evaluate", "Scores alerts against the truth of a benchmark stream. A median (p50) is always a delay that occurred: of an even number the larger of the two in the middle.")
        {
            Truth, Alerts, Keywords, PostsPerDay, Json, Runs, Report, Plots, Peers,
        };
        verb.SetAction(RunAsync);
        return verb;
    }

    private static Task<int> RunAsync(ParseResult arguments, CancellationToken stop)
    {
        Option[] ofRuns = [Report, Plots, Peers], ofOne = [Truth, Alerts, Json, Keywords];
        return (arguments.GetValue(Runs), arguments.GetValue(Truth), arguments.GetValue(Alerts)) switch
        {
            ({ Length: > 0 } runs, _, _) => Given(arguments, ofOne) is { } stray ? throw new UsageException($"{stray} goes with one run by --truth and --alerts, not with --run.") : EvaluateAsync(runs, arguments, stop),
            (_, { } truth, { } alerts) => Given(arguments, ofRuns) is { } stray ? throw new UsageException($"{stray} goes with --run NAME=DIR,TRUTH.") : ScoreAsync(truth, alerts, arguments, stop),
            _ => throw new UsageException("give --truth FILE and --alerts FILE, or --run NAME=DIR,TRUTH once or more."),
        };
    }

    private static string? Given(ParseResult arguments, Option[] options) => options.FirstOrDefault(option => arguments.GetResult(option) is { Implicit: false })?.Name;

    private static async Task<int> ScoreAsync(FileInfo truthFile, FileInfo alerts, ParseResult arguments, CancellationToken stop)
    {
        var postsPerDay = Rate(arguments.GetRequiredValue(PostsPerDay));
        var matching = arguments.GetValue(Keywords) ? MatchBy.Keywords : MatchBy.Evidence;
        var truth = await EvaluationFiles.ReadTruthAsync(truthFile, stop);
        var scorer = new Scorer(truth, matching, postsPerDay);
        await foreach (var line in EvaluationFiles.ReadAlertsAsync(alerts, stop))
            scorer.Accept(line);

        var cards = scorer.Complete();
        Show(cards, truth, arguments.InvocationConfiguration.Output);
        if (arguments.GetValue(Json) is { } file)
            await EvaluationFiles.WriteAsync(cards, file);
        return CommandLine.Done;
    }

    private static async Task<int> EvaluateAsync(string[] runs, ParseResult arguments, CancellationToken stop)
    {
        var output = arguments.InvocationConfiguration.Output;
        var peers = arguments.GetValue(Peers) is { } table ? PeerFile.Read(table) : [];
        List<Trial> trials = [];
        foreach (var run in runs)
            trials.Add(await TrialFolder.ReadAsync(run, stop));
        if (trials.CountBy(trial => trial.Name).FirstOrDefault(name => name.Value > 1).Key is { } twice)
            throw new UsageException($"--run {twice} is given twice: give each run a name of its own.");
        var figures = new EvaluationFigures(trials);
        string[] lines =
        [
            .. TextTable.Lines(FigureTable.LevelHead, FigureTable.Levels(figures)), "",
            .. TextTable.Lines(FigureTable.RunHead, FigureTable.Runs(figures)), "",
            .. TextTable.Lines(FigureTable.NuisanceHead, FigureTable.Nuisances(figures)),
        ];
        foreach (var line in lines)
            output.WriteLine(line);
        if (arguments.GetValue(Report) is { } report)
            ReportFile.Write("--report", report, EvaluationPage.Write(figures, peers), output);
        if (arguments.GetValue(Plots) is { } folder)
        {
            ReportFile.Write("--plots", Path.Combine(folder, "noise.svg"), NoisePlot.Draw(figures, peers).ToString(), output);
            ReportFile.Write("--plots", Path.Combine(folder, "delay.svg"), DelayPlot.Draw(figures).ToString(), output);
            ReportFile.Write("--plots", Path.Combine(folder, "recall.svg"), RecallPlot.Draw(figures).ToString(), output);
        }
        return CommandLine.Done;
    }

    /// <summary>Null for <c>auto</c>: the rate of the stream itself.</summary>
    private static double? Rate(string text) => text switch
    {
        "auto" => null,
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate > 0 && double.IsFinite(rate) => rate,
        _ => throw new UsageException($"--posts-per-day: '{text}' is not a number of posts. Give a number above zero, or auto."),
    };

    private static void Show(ScoreCards cards, Truth truth, TextWriter output)
    {
        if (ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected)
            AnsiConsole.Write(ScoreCardView.Table(cards, truth));
        else
            foreach (var line in ScoreCardView.Lines(cards, truth))
                output.WriteLine(line);
    }
}
