using System.CommandLine;
using System.Diagnostics;
using System.Reactive.Subjects;
using System.Text.Json;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Files;
using ScoopDetector.Host.Settings;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Verbs;

/// <summary><c>replay FILE… --out DIR</c>: files through the whole pipeline, as fast as it goes or at a chosen speed.</summary>
internal static class ReplayVerb
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Arity = ArgumentArity.OneOrMore, Description = "Posts in JSON Lines: plain, .gz or .zst." };
        var output = new Option<string>("--out") { Required = true, Description = "The folder for alerts.jsonl and summary.json." };
        var partitions = new Option<int>("--partitions") { DefaultValueFactory = _ => 1, Description = "How many partitions the posts are spread over." };
        var dump = new Option<string?>("--dump") { Hidden = true };
        var verb = new Command("replay", "Replays files of posts and writes the alerts that they would have raised.") { files, output, partitions, dump };
        var settings = new SettingsArguments();
        settings.AddTo(verb);
        verb.SetAction(parsed => Run(parsed.GetValue(files)!, parsed.GetValue(output)!, parsed.GetValue(partitions), parsed.GetValue(dump), settings.Read(parsed).Get<ScoopOptions>()));
        return verb;
    }

    private static int Run(string[] files, string output, int partitions, string? dump, ScoopOptions options)
    {
        var drops = new DropCounts();
        var clock = TimeProvider.System;
        Directory.CreateDirectory(output);
        using var alerts = File.Create(Path.Combine(output, "alerts.jsonl"));
        using var dumped = dump is null ? null : new StreamWriter(dump);
        var pipeline = new ScoopPipeline(options, clock, drops)
        {
            Considered = dumped is null ? null : (news, score) => dumped.WriteLine(JsonSerializer.Serialize(new
            {
                news.Id,
                Phase = news.Phase.ToString(),
                At = news.Pane.End,
                news.IsLearning,
                score,
                news.Evidence,
                Terms = Wording.Terms(news, 6),
                Posts = news.Members.Select(m => new[] { m.Voice.Post.Id, m.Places.ToString() }),
            })),
        };
        var posts = new Subject<PostBatch>();
        var counts = new SortedDictionary<string, int>();
        pipeline.Detect(posts, partitions).Subscribe(alert =>
        {
            alerts.Write(AlertJson.Write(alert));
            alerts.WriteByte((byte)'\n');
            var key = $"{alert.Level}/{alert.State}";
            counts[key] = counts.GetValueOrDefault(key) + 1;
        });
        var intake = new PostIntake(options.Read, options.Tally, partitions, clock, drops);
        var watch = Stopwatch.StartNew();
        foreach (var file in files)
        {
            using var stream = InputFile.Open(file, out _);
            var lines = new LineReader(stream, options.Read.MaxLineBytes);
            while (lines.TryRead(out var line, out var isOverLong))
            {
                if (isOverLong)
                {
                    intake.SkipLongLine();
                }
                else
                {
                    intake.Accept(line);
                }
                if (intake.Waiting >= 512)
                {
                    intake.Flush(posts.OnNext);
                }
            }
        }
        intake.Complete();
        intake.Flush(posts.OnNext);
        posts.OnCompleted();
        var seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine($"{intake.Lines} lines, {intake.Posts} posts, {seconds:f1} s, {intake.Posts / seconds:f0} posts/s, {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB");
        Console.WriteLine(string.Join(", ", drops.All().Select(d => $"{d.Reason} {d.Count}")));
        Console.WriteLine(string.Join(", ", counts.Select(c => $"{c.Key} {c.Value}")));
        return CommandLine.Done;
    }
}
