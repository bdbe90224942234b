using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Evaluation;
using Xunit;

namespace ScoopDetector.Tests.Evaluation;

/// <summary>The quick share of what <c>ScoopDetector.Benchmarks -- attacks 1000</c> does.</summary>
public sealed class AttackStudyTests
{
    private static readonly Lazy<EvaluationFigures> Sixty = new(() => new([AttackStudy.Run(seed: 7101, new(), new FakeTimeProvider(), attacks: 60)]));

    [Fact]
    public void All_six_kinds_are_tried_sixty_times_in_all() => Assert.Equal(
        [("attack-copypasta", 12), ("attack-drip", 6), ("attack-ephemeral", 9), ("attack-flood", 12), ("attack-hijack", 12), ("attack-random-tail", 9)],
        Attacks.Select(kind => (kind.Kind, kind.Happened)));

    [Fact]
    public void Hardly_any_becomes_an_alert_and_no_flood_by_few() =>
        Assert.True(Attacks.Sum(kind => kind.Alerts) <= 3 && Attacks.Single(kind => kind.Kind == "attack-flood").Alerts == 0, string.Join(", ", Attacks));

    [Fact]
    public void News_among_them_is_found_all_the_same() => Assert.InRange(Sixty.Value.Alert.Recall.Recall!.Value, 0.5, 1);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(40, 1)]
    [InlineData(41, 2)]
    [InlineData(1000, 25)]
    public void So_many_streams_as_it_takes(int attacks, int streams) => Assert.Equal(streams, AttackStudy.StreamsFor(attacks));

    private static IEnumerable<NuisanceFigure> Attacks => Sixty.Value.Nuisances.Where(kind => kind.Kind.StartsWith("attack", StringComparison.Ordinal));
}
