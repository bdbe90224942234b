using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ScoopDetector.Host.Files;
using ScoopDetector.Simulation;

namespace ScoopDetector.Host.Verbs;

/// <summary><c>simulate --out FILE</c>: a seeded firehose with known events in it, and the truth about them beside it.</summary>
internal sealed class SimulateVerb
{
    private static readonly SimulationOptions Defaults = new();
    private static readonly string[] Endings = [".jsonl", ".jsonl.gz", ".jsonl.zst"];

    // For people and programs: all scripts readable, and the same bytes on every system.
    private static readonly JsonWriterOptions TruthForm = new() { Indented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Option<string> _out = new("--out")
    {
        Required = true,
        Description = "The file of posts to write: .jsonl, .jsonl.gz or .jsonl.zst.",
    };

    private readonly Option<string?> _truth = new("--truth") { Description = "The file of what really happened. Default: beside FILE as NAME.truth.json." };

    private readonly Option<ulong> _seed = new("--seed") { DefaultValueFactory = _ => Defaults.Seed, Description = "The same seed and options give the same posts on every machine." };

    private readonly Option<double> _hours = new("--hours") { DefaultValueFactory = _ => Defaults.Hours, Description = "Length of the stream in hours." };

    private readonly Option<double> _rate = new("--rate") { DefaultValueFactory = _ => Defaults.PostsPerSecond, Description = "Ordinary posts a second, as a mean over the stream." };

    private readonly Option<string?> _start = new("--start") { Description = $"When the stream begins, ISO 8601. Default: {Defaults.Start:yyyy-MM-dd'T'HH:mm:ss'Z'}." };

    private readonly Option<double?> _warmup = new("--warmup") { Description = "Minutes at the beginning without events. Default: 60, or a sixth of a stream shorter than six hours." };

    // How an option of the command line is called, for the faults that validation finds by the names of the core.
    private readonly Dictionary<string, Option> _byMember;

    private SimulateVerb() => _byMember = new()
    {
        [nameof(SimulationOptions.Hours)] = _hours,
        [nameof(SimulationOptions.PostsPerSecond)] = _rate,
        [nameof(SimulationOptions.Start)] = _start,
        [nameof(SimulationOptions.Warmup)] = _warmup,
    };

    public static Command Create()
    {
        var verb = new SimulateVerb();
        var command = new Command("simulate", "Writes a simulated firehose, with events, shows, memes and manipulation, and the truth about it.")
        {
            verb._out, verb._truth, verb._seed, verb._hours, verb._rate, verb._start, verb._warmup,
        };
        command.SetAction((parsed, cancelled) => Task.Run(() => verb.Run(parsed, cancelled), cancelled));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancelled)
    {
        var path = PathOf(parsed);
        var options = OptionsOf(parsed);
        var truthPath = parsed.GetValue(_truth) ?? TruthPathOf(path);
        var progress = new SimulationProgress(options, parsed.InvocationConfiguration.Output, TimeProvider.System);
        var truth = new TruthBook(options);

        // Both are opened first: a simulation of hours must not end at a truth that cannot be written.
        using (var posts = OutputFile.Create(path))
        using (var truthFile = OutputFile.Create(truthPath))
        {
            progress.Run(report => Send(new Firehose(options), cancelled, truth.Observe, WriteTo(posts), report));
            using var json = new Utf8JsonWriter(truthFile, TruthForm);
            truth.Write(json);
        }
        progress.Close(truth, path, truthPath);
        return CommandLine.Done;
    }

    /// <summary>Shows every line to each of the sinks, in turn.</summary>
    private static void Send(Firehose firehose, CancellationToken cancelled, params ReadOnlySpan<Action<SimulatedLine>> sinks)
    {
        foreach (var line in firehose)
        {
            cancelled.ThrowIfCancellationRequested();
            foreach (var sink in sinks)
            {
                sink(line);
            }
        }
    }

    private static Action<SimulatedLine> WriteTo(Stream file) => line =>
    {
        file.Write(line.Json.Span);
        file.WriteByte((byte)'\n');
    };

    private string PathOf(ParseResult parsed)
    {
        var path = parsed.GetValue(_out)!;
        return Endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) ? path
            : throw new UsageException($"--out {path}: the name must end in {string.Join(", ", Endings[..^1])} or {Endings[^1]}.");
    }

    private static string TruthPathOf(string path) =>
        path[..path.LastIndexOf(".jsonl", StringComparison.OrdinalIgnoreCase)] + ".truth.json";

    private SimulationOptions OptionsOf(ParseResult parsed)
    {
        var hours = parsed.GetValue(_hours);
        var options = new SimulationOptions
        {
            Seed = parsed.GetValue(_seed),
            Hours = hours,
            PostsPerSecond = parsed.GetValue(_rate),
            Start = StartOf(parsed.GetValue(_start)),
            Warmup = parsed.GetValue(_warmup) is { } minutes ? WarmupOf(minutes) : UsualWarmup(hours),
        };
        List<ValidationResult> faults = [];
        return Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true) ? options
            : throw new UsageException(string.Join(" ", faults.Select(fault => Describe(fault, parsed))));
    }

    private static DateTimeOffset StartOf(string? text) =>
        text is null ? Defaults.Start
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var start) ? start
        : throw new UsageException($"--start {text} is not a time: write it as 2026-03-02T06:00:00Z.");

    /// <summary>An hour, or a sixth of a stream shorter than six; hours that are no length at all are refused later, by their own name.</summary>
    private static TimeSpan UsualWarmup(double hours) => hours is > 0 and < 6 ? TimeSpan.FromHours(hours / 6) : hours >= 6 ? Defaults.Warmup : TimeSpan.Zero;

    private static TimeSpan WarmupOf(double minutes) =>
        minutes is >= 0 and <= 525_600 ? TimeSpan.FromMinutes(minutes)
        : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--warmup {minutes} must be between 0 and 525600 minutes."));

    private string Describe(ValidationResult fault, ParseResult parsed)
    {
        var member = fault.MemberNames.First();
        if (!_byMember.TryGetValue(member, out var option))
        {
            return fault.ErrorMessage!;
        }
        var given = parsed.GetResult(option) is { Implicit: false, Tokens: [var token, ..] } ? $" {token.Value}" : "";
        return $"{option.Name}{given}: {fault.ErrorMessage!.Replace($"The field {member} ", "", StringComparison.Ordinal)}";
    }
}
