using ScoopDetector.Evaluation;
using Xunit;

namespace ScoopDetector.Tests.Evaluation;

public sealed class BootstrapTests
{
    [Fact]
    public void Three_of_ten_could_have_been_none_or_six() =>
        Assert.Equal(new ShareInterval(0, .6), Bootstrap.Interval([true, true, true, .. Enumerable.Repeat(false, 7)]));

    [Fact]
    public void More_of_the_same_narrows_the_interval() =>
        Assert.Equal(new ShareInterval(.35, .65), Bootstrap.Interval([.. Enumerable.Range(0, 40).Select(i => i % 2 == 0)]));

    [Fact]
    public void Certainty_has_no_width() => Assert.Equal(new ShareInterval(1, 1), Bootstrap.Interval([true, true]));

    [Fact]
    public void Nothing_has_no_interval() => Assert.Null(Bootstrap.Interval([]));
}
