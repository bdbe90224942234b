using System.Globalization;
using ScoopDetector.Faults;
using Xunit;

namespace ScoopDetector.Host.Tests.Faults;

/// <summary>The share of the fault harness that fits the tests; whole, it is a program of its own (tests/ScoopDetector.Faults).</summary>
[Collection(nameof(Metrics.Alone))]
public sealed class FaultHarnessTests
{
    private const int Killed = 20;
    private const int Spread = 2;
    private const int InOne = 30;

    /// <summary>Another each day, so that the days together see much; SCOOP_TEST_FAULT_SEED repeats one.</summary>
    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("SCOOP_TEST_FAULT_SEED"), CultureInfo.InvariantCulture, out var seed)
        ? seed
        : (int)((DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalDays) * 1000;

    [Fact]
    public void Whatever_befalls_a_run_the_same_alerts_are_told_each_once()
    {
        var plans = Enumerable.Range(Seed, Killed + Spread + InOne).Select((seed, i) => FaultPlan.Of(seed, i < Killed ? Shape.Processes : i < Killed + Spread ? Shape.Roles : Shape.One));
        var said = new StringWriter();

        var table = FaultTable.Of(plans, said);

        table.Write(said);
        TestContext.Current.TestOutputHelper?.WriteLine(said.ToString());
        Assert.True(table.IsWell, said.ToString());
        Assert.Equal(Killed, table.Outcomes.Count(outcome => outcome.Happened.Contains(FaultKind.Kill)));
    }

    [Fact]
    public void Garbled_lines_and_messages_are_counted_and_cost_no_good_one_beside_them()
    {
        Assert.All([Fuzz.Lines(Seed, 500_000), Fuzz.Messages(Seed, 10_000)], fuzzed => Assert.True(fuzzed.IsWell, fuzzed.ToString()));
    }

    [Fact]
    public void A_simulated_hour_with_a_fault_every_ten_minutes_tallies_and_tells_what_an_undisturbed_one_does()
    {
        var said = new StringWriter();

        var isWell = SimulatedDay.Live(1, 20, Seed, said);

        TestContext.Current.TestOutputHelper?.WriteLine(said.ToString());
        Assert.True(isWell, said.ToString());
    }

    [Fact]
    public void A_plan_follows_from_its_seed()
    {
        Assert.Equal(FaultPlan.Of(7, Shape.One).ToString(), FaultPlan.Of(7, Shape.One).ToString());
        Assert.NotEqual(FaultPlan.Of(7, Shape.One).ToString(), FaultPlan.Of(8, Shape.One).ToString());
    }

    [Fact]
    public void An_alert_that_is_missing_told_twice_or_out_of_turn_is_seen()
    {
        var plan = FaultPlan.Of(1, Shape.One);

        Assert.Equal((1, 0), Told("a"));
        Assert.Equal((0, 1), Told("a", "b", "a"));
        Assert.Equal((0, 1), Told("a", "b", "c"));
        Assert.Equal((0, 0), Told("b", "a"));
        Assert.True(FaultOutcome.Of(plan, ["a", "b"], ["a", "b"], [], default).IsWell);

        (int, int) Told(params string[] told)
        {
            var outcome = FaultOutcome.Of(plan, ["a", "b"], told, [], default);
            Assert.False(outcome.IsWell);
            return (outcome.Lost, outcome.Extra);
        }
    }
}
