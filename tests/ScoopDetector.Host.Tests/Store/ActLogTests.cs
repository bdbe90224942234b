using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Host.Store;
using ScoopDetector.Host.Tests.Desk;
using ScoopDetector.Host.Tests.Support;
using Xunit;

namespace ScoopDetector.Host.Tests.Store;

public sealed class ActLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new(2026, 3, 2, 7, 30, 0, TimeSpan.Zero));
    private readonly AlertStore _store;

    public ActLogTests()
    {
        _store = AlertStore.Open(new() { File = _folder.Path("scoop.db") }, _clock);
        _store.Record(SomeAlert.Of("tram"));
        _store.Record(SomeAlert.Of("fire"));
    }

    private Handling Tram => _store.Find("tram")!.Handling;

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void An_act_is_kept_with_who_when_and_what_was_to_see()
    {
        _store.Record(SomeAlert.Of("tram", revision: 2));

        var act = _store.Acts.Add(new(ActKind.Dismiss, "tram", DismissReason.Spam), "Ada")!;

        Assert.Equal(("Ada", _clock.GetUtcNow(), 2, DismissReason.Spam), (act.By, act.At, act.Revision, act.Reason));
        Assert.Equal(act, Assert.Single(_store.Acts.On("tram")));
    }

    [Fact]
    public void What_was_done_adds_up()
    {
        Do(new Deed(ActKind.Claim, "tram"), new(ActKind.Note, "tram", Text: "on my way"), new(ActKind.Watch, "tram"), new(ActKind.Dismiss, "tram", DismissReason.Known));

        Assert.Equal(new("Ada", DismissReason.Known, "Ada", true, null, false, 1), Tram);
    }

    [Fact]
    public void Each_act_has_its_opposite()
    {
        Do(new Deed(ActKind.Claim, "tram"), new(ActKind.Watch, "tram"), new(ActKind.Dismiss, "tram", DismissReason.Known), new(ActKind.Merge, "tram", Into: "fire"));
        Do(new Deed(ActKind.Release, "tram"), new(ActKind.Unwatch, "tram"), new(ActKind.Restore, "tram"), new(ActKind.Split, "tram"));

        Assert.Equal(Handling.None with { IsSplit = true }, Tram);
    }

    [Fact]
    public void An_act_that_is_undone_leaves_things_as_they_were_and_is_still_on_record()
    {
        _store.Acts.Add(new(ActKind.Claim, "tram"), "Ada");
        var taken = _store.Acts.Add(new(ActKind.Claim, "tram"), "Bo")!;

        var undone = _store.Acts.Undo(taken.Id, "Cy")!;

        Assert.Equal("Ada", Tram.ClaimedBy);
        Assert.Equal(("Cy", _clock.GetUtcNow()), (undone.UndoneBy, undone.UndoneAt));
        Assert.Equal(2, _store.Acts.On("tram").Count);
        Assert.Null(_store.Acts.Undo(taken.Id, "Cy"));
    }

    [Fact]
    public void Acting_and_undoing_are_changes_that_others_are_told_of()
    {
        var seen = _store.Change;
        var act = _store.Acts.Add(new(ActKind.Claim, "tram"), "Ada")!;
        Assert.Equal(act.Change, Assert.Single(Changed<AlertEntry>(seen)).Change);

        _store.Acts.Undo(act.Id, "Ada");

        Assert.Equal(act.Id, Assert.Single(Changed<Act>(act.Change)).Id);
        Assert.Single(Changed<AlertEntry>(act.Change));
    }

    [Fact]
    public void Merges_go_neither_in_a_circle_nor_into_what_is_merged_or_dismissed()
    {
        _store.Record(SomeAlert.Of("flood"));
        Do(new Deed(ActKind.Merge, "tram", Into: "fire"), new(ActKind.Dismiss, "flood", DismissReason.Spam));

        AssertRefused("fire", "tram", "is 'tram': it is merged into 'fire' itself. Name an event that stands for itself.");
        AssertRefused("fire", "flood", "is 'flood': it is dismissed. Bring it back first.");
        AssertRefused("fire", "gone", "is 'gone': there is no such event.");

        Do(new Deed(ActKind.Split, "tram"), new(ActKind.Merge, "fire", Into: "tram"));

        void AssertRefused(string eventId, string into, string fault)
        {
            var deed = new Deed(ActKind.Merge, eventId, Into: into);
            Assert.Equal(fault, _store.Acts.MergeFault(deed));
            Assert.Null(_store.Acts.Add(deed, "Ada"));
        }
    }

    [Fact]
    public void An_undoing_that_would_close_a_circle_of_merges_is_refused()
    {
        Do(new Deed(ActKind.Merge, "tram", Into: "fire"), new(ActKind.Split, "tram"), new(ActKind.Merge, "fire", Into: "tram"));

        Assert.Null(_store.Acts.Undo(2, "Ada"));
        Assert.False(_store.Acts.Find(2)!.IsUndone);

        Assert.NotNull(_store.Acts.Undo(3, "Ada"));
        Assert.NotNull(_store.Acts.Undo(2, "Ada"));
        Assert.Equal("fire", Tram.MergedInto);
    }

    [Fact]
    public void An_act_on_an_unknown_event_is_none() => Assert.Null(_store.Acts.Add(new(ActKind.Claim, "nothing"), "Ada"));

    [Fact]
    public void A_later_revision_leaves_what_editors_did()
    {
        Do(new Deed(ActKind.Claim, "tram"));

        Assert.Equal("Ada", _store.Record(SomeAlert.Of("tram", revision: 2))!.Handling.ClaimedBy);
    }

    [Fact]
    public void A_mute_ends_by_itself_or_when_it_is_undone()
    {
        Do(new Deed(ActKind.Mute, Term: "derby", Hours: 1), new Deed(ActKind.Mute, Term: "gala", Hours: 8));
        Assert.Equal(["derby", "gala"], Muted());

        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["gala"], Muted());

        _store.Acts.Undo(_store.Acts.Mutes()[0].Id, "Ada");
        Assert.Empty(Muted());
    }

    [Fact]
    public void Labels_carry_the_numbers_that_the_editor_saw_and_leave_out_what_was_undone()
    {
        Do(new Deed(ActKind.Dismiss, "tram", DismissReason.Entertainment), new(ActKind.Claim, "fire"), new(ActKind.Mute, Term: "derby", Hours: 1));
        _store.Record(SomeAlert.Of("tram", revision: 2) with { Counts = new(50, 40, 9, 0, 9, 0) });
        _store.Acts.Undo(2, "Ada");

        var label = Assert.Single(_store.Acts.Labels());

        Assert.Equal(("tram", DismissReason.Entertainment, 1, 5), (label.EventId, label.Reason, label.Seen.Revision, label.Seen.Counts.Posts));
        Assert.Equal("independent voices", Assert.Single(label.Seen.Why).Feature);
    }

    [Fact]
    public void A_deed_that_makes_no_sense_says_what_is_wrong_with_which_field()
    {
        Assert.Equal(["eventId is missing: name the event."], Faults(new(ActKind.Claim)));
        Assert.Equal(["reason is missing: it must be spam, known, entertainment, old or wrong."], Faults(new(ActKind.Dismiss, "tram")));
        Assert.Equal(["text has 0 characters: it must have 1 to 2000."], Faults(new(ActKind.Note, "tram")));
        Assert.Equal(["hours is '2': it must be 1, 8 or 24."], Faults(new(ActKind.Mute, Term: "derby", Hours: 2)));
        Assert.Equal(["into is 'tram': it must be the id of another event."], Faults(new(ActKind.Merge, "tram", Into: "tram")));
        Assert.Empty(Faults(new(ActKind.Claim, "tram")));
    }

    private void Do(params Deed[] deeds)
    {
        foreach (var deed in deeds)
        {
            Assert.NotNull(_store.Acts.Add(deed, "Ada"));
        }
    }

    private IEnumerable<T> Changed<T>(long since) => _store.ChangedSince(since).Select(change => change.What).OfType<T>();

    private IEnumerable<string?> Muted() => _store.Acts.Mutes().Select(act => act.Term);

    private static IEnumerable<string> Faults(Deed deed) => deed.Faults().Select(fault => $"{fault.Field} {fault.Fault}");
}
