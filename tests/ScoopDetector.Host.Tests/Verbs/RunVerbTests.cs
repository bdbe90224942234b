using ScoopDetector.Host.Verbs;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Host.Tests.Verbs;

public sealed class RunVerbTests
{
    private readonly DropCounts _drops = new();

    [Fact]
    public void What_was_left_out_is_told_by_name()
    {
        _drops.Add(Drop.Malformed, 3);
        _drops.Add(Drop.LeftBehind, 1200);
        _drops.ForgetId();

        Assert.Equal(" (3 malformed, 1,200 leftBehind, ids forgotten before their time: 1)", RunVerb.Reasons(_drops));
    }

    [Theory]
    [InlineData("--embedded brings a broker of its own, and --brokers names another: say one of them.", "--embedded", "--brokers", "127.0.0.1:9092")]
    [InlineData("--metrics-port goes without --desk and --source", "--metrics-port", "5081", "--desk")]
    [InlineData("--metrics-port 70000: must be between 0 and 65535.", "--metrics-port", "70000")]
    public void A_port_for_metrics_that_cannot_be_is_wrong_usage(string fault, params string[] arguments) => Assert.StartsWith(
        fault,
        Assert.Throws<UsageException>(() => RunVerb.Create().Parse(arguments).Invoke(new() { EnableDefaultExceptionHandler = false })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Where_nothing_was_left_out_nothing_is_told() => Assert.Equal("", RunVerb.Reasons(_drops));
}
