using CsCheck;
using ScoopDetector.Alerts;
using Xunit;

namespace ScoopDetector.Tests.Alerts;

public sealed class NoiseBudgetTests
{
    private const double Highest = 0.5;
    private const long Begin = 1_000_000_000_000;
    private const long Minute = 60_000;
    private const long Day = 1_440 * Minute;

    private readonly NoiseBudget _budget = new(falsePerDay: 6, Highest);

    [Fact]
    public void It_starts_at_the_highest() => Assert.Equal(Highest, _budget.Bar);

    [Fact]
    public void In_a_quiet_stream_the_bar_falls_below_what_little_there_is()
    {
        Days(2, perDay: 4, score: -1.55);

        Assert.InRange(_budget.Bar, -4, -1.6);
    }

    [Fact]
    public void In_a_noisy_stream_it_stays()
    {
        Days(2, perDay: 400, score: 0.25);

        Assert.InRange(_budget.Bar, 0.25, Highest);
    }

    [Fact]
    public void It_rises_again_when_the_stream_turns_noisy_and_forgets_that_it_was()
    {
        Days(2, perDay: 4, score: -1.55);
        var quiet = _budget.Bar;
        Days(1, perDay: 400, score: 0, from: 2);
        var noisy = _budget.Bar;
        Days(20, perDay: 4, score: -1.55, from: 3);

        Assert.True(noisy > quiet + 1 && _budget.Bar < noisy - 1, $"{quiet}, {noisy}, {_budget.Bar}");
    }

    [Fact]
    public void An_event_counts_once_by_its_best()
    {
        var climbing = new NoiseBudget(falsePerDay: 6, Highest);
        climbing.MoveTo(Begin);
        _budget.MoveTo(Begin);
        for (var i = 0; i < 5; i++)
        {
            climbing.Note(null, -1.95);
            climbing.Note(-1.95, -0.95);
            climbing.Note(-0.95, 0.15);
            _budget.Note(null, 0.15);
        }
        climbing.MoveTo(Begin + Day);
        _budget.MoveTo(Begin + Day);

        Assert.Equal((-4, -4), (_budget.Bar, climbing.Bar));
    }

    [Fact]
    public void Within_a_minute_it_does_not_move()
    {
        Days(1, perDay: 400, score: 0.25);
        var before = _budget.Bar;
        for (var i = 0; i < 1_000; i++)
        {
            _budget.Note(0.25, -3);
        }
        _budget.MoveTo(Begin + Day - 1);

        Assert.Equal(before, _budget.Bar);
        _budget.MoveTo(Begin + Day + Minute);
        Assert.InRange(_budget.Bar, -4, before - 1);
    }

    [Fact]
    public void The_bar_stays_where_it_is_until_there_is_room_for_one_event_more()
    {
        var none = new NoiseBudget(0, 0.5);
        none.MoveTo(Begin);
        none.Note(null, -2);
        none.MoveTo(Begin + (30 * Day));
        _budget.MoveTo(Begin);
        _budget.MoveTo(Begin + Minute);

        Assert.Equal(0.5, none.Bar);
        Assert.True(_budget.Bar > 0);
    }

    [Fact]
    public void The_bar_is_never_above_the_highest_and_the_false_ones_to_be_expected_above_it_are_within_the_budget() =>
        Gen.Select(Gen.Double[0, 50], Gen.Double[-3, 3], Gen.Select(Gen.Int[0, 600], Gen.Double[-6, 4]).Array[0, 300]).Sample((falsePerDay, highest, events) =>
        {
            var (budget, now, noted) = (new NoiseBudget(falsePerDay, highest), Begin, new List<(long At, double Score)>());
            budget.MoveTo(now);
            foreach (var (minutes, score) in events)
            {
                budget.MoveTo(now += minutes * Minute);
                budget.Note(null, score);
                noted.Add((now, score));
            }
            budget.MoveTo(now += Minute);
            var expected = noted.Where(news => news.Score >= budget.Bar + 1e-9).Sum(news => Math.Exp(-Days(now - news.At) / 3) / (1 + Math.Exp(news.Score)));
            return budget.Bar <= highest && (budget.Bar == highest || expected <= (falsePerDay * 3 * (1 - Math.Exp(-Days(now - Begin) / 3))) + 1e-6);
        }, iter: 2_000);

    private static double Days(long milliseconds) => milliseconds / (double)Day;

    /// <summary>Events of one score, evenly spread.</summary>
    private void Days(int days, int perDay, double score, int from = 0)
    {
        for (var i = 0; i < days * perDay; i++)
        {
            _budget.MoveTo(Begin + (from * Day) + (i * Day / perDay));
            _budget.Note(null, score);
        }
        _budget.MoveTo(Begin + ((from + days) * Day));
    }
}
