using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;
using Xunit;

namespace ScoopDetector.Host.Tests.Desk;

public sealed class UsualBandTests
{
    [Fact]
    public void It_is_as_wide_as_the_detector_of_this_run_takes_terms_to_be_even()
    {
        Assert.Equal(new(0, 1.943), Of(0.5, evenness: 12));
        Assert.Equal(new(0, 2.081), Of(0.5, evenness: 2));
    }

    /// <summary>By the distribution that it is made of, summed up to the edge.</summary>
    [Theory]
    [InlineData(12)]
    [InlineData(2)]
    [InlineData(0.5)]
    public void At_most_one_usual_minute_in_five_has_more(double evenness) =>
        Assert.All(Enumerable.Range(1, 400).Select(step => step * 0.05), mean => Assert.InRange(ShareBeyond(Of(mean, evenness).MostPerMinute, mean, evenness), 0, 0.2));

    [Fact]
    public void Of_small_means_far_more_than_one_in_forty_do() => Assert.True(ShareBeyond(Of(0.15, 12).MostPerMinute, 0.15, 12) > 0.1);

    private static UsualBand Of(double mean, double evenness) => UsualBand.Of(new AlertCounts(5, 4, 2.5, mean, 7, 0), evenness);

    /// <summary>Of a negative binomial of this mean and shape.</summary>
    private static double ShareBeyond(double most, double mean, double shape)
    {
        var (p, within) = (Math.Pow(shape / (shape + mean), shape), 0.0);
        for (var posts = 0; posts <= most; posts++)
        {
            within += p;
            p *= (shape + posts) / (posts + 1) * (mean / (shape + mean));
        }
        return 1 - within;
    }
}
