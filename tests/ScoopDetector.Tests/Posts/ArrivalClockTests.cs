using System.Globalization;
using System.Text;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Tests.Posts;

/// <summary>Seconds throughout; what passes is told as <c>id@second</c>, in the order in which it passed.</summary>
public sealed class ArrivalClockTests
{
    private const int Day = 86_400;

    private readonly DropCounts _drops = new();
    private readonly ArrivalClock _clock;
    private readonly List<string> _passed = [];

    public ArrivalClockTests() => _clock = new(new(), _drops);

    [Fact]
    public void Small_steps_move_the_clock()
    {
        Begin();
        Arrive(("a", 1_001), ("b", 1_031), ("c", 1_050));

        Assert.Equal(["a@1001", "b@1031", "c@1050"], _passed);
        Assert.Equal(1_050_000, _clock.Now);
    }

    [Fact]
    public void A_late_post_arrives_now()
    {
        Begin();
        Arrive(("a", 1_020), ("late", 500), ("b", 1_021));

        Assert.Equal(["a@1020", "late@1020", "b@1021"], _passed);
    }

    [Fact]
    public void One_post_a_day_ahead_is_dropped_and_never_moves_the_clock()
    {
        Begin();
        Arrive(("wrong", 1_000 + Day), ("a", 1_001), ("b", 1_002), ("c", 1_003));
        End();

        Assert.Equal(["a@1001", "b@1002", "c@1003"], _passed);
        Assert.Equal(1, _drops[Drop.FromTheFuture]);
        Assert.Equal(1, _drops.Total);
    }

    [Fact]
    public void After_a_real_gap_the_clock_jumps_and_nothing_is_lost()
    {
        Begin();
        Arrive(("a", 4_600), ("b", 4_601), ("c", 4_602), ("d", 4_603));

        Assert.Equal(["a@4600", "b@4601", "c@4602", "d@4603"], _passed);
        Assert.Equal(0, _drops.Total);
    }

    [Fact]
    public void A_sparse_stream_loses_nothing()
    {
        Begin();
        var posts = Enumerable.Range(1, 20).Select(i => ($"p{i}", 1_000 + (600 * i))).ToArray();
        Arrive(posts);
        End();

        Assert.Equal(posts.Select(post => string.Create(CultureInfo.InvariantCulture, $"{post.Item1}@{post.Item2}")), _passed);
        Assert.Equal(0, _drops.Total);
    }

    [Fact]
    public void A_first_post_with_a_wrong_clock_does_not_set_ours()
    {
        Arrive(("wrong", 1_000 + Day), ("a", 1_000), ("b", 1_001), ("c", 1_002), ("d", 1_003));
        End();

        Assert.Equal(["a@1000", "b@1001", "c@1002", "d@1003"], _passed);
        Assert.Equal(1, _drops[Drop.FromTheFuture]);
    }

    [Fact]
    public void The_end_of_the_stream_releases_who_waits()
    {
        Arrive(("b", 9_000), ("a", 1_000));
        Assert.Empty(_passed);
        End();

        Assert.Equal(["a@1000", "b@9000"], _passed);
        Assert.Equal(0, _drops.Total);
    }

    [Fact]
    public void A_stamped_post_keeps_its_stamp_even_an_earlier_one()
    {
        Begin();
        Stamped("a", claimed: 7, stamp: 1_020);
        Stamped("b", claimed: 9_000, stamp: 1_010);

        Assert.Equal(["a@1020", "b@1010"], _passed);
        Assert.Equal(1_020_000, _clock.Now);
    }

    [Fact]
    public void A_stamp_from_the_future_does_not_move_the_clock_either()
    {
        Begin();
        Stamped("mad", claimed: 1_001, stamp: 200 * Day);
        Arrive(("a", 1_002), ("b", 1_003));

        Assert.Equal(["a@1002", "b@1003"], _passed);
        Assert.Equal(1, _drops[Drop.FromTheFuture]);
    }

    [Fact]
    public void One_old_claim_at_the_head_does_not_set_the_clock()
    {
        Arrive(("old", 0), ("a", 200 * Day), ("b", (200 * Day) + 1));

        Assert.Equal((200L * Day) + 1, _clock.Now / 1_000);
        Assert.Contains("a@17280000", _passed);
    }

    [Fact]
    public void A_withdrawal_before_any_post_sets_no_clock_and_holds_from_when_there_is_one()
    {
        Withdrawn("far", 1_000 + Day);
        Withdrawn("gone", 900);
        Assert.Null(_clock.Now);
        Assert.Empty(_passed);

        Arrive(("x", 1_000), ("y", 1_000), ("z", 1_000));

        Assert.Equal(["x@1000", "far@1000", "gone@900", "y@1000", "z@1000"], _passed);
        Assert.Equal(0, _drops.Total);
    }

    [Fact]
    public void A_stream_of_nothing_but_withdrawals_loses_none_of_them()
    {
        Withdrawn("gone", 900);
        Withdrawn("also", 901);

        End();

        Assert.Equal(["gone@900", "also@901"], _passed);
        Assert.Null(_clock.Now);
    }

    [Fact]
    public void A_long_stream_of_withdrawals_is_not_kept_until_a_post_comes_and_one_wrong_stamp_among_them_moves_nothing()
    {
        var id = new string('w', 1_000);
        Withdrawn(id, 900 + Day);
        for (var i = 0; i < 5_000; i++)
        {
            Withdrawn(id, 900);
        }

        Assert.InRange(_passed.Count, 4_000, 5_000);
        Assert.All(_passed, passed => Assert.EndsWith("@900", passed, StringComparison.Ordinal));
        Assert.Null(_clock.Now);
    }

    private void Withdrawn(string id, int at) => _clock.Accept(new Post { Kind = PostKind.Delete, Id = Encoding.UTF8.GetBytes(id), CreatedAt = at * 1_000L }, Pass);

    /// <summary>Three that agree start the clock at 1000.</summary>
    private void Begin()
    {
        Arrive(("x", 1_000), ("y", 1_000), ("z", 1_000));
        Assert.Equal(["x@1000", "y@1000", "z@1000"], _passed);
        _passed.Clear();
    }

    private void Arrive(params (string Id, int Claimed)[] posts)
    {
        foreach (var (id, claimed) in posts)
        {
            _clock.Accept(new Post { Id = Encoding.UTF8.GetBytes(id), CreatedAt = claimed * 1_000L }, Pass);
        }
    }

    private void Stamped(string id, int claimed, int stamp) =>
        _clock.Accept(new Post { Id = Encoding.UTF8.GetBytes(id), CreatedAt = claimed * 1_000L, ObservedAt = stamp * 1_000L }, Pass);

    private void End() => _clock.Complete(Pass);

    private void Pass(in Post post, long observedAt) =>
        _passed.Add(string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetString(post.Id)}@{observedAt / 1_000}"));
}
