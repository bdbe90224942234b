using System.CommandLine;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Runs;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Verbs;

public sealed class TrainVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _said = new();

    public void Dispose()
    {
        _folder.Dispose();
        _said.Dispose();
    }

    [Fact]
    public async Task The_same_runs_give_the_same_model_and_a_replay_can_use_it()
    {
        await RunAsync(seed: 3);
        await RunAsync(seed: 4);

        Assert.Equal(CommandLine.Done, await TrainAsync("model.json", 3, 4));
        Assert.Equal(CommandLine.Done, await TrainAsync("again.json", 3, 4));

        var model = _folder.Path("model.json");
        Assert.Equal(File.ReadAllBytes(model), File.ReadAllBytes(_folder.Path("again.json")));
        Assert.Equal(CommandLine.Done, await InvokeAsync(ReplayVerb.Create(), Posts(3), "--out", _folder.Path("used"), "--set", $"Alerts:Model={model}"));
        Assert.NotEmpty(File.ReadAllBytes(_folder.Path("used/alerts.jsonl")));
    }

    [Fact]
    public async Task It_says_what_the_model_is_worth_on_streams_that_it_has_not_seen()
    {
        await RunAsync(seed: 3);
        await RunAsync(seed: 4);
        await TrainAsync("model.json", 3, 4);

        Assert.Matches(@"on streams that it had not seen: log-loss 0\.\d+ \(knowing nothing: 0\.\d+\)", _said.ToString());
    }

    [Fact]
    public async Task Each_run_wants_its_truth()
    {
        var fault = await Assert.ThrowsAsync<UsageException>(() =>
            InvokeAsync(TrainVerb.Create(), "--run", "a", "--run", "b", "--truth", "a.json", "--out", _folder.Path("model.json")));

        Assert.Contains("--run is given 2 times and --truth 1 times", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_without_what_was_weighed_is_refused_with_the_mend()
    {
        await RunAsync(seed: 3);
        File.Delete(_folder.Path($"run3/{ConsideredFile.Name}"));

        Assert.Contains("--considered", (await Assert.ThrowsAsync<UsageException>(() => TrainAsync("model.json", 3))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("no json")]
    [InlineData("{\"format\":1,\"trainedOn\":\"x\",\"signs\":[\"moonPhase\"],\"start\":0,\"trees\":[]}")]
    public void A_file_that_is_no_model_is_refused_by_name(string text)
    {
        var path = _folder.Path("model.json");
        File.WriteAllText(path, text);

        Assert.Contains($"Alerts:Model {path} is no model", Assert.Throws<UsageException>(() => NewsModelFiles.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_not_there_is_refused_too() =>
        Assert.Contains(NewsScores.Plain, Assert.Throws<UsageException>(() => NewsModelFiles.Read(_folder.Path("none.json"))).Message, StringComparison.Ordinal);

    private string Posts(int seed) => _folder.Path($"{seed}.jsonl");

    private async Task RunAsync(int seed)
    {
        await InvokeAsync(SimulateVerb.Create(), "--out", Posts(seed), "--seed", $"{seed}", "--hours", "4", "--rate", "4");
        await InvokeAsync(ReplayVerb.Create(), Posts(seed), "--out", _folder.Path($"run{seed}"), "--considered");
    }

    private Task<int> TrainAsync(string model, params int[] seeds) => InvokeAsync(
        TrainVerb.Create(),
        [.. seeds.SelectMany(seed => new[] { "--run", _folder.Path($"run{seed}"), "--truth", _folder.Path($"{seed}.truth.json") }), "--out", _folder.Path(model)]);

    private Task<int> InvokeAsync(Command verb, params string[] arguments) =>
        verb.Parse(arguments).InvokeAsync(new() { Output = _said, EnableDefaultExceptionHandler = false });
}
