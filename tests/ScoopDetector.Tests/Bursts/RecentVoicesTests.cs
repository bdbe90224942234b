using CsCheck;
using ScoopDetector.Bursts;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Tests.Bursts;

public sealed class RecentVoicesTests
{
    private const int Most = 1024;

    private static readonly long[] Windows = [1_000, 5_000, 60_000];

    private static readonly Gen<(int Gap, int[] Gaps)[]> SomePanes = Gen.Select(Gen.Int[0, 20_000], Gen.Int[0, 300].Array[0, 40]).Array[0, 60];

    [Fact]
    public void A_window_begins_where_a_plain_list_would_find_its_first_post() => SomePanes.Sample(panes =>
    {
        var (recent, times, now) = (new RecentVoices(Windows, 4 * Most), new List<long>(), 0L);
        foreach (var (gap, gaps) in panes)
        {
            now += gap;
            foreach (var between in gaps)
            {
                now += between;
                times.Add(now);
                recent.Add(At(now));
            }
            recent.MoveTo(++now);
            if (!Windows.Index().All(window => recent.FirstIn(window.Index) == FirstSince(times, now - window.Item)) || !Holds(recent, times))
            {
                return false;
            }
        }
        return true;
    }, iter: 300);

    [Fact]
    public void A_post_at_the_very_beginning_of_a_window_is_inside()
    {
        var recent = new RecentVoices([1_000], Most);
        recent.Add(At(4_999));
        recent.Add(At(5_000));
        recent.MoveTo(6_000);

        Assert.Equal(2u, recent.FirstInLongest);
    }

    [Fact]
    public void While_nothing_is_dropped_all_is_known()
    {
        var recent = Filled(Most);

        Assert.Equal((long.MinValue, 1u), (recent.KnownFrom, recent.Oldest));
    }

    [Fact]
    public void Once_posts_are_dropped_knowledge_begins_after_the_last_of_them()
    {
        var recent = Filled(Most + 6);

        Assert.Equal((6, 7u, 7u), (recent.KnownFrom, recent.Oldest, recent.FirstInLongest));
        Assert.Equal(6, recent[recent.Oldest].Post.ObservedAt);
    }

    [Fact]
    public void What_no_window_needs_makes_room_without_being_missed()
    {
        var recent = Filled(Most);
        recent.MoveTo(500_000);
        recent.Add(At(500_000));

        Assert.Equal((long.MinValue, Most + 1u), (recent.KnownFrom, recent.Oldest));
    }

    /// <summary>One post a millisecond, from 0.</summary>
    private static RecentVoices Filled(int posts)
    {
        var recent = new RecentVoices(Windows, Most);
        for (var at = 0; at < posts; at++)
        {
            recent.Add(At(at));
        }
        recent.MoveTo(posts);
        return recent;
    }

    private static uint FirstSince(List<long> times, long from) => (uint)(1 + times.Count(at => at < from));

    private static bool Holds(RecentVoices recent, List<long> times)
    {
        for (var number = recent.FirstInLongest; number != recent.Next; number++)
        {
            if (recent[number].Post.ObservedAt != times[(int)number - 1])
            {
                return false;
            }
        }
        return recent.Next == times.Count + 1;
    }

    private static Voice At(long moment) =>
        new(new("p"u8, "a"u8, [], [], []) { ObservedAt = moment, CreatedAt = moment, RepostOf = 0, Traits = PostTraits.None, Terms = [], Shingles = [] }, 0, 0);
}
