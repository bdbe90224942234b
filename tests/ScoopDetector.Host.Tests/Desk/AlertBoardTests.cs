using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;
using Xunit;

namespace ScoopDetector.Host.Tests.Desk;

public sealed class AlertBoardTests
{
    private readonly AlertBoard _board = new(capacity: 3);

    [Fact]
    public void The_newest_comes_first()
    {
        Post("tram", "fire", "flood");

        Assert.Equal(["flood", "fire", "tram"], Shown());
    }

    [Fact]
    public void A_later_revision_replaces_an_earlier_one()
    {
        Post("tram");
        _board.Post(SomeAlert.Of("tram", revision: 2, headline: "Two trams"));

        Assert.Equal("Two trams", Assert.Single(_board.NewestFirst()).Alert.Headline);
    }

    [Fact]
    public void An_earlier_revision_that_comes_late_changes_nothing()
    {
        _board.Post(SomeAlert.Of("tram", revision: 2, headline: "Two trams"));
        Post("tram");

        Assert.Equal("Two trams", Assert.Single(_board.NewestFirst()).Alert.Headline);
    }

    [Fact]
    public void An_update_does_not_move_an_event()
    {
        Post("tram", "fire");
        var update = _board.Post(SomeAlert.Of("tram", revision: 2));

        Assert.False(update.IsNews);
        Assert.Equal(["fire", "tram"], Shown());
    }

    [Fact]
    public void A_rise_from_watch_to_alert_is_news_and_moves_to_the_front()
    {
        Post("tram", "fire");
        var raised = _board.Post(SomeAlert.Of("tram", revision: 2, AlertLevel.Alert));

        Assert.True(raised.IsNews);
        Assert.Equal(("2026-03-02T07:01:00.000Z", "2026-03-02T07:02:00.000Z"), (raised.OpenedAt, raised.RaisedAt));
        Assert.Equal(["tram", "fire"], Shown());
    }

    [Fact]
    public void The_event_that_has_gone_longest_without_a_change_makes_room()
    {
        Post("tram", "fire", "flood");
        _board.Post(SomeAlert.Of("tram", revision: 2));
        Post("quake");

        Assert.Equal(["quake", "flood", "tram"], Shown());
    }

    [Fact]
    public async Task Who_was_away_is_told_what_was_missed_and_no_more()
    {
        Post("tram", "fire");
        var last = _board.Post(SomeAlert.Of("flood")).Id;
        _board.Post(SomeAlert.Of("tram", revision: 2));

        Assert.Equal(["tram-2"], await FollowedAsync(last));
    }

    [Fact]
    public async Task Who_follows_for_the_first_time_is_told_what_comes()
    {
        Post("tram");

        Assert.Empty(await FollowedAsync(after: null));
    }

    [Fact]
    public async Task Who_comes_from_a_board_of_another_time_is_told_everything()
    {
        Post("tram", "fire");

        Assert.Equal(["tram-1", "fire-1"], await FollowedAsync(after: 900));
    }

    [Fact]
    public async Task Followers_are_told_as_it_happens()
    {
        await using var changes = _board.Follow(after: null, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await changes.MoveNextAsync());
        Assert.IsType<Heartbeat>(changes.Current);

        var next = changes.MoveNextAsync();
        Assert.False(next.IsCompleted);
        Post("tram");

        Assert.True(await next);
        Assert.Equal("tram", Assert.IsType<BoardEntry>(changes.Current).Alert.EventId);
    }

    [Fact]
    public void The_heartbeat_counts_what_is_on_the_board()
    {
        Post("tram", "fire");
        _board.Post(SomeAlert.Of("fire", revision: 2, AlertLevel.Alert));

        var beat = _board.Beat(Heartbeat.None with { Posts = 7 });

        Assert.Equal((7, 2, 1), (beat.Posts, beat.Events, beat.Alerts));
    }

    private void Post(params string[] events)
    {
        foreach (var each in events)
        {
            _board.Post(SomeAlert.Of(each));
        }
    }

    private IEnumerable<string> Shown() => _board.NewestFirst().Select(entry => entry.Alert.EventId);

    private async Task<List<string>> FollowedAsync(long? after)
    {
        _board.Close();
        var told = new List<string>();
        await foreach (var change in _board.Follow(after, TestContext.Current.CancellationToken))
        {
            if (change is BoardEntry entry)
            {
                told.Add(entry.Alert.AlertId);
            }
        }
        return told;
    }
}
