using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;
using Xunit;

namespace ScoopDetector.Host.Tests.Desk;

public sealed class ReasonWordsTests
{
    public static TheoryData<string> Signs => [.. Sign.All.Select(sign => sign.Name)];

    [Theory]
    [MemberData(nameof(Signs))]
    public void Each_sign_of_the_score_is_told_in_words_and_never_by_its_name(string sign)
    {
        var alert = Fired(new AlertReason(sign, 0.4, 0, 1.2));

        Assert.DoesNotContain(sign, Assert.Single(ReasonWords.For(alert, 3)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_speaks_most_for_it_comes_first_and_what_hardly_matters_not_at_all()
    {
        var alert = Fired(new AlertReason("independent voices", 14, 4, 0.6), new("minutes since the first post", 11, 4.5, 0.01), new("share of reposts", 0.88, 0, 3.15), new("surprise of the leading term, powers of ten", 42, 4.5, 0.8));

        Assert.Equal(["88 % pass on what others wrote", "so many at once would be a chance of 1 in 10^42", "14 speak independently"], ReasonWords.For(alert, 5));
        Assert.Empty(ReasonWords.Against(alert, 5));
    }

    [Fact]
    public void What_speaks_against_it_is_told_the_worst_first()
    {
        var alert = Fired(new AlertReason("share of short posts in the first person", 0.6, 0.2, -0.9), new("earlier bursts of the leading terms", 3, 0, -1.1), new("independent voices", 3, 4, -0.2));

        Assert.Equal(["its words have burst before, 3 times", "60 % speak briefly of themselves"], ReasonWords.Against(alert, 5));
        Assert.Empty(ReasonWords.For(alert, 5));
    }

    [Fact]
    public void Where_the_score_begins_is_no_reason()
    {
        Assert.Empty(ReasonWords.Against(Fired(new AlertReason("before anything is known", 0, 0, -2.3)), 5));
    }

    [Fact]
    public void A_sign_of_another_version_is_told_as_it_was_written()
    {
        Assert.Equal(["phase of the moon 0.5, usually 0.25"], ReasonWords.For(Fired(new AlertReason("phase of the moon", 0.5, 0.25, 2)), 5));
    }

    private static Alert Fired(params AlertReason[] why) => SomeAlert.Of("tram") with { Why = why };
}
