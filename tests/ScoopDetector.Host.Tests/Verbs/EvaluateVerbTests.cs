using System.Text.Json;
using System.Text.Json.Nodes;
using ScoopDetector.Evaluation;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using Spectre.Console;
using Spectre.Console.Rendering;
using Xunit;

namespace ScoopDetector.Host.Tests.Verbs;

public sealed class EvaluateVerbTests : IDisposable
{
    private const string Fire =
        """
        {"id":"fire","kind":"wildfires","newsworthy":true,"size":15,"first_at":"2026-05-04T01:00:00.000Z",
         "fifth_author_at":"2026-05-04T01:02:00.000Z","keywords":["fire","smoke"],"post_ids":["1","2","3"]}
        """;

    private const string Found =
        """{"eventId":"a","level":"alert","alertedAt":"2026-05-04T01:03:00Z","headline":"Fire, smoke","evidence":[{"postId":"1"}]}""";

    private const string Noise = """{"eventId":"b","level":"alert","alertedAt":"2026-05-04T01:04:00Z","evidence":[{"postId":"9"}]}""";

    private readonly TemporaryFolder _folder = new();
    private readonly string _truth;
    private readonly string _alerts;

    public EvaluateVerbTests()
    {
        _truth = _folder.Write(
            "truth.json",
            $$"""{"start":"2026-05-04T00:00:00Z","end":"2026-05-04T12:00:00Z","posts":500000,"events":[{{Fire}}]}""");
        _alerts = _folder.Write("alerts.jsonl", Found, "", Noise);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_pipe_gets_one_figure_a_line_under_its_level()
    {
        var lines = await RunAsync("--truth", _truth, "--alerts", _alerts);

        Assert.Contains("alert  recall      1.00 [1.00, 1.00] of 1 events", lines);
        Assert.Contains("alert  precision   0.50 [0.00, 1.00]", lines);
        Assert.Contains("alert  threads     2 = 1 true + 0 duplicate + 1 false + 0 non-news + 0 attack", lines);
        Assert.Contains("watch  load        4 alerts/day, 2 false/day, 2.0 false per million posts", lines);
        Assert.Contains("watch  excess      p50 60 s, p90 60 s after the fifth author", lines);
        Assert.Contains("watch  missed      -", lines);
    }

    [Fact]
    public async Task What_was_missed_is_told_with_what_it_was_and_how_large() =>
        Assert.Contains("alert  missed      fire (wildfires, 15 posts)", await RunAsync("--truth", _truth, "--alerts", _folder.Write("noise.jsonl", Noise)));

    [Fact]
    public async Task A_terminal_gets_the_two_levels_side_by_side()
    {
        await RunAsync("--truth", _truth, "--alerts", _alerts, "--json", _folder.Path("scores.json"));
        var scores = JsonSerializer.Deserialize(
            await File.ReadAllTextAsync(_folder.Path("scores.json"), TestContext.Current.CancellationToken),
            EvaluationJson.Default.ScoreCards)!;

        var screen = Render(ScoreCardView.Table(scores, await EvaluationFiles.ReadTruthAsync(new(_truth), TestContext.Current.CancellationToken)));

        Assert.Contains("1.00 [1.00, 1.00] of 1 events", screen);
        Assert.Equal(2, screen.Split("[1.00, 1.00]").Length - 1);
    }

    [Fact]
    public async Task Matching_by_keywords_is_marked_as_not_comparable()
    {
        var lines = await RunAsync("--truth", _truth, "--alerts", _alerts, "--keywords");

        Assert.Contains("not comparable", lines[0]);
        Assert.Contains("alert  recall      1.00 [1.00, 1.00] of 1 events", lines);
    }

    [Fact]
    public async Task Figures_are_written_for_machines_as_well()
    {
        await RunAsync("--truth", _truth, "--alerts", _alerts, "--json", _folder.Path("scores.json"), "--posts-per-day", "4000000");

        var scores = JsonNode.Parse(await File.ReadAllTextAsync(_folder.Path("scores.json"), TestContext.Current.CancellationToken))!;
        Assert.Equal(.5, (double?)scores["alert"]?["false_per_million_posts"]);
        Assert.Equal(0, (double?)scores["watch"]?["recall"]?["100+"] ?? 0);
    }

    [Fact]
    public async Task A_missing_file_is_named_with_its_option()
    {
        Assert.Contains("--truth: cannot read nowhere.json", await FaultAsync("--truth", "nowhere.json", "--alerts", _alerts));
        Assert.Contains("--alerts: cannot read nowhere.jsonl", await FaultAsync("--truth", _truth, "--alerts", "nowhere.jsonl"));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("""{"events":[]}""")]
    [InlineData("""{"start":"2026-05-04T00:00:00Z","end":"2026-05-04T00:00:00Z","posts":1,"events":[]}""")]
    public async Task A_file_that_is_no_truth_says_so(string content) =>
        Assert.Contains("is not the truth of a stream", await FaultAsync("--truth", _folder.Write("other.json", content), "--alerts", _alerts));

    [Theory]
    [InlineData("{\"eventId\":\"a\"", ":3: not an alert")]
    [InlineData("{\"eventId\":\"a\"}", "alertedAt")]
    [InlineData("null", ":3: not an alert")]
    public async Task A_malformed_line_is_named_by_file_and_number_with_blank_lines_counted(string line, string expected)
    {
        var alerts = _folder.Write("broken.jsonl", Found, " ", line);

        var fault = await FaultAsync("--truth", _truth, "--alerts", alerts);

        Assert.Contains(alerts, fault);
        Assert.Contains(expected, fault);
    }

    [Theory]
    [InlineData("many")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("NaN")]
    public async Task A_rate_that_cannot_be_divided_by_is_refused(string rate) =>
        Assert.Contains($"--posts-per-day: '{rate}'", await FaultAsync("--truth", _truth, "--alerts", _alerts, "--posts-per-day", rate));

    [Fact]
    public async Task A_place_that_cannot_be_written_is_named() =>
        Assert.Contains("--json: cannot write", await FaultAsync("--truth", _truth, "--alerts", _alerts, "--json", _folder.Path("no/scores.json")));

    [Fact]
    public async Task The_exit_code_tells_done_from_wrong_usage()
    {
        Assert.Equal(CommandLine.Done, await CommandLine.RunAsync(["evaluate", "--truth", _truth, "--alerts", _alerts]));
        Assert.Equal(CommandLine.WrongUsage, await CommandLine.RunAsync(["evaluate", "--truth", _truth]));
        Assert.Equal(CommandLine.WrongUsage, await CommandLine.RunAsync(["evaluate", "--truth", _truth, "--alerts", "nowhere.jsonl"]));
    }

    private static async Task<string[]> RunAsync(params string[] arguments)
    {
        var output = new StringWriter();
        var code = await EvaluateVerb.Create().Parse(arguments).InvokeAsync(
            new() { Output = output, EnableDefaultExceptionHandler = false },
            TestContext.Current.CancellationToken);
        Assert.Equal(CommandLine.Done, code);
        return output.ToString().Split(Environment.NewLine);
    }

    private static async Task<string> FaultAsync(params string[] arguments) =>
        (await Assert.ThrowsAsync<UsageException>(() => RunAsync(arguments))).Message;

    private static string Render(IRenderable view)
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 160;
        console.Write(view);
        return output.ToString();
    }
}
