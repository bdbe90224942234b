using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Files;
using ScoopDetector.Host.Runs;
using ScoopDetector.Host.Training;

namespace ScoopDetector.Host.Verbs;

/// <summary><c>train --run DIR --truth FILE … --out FILE</c>: learns from runs whose truth is known what news looks like.</summary>
internal sealed class TrainVerb
{
    private readonly Option<string[]> _runs = new("--run")
    {
        Required = true,
        Description = "The folder of a run that was made with replay --considered. Give several, each with its --truth.",
        HelpName = "DIR",
    };

    private readonly Option<FileInfo[]> _truths = new("--truth")
    {
        Required = true,
        Description = "The truth of the stream of the run in the same place.",
        HelpName = "FILE",
    };

    private readonly Option<string> _out = new("--out")
    {
        Required = true,
        Description = "The model to write. Use it with --set Alerts:Model=FILE.",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var verb = new TrainVerb();
        var command = new Command("train", "Trains the ranking of events on runs whose truth is known, and says what it is worth on streams that it has not seen.")
        {
            verb._runs, verb._truths, verb._out,
        };
        command.SetAction((parsed, stop) => Task.Run(() => verb.RunAsync(parsed, stop), stop));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var output = parsed.InvocationConfiguration.Output;
        var (runs, truths, path) = (parsed.GetValue(_runs)!, parsed.GetValue(_truths)!, parsed.GetValue(_out)!);
        if (runs.Length != truths.Length)
        {
            throw new UsageException($"--run is given {runs.Length} times and --truth {truths.Length} times: give one truth for each run, in the same order.");
        }
        var events = new List<LabelledEvent>();
        for (var i = 0; i < runs.Length; i++)
        {
            var labelled = LabelledRun.Label(i, ConsideredFile.Read(runs[i]), await EvaluationFiles.ReadTruthAsync(truths[i], stop));
            events.AddRange(labelled);
            Say(output, $"{runs[i]}: {labelled.Count:N0} times that an event was weighed, {labelled.Count(one => one.IsNews):N0} of them news");
        }
        if (!events.Exists(one => one.IsNews) || events.TrueForAll(one => one.IsNews))
        {
            throw new UsageException("the runs hold no news, or nothing else: there is nothing to tell apart. Give runs on streams with both.");
        }
        if (runs.Length > 1)
        {
            Show(CrossValidation.Of(events, (fold, folds) => { stop.ThrowIfCancellationRequested(); Say(output, $"cross-validation: {fold} of {folds}"); }), output);
        }
        else
        {
            Say(output, $"what it is worth cannot be said of one run: give two or more");
        }
        await using var file = OutputFile.Create(path);
        var model = NewsModelTrainer.Train(events, string.Create(CultureInfo.InvariantCulture, $"{runs.Length} streams, {events.Count} times that an event was weighed"));
        await JsonSerializer.SerializeAsync(file, model, NewsModelJson.Default.NewsModelFile, stop);
        Say(output, $"{path}: {model.Trees.Count} trees. Use it with --set Alerts:Model={path}");
        return CommandLine.Done;
    }

    private static void Show(CrossValidation worth, TextWriter output)
    {
        Say(output, $"on streams that it had not seen: log-loss {worth.LogLoss:F3} (knowing nothing: {worth.PlainLogLoss:F3})");
        Say(output, $"  {"predicted",9}  {"were news",9}  {"weighed",8}");
        foreach (var tenth in worth.Calibration)
        {
            Say(output, $"  {tenth.Predicted,9:P0}  {tenth.News,9:P0}  {tenth.Events,8:N0}  {new string('█', (int)Math.Round(tenth.News * 40))}");
        }
    }

    private static void Say(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
