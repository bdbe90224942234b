using System.CommandLine;
using System.Text.Json;
using ScoopDetector.Host.Verbs;
using ScoopDetector.Simulation;
using Xunit;

namespace ScoopDetector.Host.Tests.Verbs;

public sealed class SimulateVerbTests : IDisposable
{
    private static readonly string[] Brief = ["--hours", "0.2", "--rate", "2"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scoop-simulate-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("posts.jsonl")]
    [InlineData("posts.jsonl.gz")]
    [InlineData("posts.jsonl.zst")]
    public async Task It_writes_the_firehose_in_the_form_that_the_name_asks_for(string name)
    {
        var options = new SimulationOptions { Hours = 0.2, PostsPerSecond = 2, Warmup = TimeSpan.FromHours(0.2 / 6) };

        await SimulateAsync(["--out", At(name), .. Brief]);

        Assert.Equal([.. new Firehose(options).SelectMany(line => line.Json.ToArray().Append((byte)'\n'))], Unpacked(At(name)));
    }

    [Fact]
    public async Task The_truth_lies_beside_the_posts()
    {
        await SimulateAsync(["--out", At("a.jsonl.gz"), .. Brief, "--seed", "7"]);

        var truth = JsonDocument.Parse(File.ReadAllText(At("a.truth.json"))).RootElement;
        Assert.Equal("simulated", truth.GetProperty("pool").GetString());
        Assert.Equal(7, truth.GetProperty("seed").GetInt32());
        Assert.NotEqual(0, truth.GetProperty("events").GetArrayLength());
    }

    [Fact]
    public async Task The_truth_lies_where_it_is_asked_for()
    {
        await SimulateAsync(["--out", At("a.jsonl"), "--truth", At("t.json"), .. Brief]);

        Assert.True(File.Exists(At("t.json")));
        Assert.False(File.Exists(At("a.truth.json")));
    }

    [Fact]
    public async Task It_ends_with_the_counts_of_each_kind()
    {
        var said = await SimulateAsync(["--out", At("a.jsonl"), .. Brief]);

        Assert.Matches(@"a\.jsonl: [\d,]+ lines in .* posts, \d+ repeats?, [\d,]+ deletes?, \d+ malformed", said);
        Assert.Matches(@"a\.truth\.json: 1 newsworthy, 1 attack-copypasta, .*1 show", said);
    }

    [Fact]
    public async Task Where_there_is_no_terminal_it_tells_how_far_it_has_come_in_plain_lines()
    {
        var said = await SimulateAsync(["--out", At("a.jsonl"), "--hours", "1", "--rate", "40"]);

        Assert.Contains("50 % simulated", said, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--rate 0: must be between 0.01 and 1000000.", "--rate", "0")]
    [InlineData("--hours NaN: must be between 0.01 and 8784.", "--hours", "NaN")]
    [InlineData("--start never is not a time: write it as 2026-03-02T06:00:00Z.", "--start", "never")]
    [InlineData("--start 1980-01-01: Start 1980-01-01 must lie between 2000-01-02 and 2069-01-01.", "--start", "1980-01-01")]
    [InlineData("--warmup 90: Warmup 01:30:00 must be shorter than the stream of 1 hours.", "--hours", "1", "--warmup", "90")]
    [InlineData("--warmup -1 must be between 0 and 525600 minutes.", "--warmup", "-1")]
    public async Task Bad_usage_names_the_option_its_value_and_its_range(string message, params string[] arguments) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<UsageException>(() => SimulateAsync(["--out", At("a.jsonl"), .. arguments]))).Message);

    [Fact]
    public async Task A_name_of_no_known_form_is_refused() =>
        Assert.EndsWith("the name must end in .jsonl, .jsonl.gz or .jsonl.zst.",
            (await Assert.ThrowsAsync<UsageException>(() => SimulateAsync(["--out", At("a.csv")]))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_folder_that_does_not_exist_is_one_clear_line() =>
        Assert.Equal($"{At("no/a.jsonl")} cannot be written: its folder does not exist. Create the folder, or name another.",
            (await Assert.ThrowsAsync<UsageException>(() => SimulateAsync(["--out", At("no/a.jsonl")]))).Message);

    [Fact]
    public async Task Wrong_usage_ends_the_program_with_two() =>
        Assert.Equal(CommandLine.WrongUsage, await CommandLine.RunAsync(["simulate", "--out", At("no/a.jsonl")]));

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private static async Task<string> SimulateAsync(string[] arguments)
    {
        using var output = new StringWriter();
        var code = await SimulateVerb.Create().Parse(arguments).InvokeAsync(
            new InvocationConfiguration { Output = output, EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
        Assert.Equal(CommandLine.Done, code);
        return output.ToString();
    }

    private static byte[] Unpacked(string path)
    {
        using Stream file = path.EndsWith(".gz", StringComparison.Ordinal) ? new System.IO.Compression.GZipStream(File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress)
            : path.EndsWith(".zst", StringComparison.Ordinal) ? new ZstdSharp.DecompressionStream(File.OpenRead(path), leaveOpen: false)
            : File.OpenRead(path);
        using var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray();
    }
}
