using System.CommandLine;
using System.Globalization;
using ScoopDetector.Evaluation;
using Spectre.Console;

namespace ScoopDetector.Host.Verbs;

/// <summary><c>evaluate</c>: what the alerts of a run were worth, measured against the truth of a benchmark stream.</summary>
internal static class EvaluateVerb
{
    private static readonly Option<FileInfo> Truth = new("--truth")
    {
        Description = "The truth.json that was made with the stream.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<FileInfo> Alerts = new("--alerts")
    {
        Description = "The alerts of the detector, one JSON object a line.",
        HelpName = "FILE",
        Required = true,
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
        Description = "Write the figures here as well.",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var verb = new Command("evaluate", "Scores alerts against the truth of a benchmark stream.")
        {
            Truth, Alerts, Keywords, PostsPerDay, Json,
        };
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken stop)
    {
        var postsPerDay = Rate(arguments.GetRequiredValue(PostsPerDay));
        var matching = arguments.GetValue(Keywords) ? MatchBy.Keywords : MatchBy.Evidence;
        var truth = await EvaluationFiles.ReadTruthAsync(arguments.GetRequiredValue(Truth), stop);
        var scorer = new Scorer(truth, matching, postsPerDay);
        await foreach (var line in EvaluationFiles.ReadAlertsAsync(arguments.GetRequiredValue(Alerts), stop))
            scorer.Accept(line);

        var cards = scorer.Complete();
        Show(cards, arguments.InvocationConfiguration.Output);
        if (arguments.GetValue(Json) is { } file)
            await EvaluationFiles.WriteAsync(cards, file);
        return CommandLine.Done;
    }

    /// <summary>Null for <c>auto</c>: the rate of the stream itself.</summary>
    private static double? Rate(string text) => text switch
    {
        "auto" => null,
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate > 0 && double.IsFinite(rate) => rate,
        _ => throw new UsageException($"--posts-per-day: '{text}' is not a number of posts. Give a number above zero, or auto."),
    };

    private static void Show(ScoreCards cards, TextWriter output)
    {
        if (ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected)
            AnsiConsole.Write(ScoreCardView.Table(cards));
        else
            foreach (var line in ScoreCardView.Lines(cards))
                output.WriteLine(line);
    }
}
