using System.Text;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Tests.Posts;

public sealed class ArrivalClockTests
{
    private const long Minute = 60_000;

    private readonly DropCounts _drops = new();
    private readonly List<(string Id, long At)> _passed = [];
    private readonly ArrivalClock _clock;
    private int _ids;

    public ArrivalClockTests() => _clock = new(new(), _drops);

    [Fact]
    public void A_late_post_arrives_now()
    {
        Feed(0, 1000, 2000, 3000, 500);

        Assert.Equal(3000, _passed[^1].At);
    }

    [Fact]
    public void A_post_from_tomorrow_is_dropped_and_never_moves_the_clock()
    {
        Feed(0, 1000, 2000, 24 * 60 * Minute, 3000, 4000, 5000);

        Assert.Equal((1, 6, 5000), (_drops[Drop.FromTheFuture], _passed.Count, _clock.Now));
    }

    [Fact]
    public void A_first_post_with_a_wrong_clock_is_found_out()
    {
        Feed(24 * 60 * Minute, 0, 1000, 2000, 3000);

        Assert.Equal((1, 4, 3000), (_drops[Drop.FromTheFuture], _passed.Count, _clock.Now));
    }

    [Fact]
    public void A_sparse_stream_with_gaps_loses_nothing()
    {
        Feed([.. Enumerable.Range(0, 200).Select(i => i * i * Minute / 7)]);

        Assert.Equal((0, 200), (_drops.Total, _passed.Count));
        Assert.Equal(_passed.Select(post => post.At).Order(), _passed.Select(post => post.At));
    }

    private void Feed(params long[] claims)
    {
        foreach (var claim in claims)
        {
            _clock.Accept(new Post { Id = Encoding.UTF8.GetBytes($"{_ids++}"), CreatedAt = claim }, Receive);
        }
        _clock.Complete(Receive);
    }

    private void Receive(in Post post, long observedAt) => _passed.Add((Encoding.UTF8.GetString(post.Id), observedAt));
}
