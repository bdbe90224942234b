using ScoopDetector.Evaluation;
using Xunit;

namespace ScoopDetector.Tests.Evaluation;

public sealed class QuantilesTests
{
    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(2, 1, 1)]
    [InlineData(3, 1, 2)]
    [InlineData(10, 5, 9)]
    [InlineData(11, 5, 9)]
    public void A_quantile_is_a_value_that_was_measured(int count, double median, double ninetieth) =>
        Assert.Equal(new Quantiles(median, ninetieth), Quantiles.Of(Enumerable.Range(0, count).Reverse().Select(i => (double)i)));

    [Fact]
    public void No_values_have_no_quantiles() => Assert.Equal(new Quantiles(null, null), Quantiles.Of([]));
}
