using CsCheck;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Tests.Posts;

public sealed class SeenPostsTests
{
    private const int Disorder = 3;

    private static readonly TimeSpan Span = TimeSpan.FromMilliseconds(10);

    // Time goes on by a few steps from post to post; a post may lie a little behind.
    private static readonly Gen<(ulong Id, int Step, int Behind)[]> Stream = Gen.Select(Gen.ULong[0, 9], Gen.Int[0, 4], Gen.Int[0, Disorder]).Array[0, 80];

    private readonly DropCounts _drops = new();

    [Fact]
    public void An_id_is_known_for_its_span_and_no_longer()
    {
        var seen = Seen(most: 100);

        Assert.True(seen.Add(1, moment: 0));
        Assert.False(seen.Add(1, moment: 10));
        Assert.True(seen.Add(1, moment: 11));
        Assert.False(seen.Add(1, moment: 21));
    }

    [Fact]
    public void Beyond_the_bound_the_oldest_is_forgotten_first_and_counted()
    {
        var seen = Seen(most: 2);
        seen.Add(1, 0);
        seen.Add(2, 1);
        seen.Add(3, 2);

        Assert.Equal([false, true, true], new ulong[] { 1, 2, 3 }.Select(id => seen.Contains(id, moment: 3)));
        Assert.Equal((1, 0), (_drops.ForgottenIds, _drops.Total));
    }

    [Fact]
    public void After_months_of_silence_an_id_is_as_new_as_any()
    {
        var seen = Seen(most: 100);
        seen.Add(1, moment: 0);
        // Twice as far as 32 bits of milliseconds reach, and a moment more.
        var later = (2L << 32) + 1;

        Assert.True(seen.Add(2, later));
        Assert.True(seen.Add(1, later));
        Assert.False(seen.Add(1, later + 10));
    }

    [Fact]
    public void What_is_forgotten_in_its_time_is_not_counted()
    {
        var seen = Seen(most: 2);
        for (ulong id = 0; id < 100; id++)
        {
            seen.Add(id, (long)id * 100);
        }

        Assert.Equal(0, _drops.ForgottenIds);
    }

    [Fact]
    public void Whether_an_id_is_known_depends_on_when_it_was_seen_and_on_nothing_else() => Stream.Sample(stream =>
    {
        var (alone, spread, known, now) = (Seen(most: 1000), new[] { Seen(most: 1000), Seen(most: 1000), Seen(most: 1000) }, new Dictionary<ulong, long>(), 0L);
        foreach (var (id, step, behind) in stream)
        {
            now += step;
            var moment = now - behind;
            var isNew = !known.TryGetValue(id, out var since) || moment - since > Span.TotalMilliseconds;
            known[id] = isNew ? moment : since;
            if (alone.Add(id, moment) != isNew || spread[id % 3].Add(id, moment) != isNew)
            {
                return false;
            }
        }
        return true;
    });

    private SeenPosts Seen(int most) => new(Span, TimeSpan.FromMilliseconds(Disorder), most, _drops);
}
