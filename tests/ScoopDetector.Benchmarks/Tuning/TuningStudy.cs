using System.Globalization;
using System.Text;
using ScoopDetector.Evaluation;
using ScoopDetector.Host.Verbs;
using Scoop = ScoopDetector.Host.Verbs.CommandLine;

namespace ScoopDetector.Benchmarks.Tuning;

/// <summary>What single settings do, on simulated streams whose news is known: a table and a plot for each.</summary>
internal static class TuningStudy
{
    private const int FirstSeed = 111;
    private const int Streams = 3;
    private const string Hours = "24";
    private const string PostsPerSecond = "10";

    public static readonly IReadOnlyList<TunedSetting> Settings =
    [
        new("Alerts:FalseAlertsPerDay", [Value("0"), Value("2"), Default("8"), Value("32"), Value("128")]),
        // With the budget at 0, the bar stays where the score puts it.
        new("Alerts:AlertScore", [Value("0"), Default("0.8"), Value("1.2"), Value("2"), Value("3")], "Alerts:FalseAlertsPerDay=0"),
        new("Alerts:AlertVoices", [Default("3"), Value("5"), Value("8"), Value("12")]),
        new("Bursts:Windows", [new("1 min", "00:01:00"), new("+ 5 min", "00:01:00,00:05:00"), new("+ 15 min", "00:01:00,00:05:00,00:15:00"), new("+ 60 min", "00:01:00,00:05:00,00:15:00,01:00:00", IsDefault: true)]),
        new("Bursts:NoiseShare", [Value("0.001"), Default("0.004"), Value("0.016")]),
        new("Tally:Pane", [new("5 s", "00:00:05", IsDefault: true), new("15 s", "00:00:15")]),
    ];

    /// <param name="folder">Streams and runs are kept here, and not made again.</param>
    /// <param name="plots">Where the plots go.</param>
    public static async Task<int> RunAsync(string folder, string plots)
    {
        Directory.CreateDirectory(folder);
        Directory.CreateDirectory(plots);
        foreach (var setting in Settings)
        {
            List<EvaluationFigures> figures = [];
            foreach (var value in setting.Values)
            {
                figures.Add(await MeasureAsync(folder, [.. setting.Settings(value)]));
            }
            Console.WriteLine(TuningTable.Write(setting, figures));
            File.WriteAllText(Path.Combine(plots, PlotName(setting)), TuningPlot.Draw(setting, figures).ToString());
        }
        return 0;
    }

    public static string PlotName(TunedSetting setting) => $"tuning-{setting.Name.Split(':')[^1]}.svg";

    private static async Task<EvaluationFigures> MeasureAsync(string folder, string[] settings)
    {
        List<Trial> trials = [];
        for (var seed = FirstSeed; seed < FirstSeed + Streams; seed++)
        {
            var (stream, truth) = (Path.Combine(folder, $"{seed}.jsonl.gz"), new FileInfo(Path.Combine(folder, $"{seed}.truth.json")));
            var run = Path.Combine(folder, "runs", NameOf(settings, seed));
            // Each under its name only when it is whole.
            if (!File.Exists(stream))
            {
                var unfinished = Path.Combine(folder, $"{seed}.new.jsonl.gz");
                await ScoopAsync("simulate", "--seed", seed.ToString(CultureInfo.InvariantCulture), "--hours", Hours, "--rate", PostsPerSecond, "--out", unfinished, "--truth", truth.FullName);
                File.Move(unfinished, stream);
            }
            if (!Directory.Exists(run))
            {
                await ScoopAsync(["replay", stream, "--out", $"{run}.new", .. settings.SelectMany(setting => new[] { "--set", setting })]);
                Directory.Move($"{run}.new", run);
            }
            trials.Add(await TrialFolder.ReadAsync(Path.GetFileName(run), run, truth, CancellationToken.None));
        }
        return new(trials);
    }

    private static string NameOf(string[] settings, int seed)
    {
        var name = new StringBuilder();
        foreach (var letter in string.Join('+', settings.Append($"{seed}")))
        {
            name.Append(char.IsAsciiLetterOrDigit(letter) || letter is '+' or '.' ? letter : '-');
        }
        return name.ToString();
    }

    private static async Task ScoopAsync(params string[] arguments)
    {
        Console.Error.WriteLine($"scoop {string.Join(' ', arguments)}");
        var (output, code) = (Console.Out, 0);
        Console.SetOut(TextWriter.Null);
        try
        {
            code = await Scoop.RunAsync(arguments);
        }
        finally
        {
            Console.SetOut(output);
        }
        if (code != Scoop.Done)
        {
            throw new InvalidOperationException($"scoop {arguments[0]} ended with {code}");
        }
    }

    private static TunedValue Value(string value) => new(value, value);

    private static TunedValue Default(string label) => new(label, label, IsDefault: true);
}
