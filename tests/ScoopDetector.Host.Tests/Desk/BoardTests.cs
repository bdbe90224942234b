using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Store;
using Xunit;

namespace ScoopDetector.Host.Tests.Desk;

public sealed class BoardTests
{
    private readonly Board _board = new();
    private readonly List<AlertEntry> _entries = [];
    private long _change;

    [Fact]
    public void What_comes_while_nobody_reads_is_shown_at_once()
    {
        Post("tram");
        Take(mayMove: true);
        Post("fire");
        Take(mayMove: true);

        Assert.Equal(["fire", "tram"], Shown);
        Assert.Empty(_board.Pending);
    }

    [Fact]
    public void What_comes_while_somebody_reads_waits_and_moves_nothing()
    {
        Post("tram");
        Take(mayMove: true);
        Post("fire");
        Take(mayMove: false);

        Assert.Equal(["tram"], Shown);
        Assert.Equal("fire", Assert.Single(_board.Pending).Alert.EventId);
    }

    [Fact]
    public void A_card_that_is_read_changes_in_its_place_even_when_it_rises()
    {
        Post("tram");
        Post("fire");
        Take(mayMove: true);
        Post("tram", revision: 2, AlertLevel.Alert);
        Take(mayMove: false);

        Assert.Equal(["fire", "tram"], Shown);
        Assert.Equal(AlertLevel.Alert, _board.Shown[1].Alert.Level);
    }

    [Fact]
    public void What_the_detector_merged_is_folded_below_the_story_that_it_is_part_of_once_nobody_reads()
    {
        Post("crash");
        Post("tram");
        Post("fire");
        Take(mayMove: true);
        Merge("crash", into: "tram");
        Take(mayMove: false);
        Assert.Equal(["fire", "tram", "crash"], Shown);
        Assert.DoesNotContain(_board.Shown, _board.IsFolded);

        Take(mayMove: true);
        Assert.Equal("crash", Assert.Single(_board.Shown, _board.IsFolded).Alert.EventId);
    }

    [Fact]
    public void What_was_merged_stands_right_below_its_story_wherever_that_is()
    {
        Post("tram");
        Post("fire");
        Post("crash");
        Merge("crash", into: "tram");
        Take(mayMove: true);

        Assert.Equal(["fire", "tram", "crash"], Shown);
    }

    [Fact]
    public void What_somebody_else_puts_away_keeps_its_height_while_it_is_read_and_what_the_reader_puts_away_folds_at_once()
    {
        Post("tram");
        Take(mayMove: true);
        _entries[0] = _entries[0] with { Handling = Handling.None with { Dismissed = DismissReason.Spam } };

        Take(mayMove: false);
        Assert.False(_board.IsFolded(_board.Shown[0]));
        Take(mayMove: false, own: new("tram"));
        Assert.True(_board.IsFolded(_board.Shown[0]));
    }

    [Fact]
    public void What_somebody_else_mutes_keeps_its_height_while_it_is_read_and_what_the_reader_mutes_folds_at_once()
    {
        Post("tram");
        Take(mayMove: true);

        Take(mayMove: false, mutes: Muted);
        Assert.False(_board.IsFolded(_board.Shown[0]));
        Take(mayMove: false, own: new(null, "TRAM"), mutes: Muted);
        Assert.True(_board.IsFolded(_board.Shown[0]));
    }

    [Fact]
    public void Once_nobody_reads_what_is_muted_is_folded_and_what_no_longer_is_unfolds_in_the_same_way()
    {
        Post("tram");
        Take(mayMove: true);
        Take(mayMove: false, mutes: Muted);
        Take(mayMove: true, mutes: Muted);
        Assert.True(_board.IsFolded(_board.Shown[0]));

        Take(mayMove: false);
        Assert.True(_board.IsFolded(_board.Shown[0]));
        Take(mayMove: true);
        Assert.False(_board.IsFolded(_board.Shown[0]));
    }

