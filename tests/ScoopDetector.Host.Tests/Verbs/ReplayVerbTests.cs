using System.CommandLine;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Verbs;

public sealed class ReplayVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_alerts_are_the_same_bytes_with_any_number_of_partitions_and_files_in_any_packing()
    {
        var whole = Write("whole.jsonl", SmallStream.Bytes());
        var half = SmallStream.Lines.Count / 2;
        var first = Write("first.jsonl.gz", GzipText.Of(SmallStream.Bytes(0, half)));
        var second = Write("second.jsonl.gz", GzipText.Of(SmallStream.Bytes(half)));
        var expected = await AlertsAsync(whole);

        Assert.NotEmpty(expected);
        Assert.Equal(expected, await AlertsAsync(whole, "--partitions", "4"));
        Assert.Equal(expected, await AlertsAsync(whole, "--partitions", "16"));
        Assert.Equal(expected, await AlertsAsync(first, second));
    }

    [Fact]
    public async Task Files_whose_times_overlap_are_one_stream_in_whatever_order_they_are_named()
    {
        var whole = Write("whole.jsonl", SmallStream.Bytes());
        var half = SmallStream.Lines.Count / 2;
        var (one, other) = (Write("one.jsonl", Third(0)), Write("other.jsonl.gz", GzipText.Of(Third(1))));
        var (early, late) = (Write("early.jsonl", Third(2, to: half)), Write("late.jsonl", Third(2, from: half)));
        var expected = await SummaryAsync(whole);
        var alerts = File.ReadAllLines(_folder.Path("out/alerts.jsonl"));

        var summary = await SummaryAsync(late, other, early, one);

        Assert.NotEmpty(alerts);
        Assert.Equal(alerts, File.ReadAllLines(_folder.Path("out/alerts.jsonl")));
        Assert.All(new[] { "lines", "posts", "withdrawals", "drops", "firstEventAt", "lastEventAt", "warnings" }, figure => Assert.True(JsonNode.DeepEquals(expected[figure], summary[figure]), figure));
    }

    [Fact]
    public async Task The_figures_of_the_summary_add_up()
    {
        var summary = await SummaryAsync(Write("posts.jsonl", SmallStream.Bytes()), "--partitions", "4");

        var drops = summary["drops"]!.AsObject().Sum(drop => (long)drop.Value!);
        Assert.Equal(SmallStream.Lines.Count, (long)summary["lines"]!);
        Assert.Equal((long)summary["lines"]! + (long)summary["unfolded"]!, (long)summary["posts"]! + (long)summary["withdrawals"]! + drops);
        Assert.True((long)summary["withdrawals"]! > 0);
        Assert.True((long)summary["drops"]!["duplicate"]! > 0);
        Assert.Equal(["malformed", "missingField", "badTime", "overLong", "duplicate", "late", "fromTheFuture", "withdrawn", "leftBehind", "notAPost", "notPublic", "automated"], summary["drops"]!.AsObject().Select(drop => drop.Key));
    }

    [Fact]
    public async Task The_summary_counts_the_alerts_that_were_written()
    {
        var alerts = (await AlertsAsync(Write("posts.jsonl", SmallStream.Bytes()))).Select(line => JsonNode.Parse(line)!).ToArray();
        var summary = JsonNode.Parse(File.ReadAllText(_folder.Path("out/summary.json")))!;

        foreach (var level in new[] { "watch", "alert" })
        {
            foreach (var (state, count) in summary["alerts"]![level]!.AsObject())
            {
                Assert.Equal(alerts.Count(alert => (string?)alert["level"] == level && (string?)alert["state"] == state), (int)count!);
            }
        }
        Assert.Equal(alerts.Select(alert => (string?)alert["eventId"]).Distinct().Count(), summary["threads"]!.AsObject().Sum(level => (int)level.Value!));
        Assert.Equal(["watch", "alert"], summary["threadsPerDay"]!.AsObject().Select(level => level.Key));
        Assert.StartsWith("2026-03-02T06:00:0", (string?)summary["firstEventAt"]);
        Assert.StartsWith("2026-03-02T06:1", (string?)summary["lastEventAt"]);
    }

    [Fact]
    public async Task The_options_in_the_summary_are_a_configuration_that_gives_the_same_run()
    {
        var posts = Write("posts.jsonl", SmallStream.Bytes());
        var summary = await SummaryAsync(posts, "--set", "Bursts:Windows=00:01:00,00:10:00", "--set", "Alerts:WatchVoices=2");
        var config = _folder.Write("config.json", summary["options"]!.ToJsonString());

        var again = await RunAsync([posts, "--out", _folder.Path("again"), "--config", config]);

        Assert.Equal(CommandLine.Done, again.Code);
        Assert.True(JsonNode.DeepEquals(summary["options"], JsonNode.Parse(File.ReadAllText(_folder.Path("again/summary.json")))!["options"]));
        Assert.Equal(2, (int)summary["options"]!["alerts"]!["watchVoices"]!);
    }

    [Fact]
    public async Task A_pace_changes_when_posts_come_and_nothing_else()
    {
        var posts = Write("posts.jsonl", SmallStream.Bytes());
        var expected = await AlertsAsync(posts);

        var paced = RunAsync([posts, "--out", _folder.Path("paced"), "--speed", "60", .. SmallStream.Settings]);
        while (!paced.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        await paced;

        Assert.Equal(expected, File.ReadAllLines(_folder.Path("paced/alerts.jsonl")));
        var summary = JsonNode.Parse(File.ReadAllText(_folder.Path("paced/summary.json")))!;
        Assert.Equal("60", (string?)summary["speed"]);
        // 18 minutes of event time at a minute a second.
        Assert.True((double)summary["elapsedSeconds"]! >= 17, summary["elapsedSeconds"]!.ToJsonString());
    }

    [Fact]
    public async Task A_pipe_gets_a_line_now_and_then_and_at_the_end_what_a_person_wants_to_know()
    {
        _clock.AutoAdvanceAmount = TimeSpan.FromSeconds(2);

        var run = await RunAsync([Write("posts.jsonl", SmallStream.Bytes()), "--out", _folder.Path("out"), .. SmallStream.Settings]);

        Assert.Matches(@"(?m)^\d+ % of posts\.jsonl: [\d,]+ posts, [\d,]+/s, 2026-03-02T06:\d\d, \d+ alerts$", run.Output);
        Assert.Matches(@"(?m)^[\d,]+ posts and [\d,]+ withdrawals in [\d,]+ lines, from 2026-03-02T06:00:0\S+Z to 2026-03-02T06:1\S+Z$", run.Output);
        Assert.Matches(@"(?m)^│ alert │ +\d+ │", run.Output);
        Assert.Contains($"Alerts:  {_folder.Path("out/alerts.jsonl")}", run.Output);
    }

    [Fact]
    public async Task An_earlier_run_in_the_folder_is_replaced()
    {
        _folder.Write("out.txt");
        var posts = Write("posts.jsonl", SmallStream.Bytes());
        var expected = await AlertsAsync(posts);

        Assert.Equal(expected, await AlertsAsync(posts));
    }

    [Fact]
    public async Task What_can_be_read_of_a_file_that_was_cut_off_counts()
    {
        var packed = GzipText.Of(SmallStream.Bytes());

        var summary = await SummaryAsync(Write("cut.jsonl.gz", packed[..(packed.Length / 2)]));

        var warning = Assert.Single(summary["warnings"]!.AsArray());
        Assert.Matches(@"cut\.jsonl\.gz breaks off after [\d,]+ bytes of text \(.+\): what could be read of it counts\.$", (string?)warning);
        Assert.InRange((long)summary["posts"]!, SmallStream.Lines.Count / 4, SmallStream.Lines.Count * 3 / 4);
    }

    [Fact]
    public async Task An_empty_file_among_others_is_a_warning()
    {
        var summary = await SummaryAsync(Write("empty.jsonl", []), Write("posts.jsonl", SmallStream.Bytes()));

        Assert.EndsWith("empty.jsonl is empty.", (string?)Assert.Single(summary["warnings"]!.AsArray()));
    }

    [Fact]
    public async Task A_file_without_a_single_post_fails_after_saying_why_in_the_summary()
    {
        var posts = _folder.Write("prose.jsonl", "It was a dark", "and stormy night.");

        var failure = await Assert.ThrowsAsync<FailureException>(() => RunAsync([posts, "--out", _folder.Path("out")]));

        Assert.StartsWith("none of the 2 lines was a post: is it JSON Lines, each with id, created_at and text?", failure.Message);
        Assert.Equal(2, (int)JsonNode.Parse(File.ReadAllText(_folder.Path("out/summary.json")))!["drops"]!["malformed"]!);
    }

    [Fact]
    public async Task A_wrong_file_is_named_before_anything_is_written()
    {
        var good = Write("posts.jsonl", SmallStream.Bytes(0, 100));
        var misnamed = Write("plain.jsonl.gz", SmallStream.Bytes(0, 100));

        Assert.Equal("nowhere.jsonl does not exist: name a file of JSON Lines, plain, .gz or .zst.", await FaultAsync(good, "nowhere.jsonl"));
        Assert.Equal($"{_folder.Path("")} is a folder: name the files in it.", await FaultAsync(_folder.Path("")));
        Assert.Equal($"{misnamed} is not gzip, whatever its name says. If it holds plain lines, name it without .gz.", await FaultAsync(good, misnamed));
        Assert.False(Directory.Exists(_folder.Path("out")));
    }

    [Fact]
    public async Task Files_that_are_all_empty_are_refused() =>
        Assert.EndsWith("empty.jsonl is empty: there is nothing to replay.", await FaultAsync(Write("empty.jsonl", [])));

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_named()
    {
        var posts = Write("posts.jsonl", SmallStream.Bytes(0, 100));

        Assert.Equal($"--out {posts} is a file: name a folder.", await FaultAsync(posts, "--out", posts));
        Assert.StartsWith($"--out {posts}/out cannot be written to: ", await FaultAsync(posts, "--out", $"{posts}/out"));
    }

    [Fact]
    public async Task A_full_disk_is_a_failure_and_leaves_no_summary()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full to stand for a full disk.");
        Directory.CreateDirectory(_folder.Path("out"));
        File.CreateSymbolicLink(_folder.Path("out/alerts.jsonl"), "/dev/full");

        var failure = await Assert.ThrowsAsync<FailureException>(() => AlertsAsync(Write("posts.jsonl", SmallStream.Bytes())));

        Assert.StartsWith($"{_folder.Path("out/alerts.jsonl")} cannot be written any more: ", failure.Message);
        Assert.False(File.Exists(_folder.Path("out/summary.json")));
    }

    [Fact]
    public async Task A_run_that_is_stopped_keeps_its_alerts_and_has_no_summary()
    {
        using var stop = new CancellationTokenSource();
        var run = RunUntilAsync([Write("posts.jsonl", SmallStream.Bytes()), "--out", _folder.Path("out"), "--speed", "1"], stop.Token);
        await stop.CancelAsync();

        // The token may be seen before the run has begun.
        var end = await Assert.ThrowsAnyAsync<Exception>(() => run);
        Assert.True(end is FailureException { Message: var message } ? message.StartsWith("stopped at ", StringComparison.Ordinal) : end is OperationCanceledException);
        Assert.False(File.Exists(_folder.Path("out/summary.json")));
    }

    [Theory]
    [InlineData("--speed", "fast")]
    [InlineData("--speed", "0")]
    [InlineData("--speed", "-1")]
    [InlineData("--speed", "NaN")]
    [InlineData("--partitions", "0")]
    [InlineData("--partitions", "5000")]
    public async Task A_number_that_makes_no_sense_is_refused(string option, string value) =>
        Assert.StartsWith($"{option} {value}: give ", await FaultAsync(Write("posts.jsonl", SmallStream.Bytes(0, 10)), option, value));

    [Fact]
    public async Task Settings_are_checked_before_anything_is_read()
    {
        Assert.StartsWith("Tally:Pain (--set) is not a setting", await FaultAsync("nowhere.jsonl", "--set", "Tally:Pain=1"));
        Assert.False(Directory.Exists(_folder.Path("out")));
    }

    [Fact]
    public async Task The_exit_code_tells_done_from_failed_from_wrong_usage()
    {
        var posts = Write("posts.jsonl", SmallStream.Bytes(0, 100));
        var prose = _folder.Write("prose.jsonl", "no post");

        Assert.Equal(CommandLine.Done, await CommandLine.RunAsync(["replay", posts, "--out", _folder.Path("a")]));
        Assert.Equal(CommandLine.Failed, await CommandLine.RunAsync(["replay", prose, "--out", _folder.Path("b")]));
        Assert.Equal(CommandLine.WrongUsage, await CommandLine.RunAsync(["replay", "nowhere.jsonl", "--out", _folder.Path("c")]));
        Assert.Equal(CommandLine.WrongUsage, await CommandLine.RunAsync(["replay", posts]));
        Assert.Equal(CommandLine.WrongUsage, await CommandLine.RunAsync(["replay", posts, "--out", _folder.Path("d"), "--set", "Tally:Pane=5"]));
    }

    [Fact]
    public async Task Against_headlines_alerts_say_what_the_news_had_and_the_ledger_says_how_far_ahead_they_were()
    {
        var posts = Write("posts.jsonl", SmallStream.Bytes());
        // By how each event was first told: the one that says most.
        var told = (await AlertsAsync(posts)).Select(line => JsonNode.Parse(line)!).Where(alert => (string?)alert["level"] == "alert")
            .DistinctBy(alert => (string?)alert["eventId"]).MaxBy(alert => alert["terms"]!.AsArray().Count)!;
        // The news says what the alert said, an hour later; and something else before.
        var headlines = _folder.Write("news.jsonl",
            $$"""{"id":"1","published_at":"{{DateTimeOffset.Parse((string)told["alertedAt"]!, System.Globalization.CultureInfo.InvariantCulture).AddHours(1):O}}","source":"A","title":"{{string.Join(' ', told["terms"]!.AsArray().Select(term => char.ToUpperInvariant(((string)term!)[0]) + ((string)term!)[1..]))}}"}""",
            """{"id":"2","published_at":"2026-03-02T05:00:00Z","source":"A","title":"Budget passes"}""",
            "no headline");

        var summary = await SummaryAsync(posts, "--headlines", headlines);

        Assert.Equal(2, (int)summary["leads"]!["headlines"]!);
        Assert.True((int)summary["leads"]!["earlier"]! >= 1);
        Assert.Contains(File.ReadLines(_folder.Path("out/leads.csv")), line => line.StartsWith((string)told["eventId"]!, StringComparison.Ordinal) && line.EndsWith(",A,1,3600,Earlier,", StringComparison.Ordinal));
        Assert.Contains(summary["warnings"]!.AsArray(), warning => ((string)warning!).StartsWith("1 line of --headlines was no headline", StringComparison.Ordinal));
        Assert.Contains(File.ReadLines(_folder.Path("out/coverage.csv")), line => line.StartsWith((string)told["eventId"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_files_of_headlines_are_read_as_one_in_any_order_and_what_stands_in_two_counts_once()
    {
        var posts = Write("posts.jsonl", SmallStream.Bytes());
        const string first = """{"id":"1","published_at":"2026-03-02T05:00:00Z","source":"A","title":"Budget passes"}""";
        const string second = """{"id":"2","published_at":"2026-03-02T06:00:00Z","source":"A","title":"Bridge closes"}""";
        const string third = """{"id":"1","published_at":"2026-03-02T07:00:00Z","source":"B","title":"Cup final moves"}""";
        var (one, other, whole) = (_folder.Write("one.jsonl", third, first), _folder.Write("other.jsonl", second, first), _folder.Write("whole.jsonl", first, second, third));

        var apart = await SummaryAsync(posts, "--headlines", one, "--headlines", other);
        var coverage = await File.ReadAllTextAsync(_folder.Path("out/coverage.csv"), TestContext.Current.CancellationToken);
        var together = await SummaryAsync(posts, "--headlines", whole);

        Assert.Equal(3, (int)apart["leads"]!["headlines"]!);
        Assert.Equal(together["leads"]!.ToJsonString(), apart["leads"]!.ToJsonString());
        Assert.Equal(await File.ReadAllTextAsync(_folder.Path("out/coverage.csv"), TestContext.Current.CancellationToken), coverage);
    }

    [Fact]
    public async Task Of_several_files_the_one_without_headlines_is_named() =>
        Assert.Contains("poem.jsonl: none of its 1 lines is a headline", await FaultAsync(Write("posts.jsonl", SmallStream.Bytes()), "--headlines", _folder.Write("news.jsonl", """{"id":"1","published_at":"2026-03-02T05:00:00Z","source":"A","title":"Budget passes"}"""), "--headlines", _folder.Write("poem.jsonl", "no headline")), StringComparison.Ordinal);

    [Fact]
    public async Task A_file_without_headlines_is_wrong_usage() =>
        Assert.Contains("none of its 1 lines is a headline", await FaultAsync(Write("posts.jsonl", SmallStream.Bytes()), "--headlines", _folder.Write("news.jsonl", "no headline")), StringComparison.Ordinal);

    [Fact]
    public async Task A_file_that_is_not_in_the_order_of_time_is_a_warning_with_the_mend()
    {
        var half = SmallStream.Lines.Count / 2;

        var summary = await SummaryAsync(Write("posts.jsonl", [.. SmallStream.Bytes(half), .. SmallStream.Bytes(0, half)]));

        var late = (long)summary["drops"]!["late"]!;
        Assert.True(late > half / 2, $"{late}");
        Assert.Equal($"{late:N0} posts were late: each stands in its file behind others observed more than 2 s later. Sort the file by observed_at, or raise Tally:Patience.", (string?)Assert.Single(summary["warnings"]!.AsArray()));
    }

    [Fact]
    public async Task A_stream_that_is_shorter_than_its_learning_says_that_nothing_could_be_alerted()
    {
        var run = await RunAsync([Write("posts.jsonl", SmallStream.Bytes()), "--out", _folder.Path("out")]);

        Assert.Empty(File.ReadAllLines(_folder.Path("out/alerts.jsonl")));
        Assert.Contains("Warning: The stream is 18 min long, and for 30 min it only teaches what is usual, so that nothing could be alerted: lower Bursts:LearnFor, or give more of the stream.\n", run.Output);
    }

    [Fact]
    public async Task A_field_that_cannot_be_read_is_counted_by_its_name_and_its_post_counts()
    {
        var posts = _folder.Write("posts.jsonl",
            """{"id":1,"created_at":1772431200,"text":"one","network":"Deep Sea!","lang":5,"links":"none","author_id":{}}""",
            """{"id":2,"created_at":1772431201,"text":"two","network":17,"repost_of":null,"lang":""}""");

        var run = await RunAsync([posts, "--out", _folder.Path("out")]);

        var summary = JsonNode.Parse(File.ReadAllText(_folder.Path("out/summary.json")))!;
        Assert.Equal(2, (int)summary["posts"]!);
        Assert.Equal("""{"author_id":1,"lang":1,"network":2,"repost_of":0,"reply_to":0,"links":1}""", summary["unreadFields"]!.ToJsonString());
        Assert.Contains("Not readable, so that the post counts without it: author_id of 1, lang of 1, network of 2, links of 1\n", run.Output);
    }

    private static byte[] Third(int which, int from = 0, int to = int.MaxValue) =>
        [.. SmallStream.Lines.Index().Where(line => line.Index % 3 == which && line.Index >= from && line.Index < to).SelectMany(line => line.Item.Append((byte)'\n'))];

    private async Task<string[]> AlertsAsync(params string[] arguments)
    {
        await RunAsync([.. arguments, "--out", _folder.Path("out"), .. SmallStream.Settings]);
        return File.ReadAllLines(_folder.Path("out/alerts.jsonl"));
    }

    private async Task<JsonNode> SummaryAsync(params string[] arguments)
    {
        await AlertsAsync(arguments);
        return JsonNode.Parse(File.ReadAllText(_folder.Path("out/summary.json")))!;
    }

    private async Task<string> FaultAsync(params string[] arguments) => (await Assert.ThrowsAsync<UsageException>(() =>
        RunAsync(arguments.Contains("--out") ? arguments : [.. arguments, "--out", _folder.Path("out")]))).Message;

    private Task<(int Code, string Output)> RunAsync(string[] arguments) => RunUntilAsync(arguments, TestContext.Current.CancellationToken);

    private async Task<(int Code, string Output)> RunUntilAsync(string[] arguments, CancellationToken stop)
    {
        var output = new StringWriter();
        var code = await ReplayVerb.Create(_clock).Parse(arguments).InvokeAsync(new() { Output = output, EnableDefaultExceptionHandler = false }, stop);
        return (code, output.ToString().ReplaceLineEndings("\n"));
    }

    private string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(_folder.Path(name), bytes);
        return _folder.Path(name);
    }
}
