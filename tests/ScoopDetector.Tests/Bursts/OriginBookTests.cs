using ScoopDetector.Bursts;
using ScoopDetector.Tests.Support;
using Xunit;

namespace ScoopDetector.Tests.Bursts;

public sealed class OriginBookTests
{
    private const string Claim = "BREAKING chemical leak near the station in Lyon, at least 30 people hurt, police say stay inside";

    private readonly OriginBook _book = new(TimeSpan.FromHours(6));

    [Theory]
    [InlineData("RT @someone: " + Claim)]
    [InlineData("breaking chemical leak near the station in Lyon, at least 30 people hurt, police say STAY inside!!")]
    [InlineData("@friend BREAKING chemical leak near the omg station in Lyon, at least 30 people, police say stay inside")]
    [InlineData(Claim + " mango tractor violin seven umbrella")]
    [InlineData("look at this \"@news: " + Claim + "\"")]
    public void A_copy_with_small_changes_goes_back_to_the_first(string copy)
    {
        var first = Some.Digest(Claim, author: "a");

        Assert.Equal(first.IdHash, _book.OriginOf(first));
        Assert.Equal(first.IdHash, _book.OriginOf(Some.Digest(copy, author: "b")));
    }

    [Theory]
    [InlineData("huge cloud over Lyon, we were told to close the windows, chemical leak they say")]
    [InlineData("my brother is at the station, he says people are coughing and nobody knows why")]
    public void An_independent_report_is_its_own_origin(string report)
    {
        _book.OriginOf(Some.Digest(Claim, author: "a"));
        var other = Some.Digest(report, author: "b");

        Assert.Equal(other.IdHash, _book.OriginOf(other));
    }

    [Fact]
    public void Everyday_phrases_seen_before_do_not_keep_copies_apart()
    {
        foreach (var talk in new[] { "so sad to hear about the news today", "such a tragedy, praying for everyone", "praying for everyone affected by the cuts", "the fire in the kitchen is out" })
        {
            _book.OriginOf(Some.Digest(talk, author: talk));
        }
        const string Words = "so sad to hear about the fire in the club. such a tragedy. praying for everyone affected";
        var origins = Enumerable.Range(0, 10).Select(i => _book.OriginOf(Some.Digest(Words, author: $"fan{i}"))).Skip(1).Distinct();

        Assert.Single(origins);
    }
}
