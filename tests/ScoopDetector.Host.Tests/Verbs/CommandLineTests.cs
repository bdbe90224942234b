using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Verbs;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("'boss' not recognized", "viewer", "key", "me", "--role", "boss")]
    [InlineData("'nope' not recognized", "tally", "run", "--role", "nope")]
    [InlineData("'--sped' is no option of scoop replay", "scoop replay --help", "replay", "a.jsonl", "--out", "b", "--sped", "1")]
    [InlineData("'rnu'", "scoop --help", "rnu")]
    public async Task A_slip_is_named_in_a_line_or_two_and_not_drowned_in_help(string what, string mend, params string[] arguments)
    {
        using var process = new HostProcess(arguments);

        var (code, said, errors) = await process.EndsWithinAsync(TimeSpan.FromSeconds(30));

        Assert.Equal((CommandLine.WrongUsage, ""), (code, said));
        Assert.Contains(what, errors);
        Assert.Contains(mend, errors);
        Assert.DoesNotContain("ScoopDetector.Host", errors);
        Assert.All(errors.Trim().Split('\n'), line => Assert.StartsWith("scoop: ", line));
    }

    [Theory]
    [InlineData("run", "[default: all]")]
    [InlineData("doctor", "[default: all]")]
    [InlineData("key", "[default: editor]")]
    public async Task A_default_is_shown_as_it_would_be_written(string verb, string told)
    {
        using var process = new HostProcess(verb, "--help");

        await process.SaysAsync(told);
    }

    [Fact]
    public async Task Whoever_says_nothing_is_shown_what_there_is()
    {
        using var process = new HostProcess();

        await process.SaysAsync("demo");
    }
}
