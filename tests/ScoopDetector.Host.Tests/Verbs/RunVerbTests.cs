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

    [Fact]
    public void Where_nothing_was_left_out_nothing_is_told() => Assert.Equal("", RunVerb.Reasons(_drops));
}
