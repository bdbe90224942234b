using System.Text.Json;
using System.Text.Json.Nodes;
using ScoopDetector.Evaluation;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Verbs;

public sealed class EvaluateAgreementTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("dev-1", 1)]
    [InlineData("dev-1", 2, "--keywords")]
    [InlineData("dev-2", 3, "--posts-per-day", "1234567.5")]
    [InlineData("dev-2", 4, "--keywords", "--posts-per-day", "auto")]
    public async Task Every_figure_is_that_of_the_reference_scorer(string stream, int seed, params string[] options)
    {
        var stop = TestContext.Current.CancellationToken;
        var bench = ReferenceScorer.Bench();
        var truth = Path.Combine(bench, stream, "truth.json");
        var alerts = _folder.Write("alerts.jsonl", new SyntheticAlerts(await ReadAsync(truth, stop), seed).Lines());
        string[] arguments = ["--truth", truth, "--alerts", alerts, .. options, "--json"];

        await ReferenceScorer.RunAsync(bench, [.. arguments, _folder.Path("theirs.json")], stop);
        await EvaluateVerb.Create().Parse([.. arguments, _folder.Path("ours.json")])
            .InvokeAsync(new() { Output = TextWriter.Null, EnableDefaultExceptionHandler = false }, stop);

        var theirs = Figures("theirs.json");
        Assert.All(["true_positives", "duplicates", "false", "non_news", "attacks"], verdict => Assert.NotEqual(0.0, theirs[$"$.alert.{verdict}"]));
        AssertEqual(theirs, Figures("ours.json"));
    }

    private static void AssertEqual(Dictionary<string, object?> theirs, Dictionary<string, object?> ours)
    {
        Assert.Equal(theirs.Keys.Order(), ours.Keys.Order());
        foreach (var (name, figure) in theirs)
            if (figure is double number && ours[name] is double other)
                Assert.True(Math.Abs(number - other) <= 1e-9, $"{name}: theirs {number:R}, ours {other:R}");
            else
                Assert.True(Equals(figure, ours[name]), $"{name}: theirs {figure}, ours {ours[name]}");
    }

    private Dictionary<string, object?> Figures(string file)
    {
        var figures = new Dictionary<string, object?>();
        Collect(JsonNode.Parse(File.ReadAllText(_folder.Path(file))), "$", figures);
        return figures;
    }

    /// <summary>Lays a tree out flat, path by path, so that a difference is named by where it is.</summary>
    private static void Collect(JsonNode? node, string path, Dictionary<string, object?> figures)
    {
        switch (node)
        {
            case JsonObject branches:
                foreach (var (name, branch) in branches)
                    Collect(branch, $"{path}.{name}", figures);
                break;
            case JsonArray items:
                figures[$"{path}.count"] = (double)items.Count;
                for (var i = 0; i < items.Count; i++)
                    Collect(items[i], $"{path}.{i}", figures);
                break;
            default:
                figures[path] = node?.GetValueKind() is JsonValueKind.Number ? node.GetValue<double>() : node?.ToString();
                break;
        }
    }

    private static async Task<TruthFile> ReadAsync(string path, CancellationToken stop)
    {
        await using var file = File.OpenRead(path);
        return (await JsonSerializer.DeserializeAsync(file, EvaluationJson.Default.TruthFile, stop))!;
    }
}
