using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Desk.Access;
using ScoopDetector.Host.Store;
using Xunit;

namespace ScoopDetector.Host.Tests.Desk;

public sealed class NewsdeskTests : IDisposable
{
    private static readonly Who Ada = new("Ada", Role.Editor);

    private readonly OpenDesk _open = new();

    private Newsdesk Desk => _open.Desk;

    public void Dispose() => _open.Dispose();

    [Fact]
    public async Task Who_was_away_is_told_what_was_missed_and_no_more()
    {
        Post("tram", "fire");
        var last = Desk.Post(SomeAlert.Of("flood"))!.Change;
        Desk.Post(SomeAlert.Of("tram", revision: 2));
        Desk.Do(new(ActKind.Claim, "fire"), Ada);

        Assert.Equal(["tram-2", "fire-1", "Claim by Ada"], await FollowedAsync(last));
    }

    [Fact]
    public async Task Who_follows_for_the_first_time_is_told_what_comes()
    {
        Post("tram");

        Assert.Empty(await FollowedAsync(after: null));
    }

    [Fact]
    public async Task Who_comes_from_a_store_of_another_time_is_told_everything()
    {
        Post("tram", "fire");

        Assert.Equal(["tram-1", "fire-1"], await FollowedAsync(after: 900));
    }

    [Fact]
    public async Task Followers_are_told_as_it_happens()
    {
        await using var changes = Desk.Follow(after: null, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await changes.MoveNextAsync());
        Assert.IsType<Heartbeat>(changes.Current.What);

        var next = changes.MoveNextAsync();
        Assert.False(next.IsCompleted);
        Post("tram");

        Assert.True(await next);
        Assert.Equal("tram", Assert.IsType<AlertEntry>(changes.Current.What).Alert.EventId);
    }

    [Fact]
    public async Task A_change_may_be_resumed_after_only_once_its_event_and_its_act_are_told()
    {
        Post("tram");
        var act = Desk.Do(new(ActKind.Claim, "tram"), Ada)!;
        Desk.Close();

        var told = await Desk.Follow(0, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([null, act.Change, null], told.Select(each => each.Cursor));
    }

    [Fact]
    public async Task A_follower_loses_nothing_while_alerts_and_acts_come_at_once()
    {
        const int Many = 400;
        Post("tram");
        var told = new Dictionary<string, long>();
        var acts = 0;
        var following = Task.Run(async () =>
        {
            await foreach (var (change, _) in Desk.Follow(0, TestContext.Current.CancellationToken))
            {
                acts += change is Act ? 1 : 0;
                if (change is AlertEntry entry)
                {
                    told[entry.Alert.EventId] = entry.Change;
                }
            }
        }, TestContext.Current.CancellationToken);
        var posting = Task.Run(() => Post([.. Enumerable.Range(0, Many).Select(i => $"e{i}")]), TestContext.Current.CancellationToken);
        for (var i = 0; i < Many; i++)
        {
            Desk.Do(new(ActKind.Note, "tram", Text: "called"), Ada);
        }
        await posting;
        Desk.Close();
        await following;

        Assert.Equal((Many + 1, Many), (told.Count, acts));
        Assert.Equal(_open.Store.Find("tram")!.Change, told["tram"]);
    }

    [Fact]
    public void The_heartbeat_names_when_something_was_last_told()
    {
        Post("tram");
        Desk.Post(SomeAlert.Of("tram", revision: 2));

        Desk.Beat(Heartbeat.None);

        Assert.Equal("2026-03-02T07:01:00.000Z", Desk.Heartbeat.LastAlertAt);
    }

    [Fact]
    public void Who_may_only_look_cannot_act()
    {
        Post("tram");

        Assert.Throws<UnauthorizedAccessException>(() => Desk.Do(new(ActKind.Claim, "tram"), new("Vi", Role.Viewer)));
        Assert.Throws<UnauthorizedAccessException>(() => Desk.Undo(1, new("Vi", Role.Viewer)));
        Assert.Throws<UnauthorizedAccessException>(() => Desk.Save(new("fires", "", "Ada"), Ada));
    }

    [Fact]
    public void An_event_can_be_merged_only_into_one_that_there_is()
    {
        Post("tram");

        Assert.Equal([("into", "is 'gone': there is no such event.")], Desk.Faults(new(ActKind.Merge, "tram", Into: "gone")));
    }

    private void Post(params string[] events)
    {
        foreach (var each in events)
        {
            Desk.Post(SomeAlert.Of(each));
        }
    }

    private async Task<List<string>> FollowedAsync(long? after)
    {
        Desk.Close();
        var told = new List<string>();
        await foreach (var (change, _) in Desk.Follow(after, TestContext.Current.CancellationToken))
        {
            if (change is not Heartbeat)
            {
                told.Add(change is AlertEntry entry ? entry.Alert.AlertId : $"{((Act)change).Kind} by {((Act)change).By}");
            }
        }
        return told;
    }
}
