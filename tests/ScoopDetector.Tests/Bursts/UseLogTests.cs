using CsCheck;
using ScoopDetector.Bursts;
using Xunit;

namespace ScoopDetector.Tests.Bursts;

public sealed class UseLogTests
{
    /// <summary>What a log holds before it grows.</summary>
    private const int Least = 4096;

    [Fact]
    public void The_links_lead_back_through_all_uses_of_a_term() => Gen.Int[0, 7].Array[0, 3 * Least].Sample(terms =>
    {
        var log = new UseLog(4 * Least);
        var last = new uint[8];
        for (var i = 0; i < terms.Length; i++)
        {
            last[terms[i]] = log.Add((uint)i, last[terms[i]], 1, needed: 0);
        }
        return Enumerable.Range(0, 8).All(term => Walk(log, last[term]).SequenceEqual(UsesOf(terms, term)));
    }, iter: 50);

    [Fact]
    public void A_use_keeps_its_post_and_what_it_taught()
    {
        var log = new UseLog(Least);
        var first = log.Add(7, 0, 0.25f, needed: 0);
        var second = log.Add(9, first, 3, needed: 0);

        Assert.True(log.TryGet(first, out var use));
        Assert.Equal(new(7, 0, 0.25f), use);
        Assert.True(log.TryGet(second, out use));
        Assert.Equal(new(9, 1, 3), use);
    }

    [Fact]
    public void What_has_been_overwritten_is_told_as_gone()
    {
        var log = Filled(Least, uses: 5_000, needed: _ => 0);

        Assert.Equal((Gone: 5_000 - Least, Kept: Least), Count(log, 5_000));
        Assert.False(log.TryGet(5_000 - Least, out _));
        Assert.True(log.TryGet(5_000 - Least + 1, out var oldest));
        Assert.Equal(5_000u - Least, oldest.Post);
    }

    [Fact]
    public void What_is_yet_to_come_is_not_there() => Assert.False(Filled(Least, uses: 10, needed: _ => 0).TryGet(11, out _));

    [Fact]
    public void It_grows_while_the_uses_are_needed() => Assert.Equal((0, 10_000), Count(Filled(4 * Least, uses: 10_000, needed: _ => 0), 10_000));

    [Fact]
    public void It_does_not_grow_for_uses_that_no_window_needs() =>
        Assert.Equal((10_000 - Least, Least), Count(Filled(4 * Least, uses: 10_000, needed: post => post - Math.Min(post, 100)), 10_000));

    /// <summary>Of one term, one use a post from post 0.</summary>
    private static UseLog Filled(int most, int uses, Func<uint, uint> needed)
    {
        var log = new UseLog(most);
        var last = 0u;
        for (var post = 0u; post < uses; post++)
        {
            last = log.Add(post, last, 1, needed(post));
        }
        return log;
    }

    private static (int Gone, int Kept) Count(UseLog log, int uses)
    {
        var kept = Enumerable.Range(1, uses).Count(number => log.TryGet((uint)number, out _));
        return (uses - kept, kept);
    }

    private static List<int> Walk(UseLog log, uint number)
    {
        var posts = new List<int>();
        while (number != 0 && log.TryGet(number, out var use))
        {
            posts.Add((int)use.Post);
            number = use.Back == 0 ? 0 : number - use.Back;
        }
        return posts;
    }

    private static IEnumerable<int> UsesOf(int[] terms, int term) => Enumerable.Range(0, terms.Length).Where(i => terms[i] == term).Reverse();
}
