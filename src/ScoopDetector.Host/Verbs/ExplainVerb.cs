using System.CommandLine;
using ScoopDetector.Host.Explaining;
using ScoopDetector.Host.Reports;
using ScoopDetector.Host.Runs;
using Spectre.Console;

namespace ScoopDetector.Host.Verbs;

/// <summary><c>explain [EVENT] DIR</c>: why an event of a run was told, or was not, and what would have made it otherwise.</summary>
internal sealed class ExplainVerb
{
    private const int MostListed = 40;

    private readonly Argument<string[]> _words = new("EVENT DIR")
    {
        Arity = new ArgumentArity(1, 2),
        Description = "The id of an event or of an alert, and the folder that replay --out wrote; the folder alone lists all events by score.",
    };

    private readonly Option<int> _most = new("--most") { DefaultValueFactory = static _ => MostListed, Description = "How many events are listed; 0 for all.", HelpName = "N" };

    private readonly Option<string?> _plot = new("--plot") { Description = "Draw its posts against what is usual, with what was told when.", HelpName = "FILE.svg" };

    private readonly Option<string?> _html = new("--html") { Description = "Write all of it as a page.", HelpName = "FILE" };

    public static Command Create()
    {
        var verb = new ExplainVerb();
        var command = new Command("explain", "Says why an event of a run was told or held back, and what would have made it otherwise. What was held back needs a run that was made with replay --considered.")
        {
            verb._words, verb._most, verb._plot, verb._html,
        };
        command.SetAction(verb.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var words = parsed.GetValue(_words)!;
        var output = parsed.InvocationConfiguration.Output;
        var (plot, html, most) = (parsed.GetValue(_plot), parsed.GetValue(_html), parsed.GetValue(_most));
        if (words.Length == 1 && (plot ?? html) is not null)
        {
            throw new UsageException($"{(plot is null ? "--html" : "--plot")} wants an event: explain EVENT DIR. Without one all events are listed.");
        }
        if (most < 0)
        {
            throw new UsageException($"--most {most}: give a number from 0, which lists all.");
        }
        var run = RunStories.Read(words[^1]);
        var score = NewsModelFiles.Read(run.Options.Alerts.Model);
        if (words.Length == 1)
        {
            List(run, [.. run.ByScore.Select(story => new Explanation(story, run.Options.Alerts, score))], most, output);
            return CommandLine.Done;
        }
        var explanation = new Explanation(run.Find(words[0]), run.Options.Alerts, score);
        Show(explanation, output);
        if (plot is not null)
        {
            ReportFile.Write("--plot", plot, (TimelinePlot.Draw(explanation) ?? throw new UsageException($"--plot: {run.Folder} does not say when the posts came: make the run anew with replay … --considered.")).ToString(), output);
        }
        if (html is not null)
        {
            ReportFile.Write("--html", html, ExplanationPage.Write(explanation), output);
        }
        return CommandLine.Done;
    }

    private static void List(RunStories run, List<Explanation> all, int most, TextWriter output)
    {
        var shown = most == 0 ? all : [.. all.Take(most)];
        foreach (var line in TextTable.Lines(ExplanationText.ListHead, shown.Select(ExplanationText.Row)))
        {
            output.WriteLine(line);
        }
        if (shown.Count < all.Count)
        {
            output.WriteLine($"… and {all.Count - shown.Count} more: --most 0 lists all.");
        }
        if (!run.HasWeighed)
        {
            output.WriteLine($"Only what was told, by its alerts{(shown.Exists(one => one.Voices is null) ? ", which do not all say how many voices" : "")}: what was held back, and how each event grew, was not written down.");
            var anew = $"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(run.Folder))}-considered";
            output.WriteLine($"For that, make the run anew with the options it was made with: scoop replay FILE… --out \"{anew}\" --considered");
        }
    }

    private static void Show(Explanation explanation, TextWriter output)
    {
        var isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        foreach (var line in new ExplanationText(isTerminal ? '█' : '#', isTerminal ? '░' : '=').Lines(explanation))
        {
            if (!isTerminal)
            {
                output.WriteLine(line);
                continue;
            }
            AnsiConsole.Write(new Text(line, StyleOf(line)));
            AnsiConsole.WriteLine();
        }
    }

    private static Style StyleOf(string line) => line switch
    {
        _ when line.EndsWith('█') => new(Color.Blue),
        _ when line.EndsWith('░') => new(Color.Olive),
        _ when line.Length > 0 && line[0] != ' ' => new(decoration: Decoration.Bold),
        _ => Style.Plain,
    };
}
