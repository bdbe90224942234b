using System.CommandLine;
using System.Xml.Linq;
using ScoopDetector.Evaluation;
using ScoopDetector.Host.Reports;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Verbs;

/// <summary>On a simulated run that is made once: what <c>evaluate --run</c> says, draws and writes.</summary>
public sealed class EvaluationReportTests(EvaluationReportTests.Day day) : IClassFixture<EvaluationReportTests.Day>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_page_stands_alone_and_tells_figures_plots_and_why()
    {
        await EvaluateAsync("--run", day.Order("noon"), "--report", _folder.Path("new/report.html"));
        var page = await File.ReadAllTextAsync(_folder.Path("new/report.html"), TestContext.Current.CancellationToken);

        Assert.DoesNotContain("http", page.Replace("http://www.w3.org/2000/svg", ""), StringComparison.Ordinal);
        Assert.Equal(3, page.Split("<svg").Length - 1);
        Assert.Contains("attack-random-tail", page, StringComparison.Ordinal);
        Assert.Contains("The curve is what other fixed bars would have told", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_runs_give_the_same_page_and_the_same_plots()
    {
        await EvaluateAsync("--run", day.Order("noon"), "--report", _folder.Path("a.html"), "--plots", _folder.Path("a"));
        await EvaluateAsync("--run", day.Order("noon"), "--report", _folder.Path("b.html"), "--plots", _folder.Path("b"));

        Assert.Equal(File.ReadAllBytes(_folder.Path("a.html")), File.ReadAllBytes(_folder.Path("b.html")));
        Assert.All(["noise.svg", "delay.svg", "recall.svg"], plot =>
        {
            Assert.Equal(File.ReadAllBytes(_folder.Path($"a/{plot}")), File.ReadAllBytes(_folder.Path($"b/{plot}")));
            Assert.Equal("svg", XDocument.Load(_folder.Path($"a/{plot}")).Root!.Name.LocalName);
        });
    }

    [Fact]
    public async Task The_text_for_a_pipe_names_both_levels_and_each_run()
    {
        var lines = await EvaluateAsync("--run", day.Order("noon"));

        Assert.Matches(@"^recall +\d\.\d\d \[\d\.\d\d, \d\.\d\d\] +\d\.\d\d \[", lines.First(line => line.StartsWith("recall", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.StartsWith("noon  ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sweep_at_a_bar_tells_what_a_replay_with_that_bar_and_no_budget_tells()
    {
        const double Bar = 0.4;
        var swept = new BarSweep((await day.TrialAsync("run")).Truth, (await day.TrialAsync("run")).Weighed!, leastVoices: 3).At(Bar);
        await day.ReplayAsync("fixed", "--set", "Alerts:FalseAlertsPerDay=0", "--set", $"Alerts:AlertScore={Bar}");
        var replayed = (await day.TrialAsync("fixed")).Threads(ScoredLevel.Alert);

        Assert.NotEmpty(replayed);
        Assert.Equal(replayed.Select(thread => (thread.Line.AlertedAt, thread.Verdict, thread.Event?.Id)), swept.Select(thread => (thread.Line.AlertedAt, thread.Verdict, thread.Event?.Id)));
    }

    [Fact]
    public async Task A_run_of_which_nothing_but_alerts_is_known_has_no_curve_and_says_why()
    {
        Directory.CreateDirectory(_folder.Path("bare"));
        File.Copy(day.Path("run/alerts.jsonl"), _folder.Path("bare/alerts.jsonl"));
        await EvaluateAsync("--run", $"bare={_folder.Path("bare")},{day.Path("day.truth.json")}", "--report", _folder.Path("report.html"));

        Assert.Contains("No curve: make the runs with replay --considered", await File.ReadAllTextAsync(_folder.Path("report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Others_stand_beside_the_curve_by_name()
    {
        var peers = _folder.Write("peers.csv", "# measured elsewhere", "name,recall,false_per_day,source", "Somebody & sons,0.6,7,a table");
        await EvaluateAsync("--run", day.Order("noon"), "--plots", _folder.Path("plots"), "--peers", peers);

        Assert.Contains("Somebody &amp; sons", await File.ReadAllTextAsync(_folder.Path("plots/noise.svg"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("somebody")]
    [InlineData("somebody,1.2,7")]
    [InlineData("somebody,many,7")]
    [InlineData("somebody,0.5,-1")]
    public void A_line_that_is_no_detector_is_named_by_its_number(string line) =>
        Assert.Contains(":2: write name,recall,false_per_day", Assert.Throws<UsageException>(() => PeerFile.Read(_folder.Write("peers.csv", "name,recall,false_per_day", line))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("--run", "noon")]
    [InlineData("--run", "noon=folder")]
    [InlineData("--run", "=folder,truth.json")]
    public async Task A_run_that_is_written_otherwise_is_refused_with_the_form(params string[] arguments) =>
        Assert.Contains("write NAME=DIR,TRUTH", await FaultAsync(arguments), StringComparison.Ordinal);

    [Fact]
    public async Task What_goes_with_one_way_to_name_runs_is_refused_with_the_other()
    {
        Assert.Contains("--json goes with one run", await FaultAsync("--run", day.Order("noon"), "--json", "x.json"), StringComparison.Ordinal);
        Assert.Contains("--report goes with --run", await FaultAsync("--truth", day.Path("day.truth.json"), "--alerts", day.Path("run/alerts.jsonl"), "--report", "x.html"), StringComparison.Ordinal);
        Assert.Contains("give --truth FILE and --alerts FILE, or --run", await FaultAsync("--truth", day.Path("day.truth.json")), StringComparison.Ordinal);
        Assert.Contains("--run noon is given twice", await FaultAsync("--run", day.Order("noon"), "--run", day.Order("noon")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_alerts_is_named() =>
        Assert.Contains("--run: cannot read", await FaultAsync("--run", $"noon={_folder.Path("none")},{day.Path("day.truth.json")}"), StringComparison.Ordinal);

    private static async Task<string[]> EvaluateAsync(params string[] arguments) => (await Day.InvokeAsync(EvaluateVerb.Create(), arguments)).Split(Environment.NewLine);

    private static async Task<string> FaultAsync(params string[] arguments) => (await Assert.ThrowsAsync<UsageException>(() => EvaluateAsync(arguments))).Message;

    /// <summary>Four simulated hours and their run.</summary>
    public sealed class Day : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        public string Path(string name) => _folder.Path(name);

        public string Order(string name) => $"{name}={Path("run")},{Path("day.truth.json")}";

        internal Task<Trial> TrialAsync(string run) => TrialFolder.ReadAsync(run, Path(run), new(Path("day.truth.json")), TestContext.Current.CancellationToken);

        internal Task ReplayAsync(string run, params string[] settings) => InvokeAsync(ReplayVerb.Create(), [Path("day.jsonl"), "--out", Path(run), "--considered", .. settings]);

        public async ValueTask InitializeAsync()
        {
            await InvokeAsync(SimulateVerb.Create(), "--out", Path("day.jsonl"), "--seed", "3", "--hours", "4", "--rate", "4");
            await ReplayAsync("run");
        }

        public ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }

        internal static async Task<string> InvokeAsync(Command verb, params string[] arguments)
        {
            var output = new StringWriter();
            Assert.Equal(CommandLine.Done, await verb.Parse(arguments).InvokeAsync(new() { Output = output, EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken));
            return output.ToString();
        }
    }
}
