using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ScoopDetector.Alerts;
using ScoopDetector.Events;
using ScoopDetector.Host.Runs;
using ScoopDetector.Host.Settings;
using ScoopDetector.Time;

namespace ScoopDetector.Host.Verbs;

/// <summary><c>replay FILE… --out DIR</c>: files through the whole pipeline, as fast as it goes or at a chosen speed.</summary>
internal static class ReplayVerb
{
    private const int MostPartitions = 1024;

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Arity = ArgumentArity.OneOrMore, Description = "Posts in JSON Lines: plain, .gz or .zst. Several are read one after the other, as one stream." };
        var output = new Option<string>("--out") { Required = true, Description = "The folder for alerts.jsonl and summary.json." };
        var speed = new Option<string>("--speed") { DefaultValueFactory = _ => "max", Description = "1 for the stream's own pace, 60 for a minute a second, max for as fast as it goes." };
        var partitions = new Option<int>("--partitions") { DefaultValueFactory = _ => 1, Description = "How many partitions the posts are spread over. The alerts are the same for any number." };
        var dump = new Option<string?>("--dump") { Hidden = true };
        var settings = new SettingsArguments();
        var verb = new Command("replay", "Replays files of posts and writes the alerts that they would have raised.") { files, output, speed, partitions, dump };
        settings.AddTo(verb);
        verb.SetAction((parsed, stop) => Task.Run(
            () => Run(parsed.GetValue(files)!, parsed.GetValue(output)!, SpeedOf(parsed.GetValue(speed)!), PartitionsOf(parsed.GetValue(partitions)), parsed.GetValue(dump), settings.Read(parsed).Get<ScoopOptions>(), stop),
            stop));
        return verb;
    }

    /// <summary>Null for max.</summary>
    public static double? SpeedOf(string text) => text switch
    {
        "max" => null,
        _ when double.TryParse(text, CultureInfo.InvariantCulture, out var times) && times is > 0 and <= 1e6 => times,
        _ => throw new UsageException($"--speed is {text}: it must be max or a number above 0 and up to 1000000, such as 1 or 60."),
    };

    private static int PartitionsOf(int partitions) => partitions is >= 1 and <= MostPartitions
        ? partitions
        : throw new UsageException($"--partitions is {partitions}: it must be from 1 to {MostPartitions}.");

    private static int Run(string[] files, string output, double? speed, int partitions, string? dump, ScoopOptions options, CancellationToken stop)
    {
        var clock = TimeProvider.System;
        using var trace = dump is null ? null : new StreamWriter(dump);
        var run = new ReplayRun(options, files, partitions, speed, clock, trace is null ? null : (news, score) => trace.WriteLine(Trace(news, score)));
        run.Files.Check();
        using var folder = new RunFolder(output);
        var progress = new ReplayProgress(run, folder, clock);
        progress.Show(() => run.Run(folder.Add, stop));
        if (stop.IsCancellationRequested)
        {
            Console.Error.WriteLine("scoop: the replay was stopped; nothing was written.");
            return CommandLine.Failed;
        }
        var summary = Summarise(run, folder, files, partitions, speed, options, progress.Seconds);
        folder.Close(summary);
        progress.Close(summary);
        return CommandLine.Done;
    }

    private static RunSummary Summarise(ReplayRun run, RunFolder folder, string[] files, int partitions, double? speed, ScoopOptions options, double seconds)
    {
        using var process = Process.GetCurrentProcess();
        var alerts = folder.ThreadsAt(AlertLevel.Alert);
        var days = run.Intake is { First: { } begun, Now: { } ended } ? Math.Max(1, (ended - begun) / 86_400_000.0) : 1;
        return new()
        {
            Files = files,
            Lines = run.Intake.Lines,
            Posts = run.Intake.Posts,
            Withdrawals = run.Intake.Withdrawals,
            Drops = run.Drops.All().ToDictionary(drop => JsonNamingPolicy.CamelCase.ConvertName(drop.Reason.ToString()), drop => drop.Count),
            FirstPostAt = run.Intake.First is { } from ? Moment.Text(from) : null,
            LastPostAt = run.Intake.Now is { } to ? Moment.Text(to) : null,
            ElapsedSeconds = Math.Round(seconds, 2),
            PostsPerSecond = Math.Round(run.Intake.Posts / Math.Max(0.001, seconds)),
            PeakMemoryMB = process.PeakWorkingSet64 >> 20,
            Partitions = partitions,
            Speed = speed?.ToString(CultureInfo.InvariantCulture) ?? "max",
            Alerts = folder.Lines,
            Threads = new Dictionary<string, int> { ["alert"] = alerts, ["watch"] = folder.ThreadsAt(AlertLevel.Watch) - alerts },
            AlertThreadsPerDay = Math.Round(alerts / days, 2),
            Warnings = run.Files.Warnings,
            Options = options,
        };
    }

    private static string Trace(CandidateEvent news, double score) => JsonSerializer.Serialize(new
    {
        news.Id,
        Phase = news.Phase.ToString(),
        At = news.Pane.End,
        news.IsLearning,
        score,
        news.Evidence,
        Terms = Wording.Terms(news, 6),
        Posts = news.Members.Select(member => new[] { member.Voice.Post.Id, member.Places.ToString(CultureInfo.InvariantCulture) }),
    });
}