    [Fact]
    public void A_card_that_is_read_does_not_fold_though_a_revision_brings_a_muted_term()
    {
        Post("tram");
        Take(mayMove: true, mutes: []);
        _entries[0] = _entries[0] with { Alert = _entries[0].Alert with { Revision = 2, Terms = ["tram", "depot"] } };

        Take(mayMove: false, mutes: [Muted[0] with { Term = "depot" }]);
        Assert.False(_board.IsFolded(_board.Shown[0]));
    }

    [Fact]
    public void A_card_that_leaves_the_lane_stays_while_it_is_read()
    {
        Post("tram");
        Take(mayMove: true);
        _board.Take(new([], null), _change, _ => _entries[0] with { Handling = Handling.None with { Dismissed = DismissReason.Spam } }, mayMove: false);
        Assert.Equal(DismissReason.Spam, Assert.Single(_board.Shown).Handling.Dismissed);

        _board.Take(new([], null), _change, _ => null, mayMove: true);
        Assert.Empty(_board.Shown);
    }

    [Fact]
    public void Each_rise_to_an_alert_is_told_once_and_none_that_was_there_at_first()
    {
        Post("tram", level: AlertLevel.Alert);
        Take(mayMove: true);
        Post("fire", level: AlertLevel.Alert);
        Post("flood");
        Take(mayMove: false);
        Take(mayMove: true);

        Assert.Equal("fire", Assert.Single(_board.TakeRisen()).Alert.EventId);
        Assert.Empty(_board.TakeRisen());
    }

    [Fact]
    public void What_waits_goes_on_waiting_when_a_card_that_is_read_rises_after_it()
    {
        Post("tram");
        Take(mayMove: true);
        Post("fire");
        Take(mayMove: false);
        Post("tram", revision: 2, AlertLevel.Alert);
        Take(mayMove: false);
        Take(mayMove: false);

        Assert.Equal("fire", Assert.Single(_board.Pending).Alert.EventId);
    }

    [Fact]
    public void Another_lane_announces_nothing_that_was_there_and_all_that_comes()
    {
        Post("tram", level: AlertLevel.Alert);
        Take(mayMove: true);
        Post("flood", level: AlertLevel.Alert);
        Post("fire", level: AlertLevel.Alert);
        var another = _entries[1..];
        _change++;
        _board.Take(new(another, null), _change, _ => null, mayMove: true, anew: true);
        _board.Take(new([.. _entries], null), _change, _ => null, mayMove: true, anew: true);
        Assert.Empty(_board.TakeRisen());

        Post("quake", level: AlertLevel.Alert);
        Take(mayMove: true);
        Assert.Equal("quake", Assert.Single(_board.TakeRisen()).Alert.EventId);
    }

    private static IReadOnlyList<Act> Muted { get; } = [new(1, 1, DateTimeOffset.UnixEpoch, "Bo", ActKind.Mute, null, null, null, null, "tram", DateTimeOffset.UnixEpoch.AddHours(1), null, null, null)];

    private IEnumerable<string> Shown => _board.Shown.Select(entry => entry.Alert.EventId);

    private void Post(string eventId, int revision = 1, AlertLevel level = AlertLevel.Watch)
    {
        _entries.RemoveAll(entry => entry.Alert.EventId == eventId);
        _change++;
        _entries.Insert(0, new(_change, _change, "", "", Handling.None, SomeAlert.Of(eventId, revision, level)));
    }

    private void Merge(string eventId, string into)
    {
        var at = _entries.FindIndex(entry => entry.Alert.EventId == eventId);
        _entries[at] = _entries[at] with { Change = ++_change, Alert = _entries[at].Alert with { State = AlertState.Merged, MergedInto = into } };
    }

    private void Take(bool mayMove, Touched? own = null, IReadOnlyList<Act>? mutes = null) => _board.Take(new([.. _entries], null), _change, _ => null, mayMove, own: own, mutes: mutes);
}
