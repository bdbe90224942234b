using CsCheck;
using ScoopDetector.Bursts;
using ScoopDetector.Tallies;
using ScoopDetector.Terms;
using Xunit;

namespace ScoopDetector.Tests.Bursts;

public sealed class TermBookTests
{
    private const int LongestWindow = 720;

    /// <summary>More than this many terms make a book grow, or forget, for the first time.</summary>
    private const int Least = 12_288;

    [Fact]
    public void It_agrees_with_a_dictionary_however_often_it_grows() => Gen.Int[0, 40_000].Array[0, 60_000].Sample(uses =>
    {
        var (book, model) = (Book(maxTerms: 1_000_000), new Dictionary<TermId, uint>());
        foreach (var use in uses)
        {
            book[Term(use), now: 0].LastUse++;
            model[Term(use)] = model.GetValueOrDefault(Term(use)) + 1;
        }
        return book.Count == model.Count && model.All(term => book[term.Key, now: 0].LastUse == term.Value);
    }, iter: 10);

    [Fact]
    public void Terms_looked_up_together_have_the_cells_that_they_have_alone() => Gen.Int[0, 40_000].Array[0, 60_000].Sample(uses =>
    {
        var (together, alone) = (Book(maxTerms: 1_000_000), Book(maxTerms: 1_000_000));
        foreach (var terms in uses.Select(Term).Chunk(TermBook.Together))
        {
            together.LookUp([.. terms.Select(term => new TermTally(term, 1, 0, 1, ulong.MaxValue))]);
            for (var i = 0; i < terms.Length; i++)
            {
                together.LookedUp(i, terms[i], now: 0).LastUse++;
                alone[terms[i], now: 0].LastUse++;
            }
        }
        return together.Count == alone.Count && uses.All(use => together[Term(use), now: 0].LastUse == alone[Term(use), now: 0].LastUse);
    }, iter: 10);

    [Fact]
    public void A_new_term_comes_with_an_empty_cell_of_now()
    {
        ref var cell = ref Book(maxTerms: 10_000)[Term(1), now: 17];

        Assert.Equal((Term(1).Value, 17, 0u, 0f), (cell.Term, cell.UpdatedOn, cell.LastUse, cell.Slow));
    }

    [Fact]
    public void What_was_used_within_the_longest_window_is_never_forgotten_below_the_limit()
    {
        const int PerPane = 50;
        const int Panes = 3 * LongestWindow;
        var book = Book(maxTerms: 100_000);
        for (var use = 0; use < Panes * PerPane; use++)
        {
            var pane = use / PerPane;
            book[Term(use), pane].LastUse = 1;
            var oldest = use - (LongestWindow * PerPane);
            Assert.True(oldest < 0 || book[Term(oldest), pane].LastUse == 1, $"use {oldest} is forgotten in pane {pane}");
        }
    }

    [Fact]
    public void Rare_old_terms_are_forgotten_before_it_grows()
    {
        var book = Book(maxTerms: 1_000_000);
        Learn(book, from: 0, count: Least - 100, now: 0, remembered: 1);
        Learn(book, from: Least, count: 100, now: 0, remembered: 50);
        Learn(book, from: 100_000, count: 1_000, now: LongestWindow + 1, remembered: 1);

        Assert.Equal(100 + 1_000, book.Count);
        Assert.Equal(50, book[Term(Least), LongestWindow + 1].Remembered[2]);
    }

    [Fact]
    public void At_its_limit_it_forgets_what_is_new_rather_than_what_is_common()
    {
        var book = Book(maxTerms: 10_000);
        Learn(book, from: 0, count: 100, now: 0, remembered: 1_000);
        for (var pane = 1; pane <= 100; pane++)
        {
            Learn(book, from: pane * 1_000, count: 1_000, pane, remembered: 1);
            Assert.InRange(book.Count, 1, Least);
        }

        Assert.All(Enumerable.Range(0, 100), common => Assert.Equal(1_000, book[Term(common), now: 100].Remembered[2]));
    }

    private static void Learn(TermBook book, int from, int count, int now, float remembered)
    {
        for (var term = from; term < from + count; term++)
        {
            book[Term(term), now].Remembered[2] = remembered;
        }
    }

    /// <summary>Every hundredth lies at the very end of the table, so that they crowd and run over into its beginning.</summary>
    private static TermId Term(int number) => new(number % 100 == 99 ? ulong.MaxValue - (ulong)number : Hash64.Pair((ulong)number, 1));

    private static TermBook Book(int maxTerms)
    {
        var options = new BurstOptions { MaxTerms = maxTerms };
        return new(options, new(options.Horizons, 5_000), LongestWindow, lastConstant: 2);
    }
}
