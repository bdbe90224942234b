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

    [Fact]
    public void The_mean_of_a_sample_varies_about_itself()
    {
        var interval = Bootstrap.Interval([.. Enumerable.Range(0, 101).Select(i => (double)i)], drawn => drawn.Average())!.Value;

        // The standard error is 29.2 / sqrt(101) = 2.9.
        Assert.InRange(interval.Low, 43, 46);
        Assert.InRange(interval.High, 54, 57);
    }

    [Fact]
    public void A_figure_that_most_resamples_lack_has_no_interval() =>
        Assert.Null(Bootstrap.Interval([1, 2, 3], drawn => drawn.All(one => one == 1) ? 1 : null));

    [Fact]
    public void Each_of_several_samples_is_drawn_from_itself() =>
        Assert.Equal(new FigureInterval(12, 12), Bootstrap.Interval([[1, 1, 1], [11]], drawn => drawn.Sum(sample => sample.Max())));
}
