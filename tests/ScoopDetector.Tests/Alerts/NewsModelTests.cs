using CsCheck;
using ScoopDetector.Alerts;
using ScoopDetector.Tests.Support;
using Xunit;

namespace ScoopDetector.Tests.Alerts;

public sealed class NewsModelTests
{
    /// <summary>Names are worth 2, and of those without them reposts are worth 1.</summary>
    private static readonly NewsTree Names = new()
    {
        Asks = [0, 1],
        At = [0.5, 0.25],
        Low = [1, ~0],
        High = [~2, ~1],
        Means = [0.5, -0.5],
        Leaves = [-1, 1, 2],
    };

    private static readonly NewsModelFile File = new() { Format = 1, TrainedOn = "a test", Signs = ["namedShare", "repostShare"], Start = -3, Trees = [Names, Names] };

    [Theory]
    [InlineData(1.0, 0.0, 1.0)]
    [InlineData(0.5, 0.5, -1.0)]
    [InlineData(0.0, 0.25, -5.0)]
    public void An_event_goes_down_each_tree_and_the_leaves_add_up(double named, double reposts, double score) =>
        Assert.Equal(score, new NewsModel(File).Of(Some.Evidence() with { NamedShare = named, RepostShare = reposts }));

    [Fact]
    public void Each_sign_contributes_what_its_forks_change()
    {
        var contributions = new NewsModel(File).Contributions(Some.Evidence() with { NamedShare = 0, RepostShare = 1 });

        Assert.Equal([(Sign.Names, -2.0), (Sign.Reposts, 3.0)], contributions);
    }

    [Fact]
    public void The_shipped_model_explains_itself_to_the_rounding() => Evidences.Any.Sample(evidence =>
        Math.Abs(NewsScores.Named("shipped")!.Explain(evidence).Sum(reason => reason.Contribution) - NewsScores.Named("shipped")!.Of(evidence)) < 0.006);

    [Fact]
    public void The_model_makes_no_alert_by_itself() => Evidences.Any.Sample(evidence =>
        NewsScores.Named("shipped")!.Of(evidence) <= Math.Max(new PlainScore().Of(evidence), (new PlainScore().Of(evidence) + NewsModel.Shipped.Of(evidence)) / 2) + 1e-9);

    [Fact]
    public void The_model_silences_nothing_by_itself() => Evidences.Any.Sample(evidence =>
        NewsScores.Named("shipped")!.Of(evidence) >= new PlainScore().Of(evidence) - 1);

    [Fact]
    public void Another_format_is_refused() =>
        Assert.Contains("format 2", Assert.Throws<FormatException>(() => new NewsModel(File with { Format = 2 })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_sign_that_is_not_known_is_named() =>
        Assert.Contains("'moonPhase'", Assert.Throws<FormatException>(() => new NewsModel(File with { Signs = ["namedShare", "moonPhase"] })).Message, StringComparison.Ordinal);

    public static TheoryData<string> Broken => ["a fork without a leaf", "a fork that leads back", "a sign beyond those named", "fewer means than forks", "no fork at all"];

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_tree_that_leads_nowhere_is_refused(string how)
    {
        var tree = how switch
        {
            "a fork without a leaf" => Names with { High = [~3, ~1] },
            "a fork that leads back" => Names with { Low = [1, 0] },
            "a sign beyond those named" => Names with { Asks = [0, 2] },
            "fewer means than forks" => Names with { Means = [0] },
            _ => new NewsTree { Asks = [], At = [], Low = [], High = [], Means = [], Leaves = [1] },
        };

        Assert.Throws<FormatException>(() => new NewsModel(File with { Trees = [tree] }));
    }

    [Fact]
    public void Every_sign_has_a_key_and_a_name_of_its_own()
    {
        Assert.Equal(Sign.All.Count, Sign.All.DistinctBy(sign => sign.Key).Count());
        Assert.Equal(Sign.All.Count, Sign.All.DistinctBy(sign => sign.Name).Count());
    }
}
