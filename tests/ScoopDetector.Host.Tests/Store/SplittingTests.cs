using Microsoft.Data.Sqlite;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Store;
using ScoopDetector.Host.Tests.Desk;
using ScoopDetector.Host.Tests.Support;
using Xunit;

namespace ScoopDetector.Host.Tests.Store;

/// <summary>An event that took in two stories: "tram" by p1, p2, p3, of which p2 and p3 are about a fire.</summary>
public sealed class SplittingTests : IDisposable
{
    private static readonly Deed Off = new(ActKind.SplitOff, "tram", Text: " Smoke over the harbour ", Posts: ["p3", "p2"]);

    private readonly TemporaryFolder _folder = new();
    private AlertStore _store;

    public SplittingTests()
    {
        _store = AlertStore.Open(new() { File = _folder.Path("scoop.db") }, TimeProvider.System);
        _store.Record(Tram(1));
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_posts_of_another_story_have_an_event_of_their_own()
    {
        var act = _store.Acts.Add(Off, "Ada")!;

        var part = _store.Find("tram-s1")!;
        Assert.Equal(("tram-s1", "Ada", "p3 p2"), (act.Into, act.By, string.Join(' ', act.Posts!)));
        Assert.Equal("Smoke over the harbour", part.Alert.Headline);
        Assert.Equal(["p2 first", "p3 voice"], part.Alert.Evidence.Select(post => $"{post.PostId} {post.Role}"));
        Assert.Equal(("2026-03-02T07:00:20.000Z", 2, 2), (part.Alert.FirstSeenAt, part.Alert.Counts.Posts, part.Alert.Counts.Authors));
        Assert.Equal(("tram", AlertLevel.Alert, true), (part.Handling.SplitFrom, part.Alert.Level, part.IsNews));
        Assert.Equal(["tram-s1", "tram"], _store.List(new(Handled: Handled.Open)).Items.Select(entry => entry.Alert.EventId));
    }

    [Fact]
    public void They_are_no_evidence_of_the_event_any_more_nor_of_a_later_revision()
    {
        _store.Acts.Add(Off, "Ada");
        Assert.Equal(["p1"], Evidence("tram"));

        _store.Record(Tram(2, "p4"));

        Assert.Equal(["p1", "p4"], Evidence("tram"));
        Assert.Equal(2, _store.Find("tram")!.Handling.SplitOff);
    }

    [Fact]
    public void Undone_they_are_evidence_again_and_the_new_event_says_what_it_is_part_of()
    {
        var act = _store.Acts.Add(Off, "Ada")!;
        _store.Cover("tram", AlertCoverage.Unreported with { Title = "Tram off its rails" });

        _store.Acts.Undo(act.Id, "Bo");

        Assert.Equal(["p1", "p2", "p3"], Evidence("tram"));
        Assert.Equal((AlertState.Merged, "tram"), (_store.Find("tram-s1")!.Alert.State, _store.Find("tram-s1")!.Alert.MergedInto));
        Assert.Equal("tram-s2", _store.Acts.Add(Off, "Ada")!.Into);
    }

    [Fact]
    public void A_post_that_is_withdrawn_leaves_the_new_event_too_and_none_is_left_of_one_that_has_lost_all()
    {
        _store.Acts.Add(Off, "Ada");

        _store.Record(Tram(2) with { Evidence = [Tram(1).Evidence[0], Tram(1).Evidence[2]], Counts = new(3, 3, 1, 0.01, 7, 1) });
        Assert.Equal(["p3"], Evidence("tram-s1"));
        Assert.Equal(1, _store.Find("tram-s1")!.Alert.Counts.Withdrawn);

        _store.Record(Tram(3) with { Evidence = [Tram(1).Evidence[0]], Counts = new(3, 3, 1, 0.01, 7, 2) });
        Assert.Empty(Evidence("tram-s1"));
        Assert.Equal(AlertState.Retracted, _store.Find("tram-s1")!.Alert.State);
    }

    [Fact]
    public void It_is_retracted_at_the_time_of_the_withdrawal_and_not_at_that_of_the_split()
    {
        _store.Acts.Add(Off, "Ada");

        _store.Record(Tram(2) with { AlertedAt = "2026-03-12T07:00:00.000Z", Evidence = [Tram(1).Evidence[0]], Counts = new(3, 3, 1, 0.01, 7, 2) });

        Assert.Equal("2026-03-12T07:00:00.000Z", _store.Find("tram-s1")!.RetractedAt);
        Assert.Equal("tram-s1", Assert.Single(_store.Retracted(new(2026, 3, 5, 0, 0, 0, TimeSpan.Zero), 10)).Alert.EventId);
    }

    [Fact]
    public void With_posts_go_words_that_the_event_no_longer_has_and_with_the_last_of_them_all()
    {
        _store.Acts.Add(Off, "Ada");

        _store.Record(Tram(2) with { Terms = ["tram"], Evidence = [Tram(1).Evidence[0], Tram(1).Evidence[2]], Counts = new(3, 3, 1, 0.01, 7, 1) });
        Assert.Equal(["tram"], _store.Find("tram-s1")!.Alert.Terms);

        _store.Record(Tram(3) with { Evidence = [Tram(1).Evidence[0]], Counts = new(3, 3, 1, 0.01, 7, 2) });
        var part = _store.Find("tram-s1")!.Alert;
        Assert.Equal(("", 0, 0, 2), (part.Headline, part.Terms.Count, part.Places.Count, part.Counts.Withdrawn));
        Assert.Empty(_store.List(new(Text: "smoke")).Items);
    }

    [Fact]
    public void What_was_split_off_a_part_and_is_withdrawn_goes_from_there_too()
    {
        _store.Acts.Add(Off, "Ada");
        _store.Acts.Add(Off with { EventId = "tram-s1", Posts = ["p3"], Text = "A boat" }, "Ada");

        _store.Record(Tram(2) with { Evidence = [Tram(1).Evidence[0]], Counts = new(3, 3, 1, 0.01, 7, 2) });

        Assert.Empty(Evidence("tram-s1-s1"));
        Assert.Equal("", _store.Find("tram-s1-s1")!.Alert.Headline);
    }

    [Fact]
    public void Undone_the_new_event_keeps_no_words_and_no_posts()
    {
        _store.Acts.Undo(_store.Acts.Add(Off, "Ada")!.Id, "Bo");

        Assert.Empty(Evidence("tram-s1"));
        Assert.Equal(("", 0), (_store.Find("tram-s1")!.Alert.Headline, _store.Find("tram-s1")!.Alert.Terms.Count));
    }

    [Fact]
    public void The_new_event_ends_with_the_one_that_it_was_split_off()
    {
        _store.Acts.Add(Off, "Ada");
        _store.Acts.Add(Off with { EventId = "tram-s1", Posts = ["p3"], Text = "A boat" }, "Ada");

        _store.Record(Tram(2) with { State = AlertState.Closed });

        Assert.Equal((AlertState.Closed, "2026-03-02T07:02:00.000Z", 2), (_store.Find("tram-s1")!.Alert.State, _store.Find("tram-s1")!.Alert.AlertedAt, _store.Find("tram-s1")!.Alert.Revision));
        Assert.Equal(AlertState.Closed, _store.Find("tram-s1-s1")!.Alert.State);
        Assert.Empty(new Host.Desk.Newsdesk(_store).Unfolding());
        Assert.Null(_store.Record(Tram(2) with { State = AlertState.Closed }));
        Assert.Equal(2, _store.Find("tram-s1")!.Alert.Revision);
    }

    [Fact]
    public void Or_with_the_one_that_this_has_become_part_of()
    {
        _store.Acts.Add(Off, "Ada");
        _store.Record(Tram(1, "p4") with { EventId = "city" });
        _store.Record(Tram(2) with { State = AlertState.Merged, MergedInto = "city" });
        Assert.Equal(AlertState.Opened, _store.Find("tram-s1")!.Alert.State);

        _store.Record(Tram(2) with { EventId = "city", State = AlertState.Closed });

        Assert.Equal(AlertState.Closed, _store.Find("tram-s1")!.Alert.State);
    }

    [Fact]
    public void What_is_split_off_an_event_that_is_over_is_over_too()
    {
        _store.Record(Tram(2) with { State = AlertState.Closed });

        _store.Acts.Add(Off, "Ada");

        Assert.Equal(AlertState.Closed, _store.Find("tram-s1")!.Alert.State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_left_open_when_its_whole_closed_is_closed_once_the_store_is_opened(bool isMerged)
    {
        _store.Acts.Add(Off, "Ada");
        _store.Acts.Add(Off with { EventId = "tram-s1", Posts = ["p3"], Text = "A boat" }, "Ada");
        var whole = isMerged ? "city" : "tram";
        _store.Record(Tram(1, "p4") with { EventId = "city" });
        _store.Record(Tram(2) with { State = isMerged ? AlertState.Merged : AlertState.Updated, MergedInto = isMerged ? "city" : null });
        EndBehindItsBack(whole);
        var before = _store.Change;

        Reopen();

        Assert.Equal((AlertState.Closed, "2026-03-02T07:09:00.000Z", 2), (_store.Find("tram-s1")!.Alert.State, _store.Find("tram-s1")!.Alert.AlertedAt, _store.Find("tram-s1")!.Alert.Revision));
        Assert.Equal(AlertState.Closed, _store.Find("tram-s1-s1")!.Alert.State);
        Assert.Equal(before + 1, _store.Change);
        Reopen();
        Assert.Equal((before + 1, 2), (_store.Change, _store.Find("tram-s1")!.Alert.Revision));
    }

    [Fact]
    public void What_is_over_stays_so_when_a_post_is_withdrawn_of_it()
    {
        _store.Acts.Add(Off, "Ada");
        _store.Record(Tram(2) with { State = AlertState.Closed });
        _store.Record(Tram(1) with { EventId = "fire" });

        _store.Record(Tram(2) with { EventId = "fire", Evidence = [Tram(1).Evidence[0], Tram(1).Evidence[2]], Counts = new(3, 3, 1, 0.01, 7, 1) });

        Assert.Equal(["p3"], Evidence("tram-s1"));
        Assert.Equal(AlertState.Closed, _store.Find("tram-s1")!.Alert.State);
    }

    [Fact]
    public void A_later_revision_is_not_headed_by_a_post_of_the_other_story()
    {
        _store.Acts.Add(Off, "Ada");

        _store.Record(HeadedBy("p2", 2));
        _store.Record(HeadedBy("p3", 3));

        Assert.Equal("A tram is off its rails", _store.Find("tram")!.Alert.Headline);
        Assert.Equal(["p1 representative", "p4 voice"], _store.Find("tram")!.Alert.Evidence.Select(post => $"{post.PostId} {post.Role}"));
        Assert.Empty(_store.List(new(Text: "burns")).Items);
        Assert.Equal("tram", Assert.Single(_store.List(new(Text: "off its")).Items).Alert.EventId);
        Assert.StartsWith("has 'p1': by that post", _store.Acts.SplitFault(Off with { Posts = ["p1"] }), StringComparison.Ordinal);

        _store.Record(HeadedBy("p4", 4));
        Assert.Equal("p4 burns", _store.Find("tram")!.Alert.Headline);
    }

    [Fact]
    public void Once_it_is_undone_the_revision_has_its_own_headline_again()
    {
        var act = _store.Acts.Add(Off, "Ada")!;
        _store.Record(HeadedBy("p2", 2));

        _store.Acts.Undo(act.Id, "Bo");

        Assert.Equal("p2 burns", _store.Find("tram")!.Alert.Headline);
        Assert.Equal("tram", Assert.Single(_store.List(new(Text: "burns")).Items).Alert.EventId);
    }

    [Fact]
    public void A_headline_is_kept_no_longer_than_its_post_is_named()
    {
        _store.Acts.Add(Off, "Ada");
        _store.Record(HeadedBy("p2", 2));

        var without = HeadedBy("p2", 3);
        _store.Record(without with { Evidence = [.. without.Evidence.Where(post => post.PostId != "p1")], Counts = new(3, 3, 1, 0.01, 7, 1) });

        Assert.Equal("p2 burns", _store.Find("tram")!.Alert.Headline);
        Assert.DoesNotContain("off its rails", File.ReadAllText(_folder.Path("scoop.db"), System.Text.Encoding.Latin1), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_is_kept_the_first_post_is_not_what_the_event_is_called_by()
    {
        _store.Acts.Add(Off, "Ada");
        _store.Record(HeadedBy("p2", 2) with { Evidence = [.. HeadedBy("p2", 2).Evidence.Where(post => post.PostId != "p1"), new("p5", "2026-03-02T07:00:10.000Z", "a5", "first")] });

        Assert.Null(_store.HeadOf("tram"));
        Assert.Null(_store.Acts.SplitFault(Off with { Posts = ["p5"] }));
        Assert.NotNull(_store.Acts.Add(Off with { Posts = ["p5"] }, "Ada"));
    }

    [Fact]
    public void A_headline_of_the_first_post_counts_as_its_words()
    {
        _store.Record(Tram(2) with { Evidence = [Tram(1).Evidence[0] with { Role = "first" }, .. Tram(1).Evidence.Skip(1)] });

        Assert.StartsWith("has 'p1': by that post", _store.Acts.SplitFault(Off with { Posts = ["p1"] }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_is_not_merged_into_what_was_split_off_it()
    {
        _store.Acts.Add(Off, "Ada");
        var merge = new Deed(ActKind.Merge, "tram", Into: "tram-s1");

        Assert.Equal("is 'tram-s1': it was split off 'tram'. Merge it into that.", _store.Acts.MergeFault(merge));
        Assert.Null(_store.Acts.Add(merge, "Bo"));
        Assert.NotNull(_store.Acts.Add(new(ActKind.Merge, "tram-s1", Into: "tram"), "Bo"));
    }

    [Fact]
    public void Nor_do_the_act_the_label_and_the_whole_keep_what_was_withdrawn()
    {
        var act = _store.Acts.Add(Off, "Ada")!;

        _store.Record(Tram(2) with { Evidence = [Tram(1).Evidence[0], Tram(1).Evidence[2]], Counts = new(3, 3, 1, 0.01, 7, 1) });
        Assert.Equal(("p3", Off.Text), (Assert.Single(_store.Acts.Find(act.Id)!.Posts!), _store.Acts.Find(act.Id)!.Text));
        Assert.Equal(1, _store.Find("tram")!.Handling.SplitOff);

        _store.Record(Tram(3) with { Evidence = [Tram(1).Evidence[0]], Counts = new(3, 3, 1, 0.01, 7, 2) });
        Assert.Equal((0, null), (_store.Acts.Find(act.Id)!.Posts!.Count, _store.Acts.Find(act.Id)!.Text));
        Assert.Empty(Assert.Single(_store.Acts.Labels()).Posts!);
    }

    [Fact]
    public void What_is_withdrawn_of_the_event_that_the_whole_was_merged_into_leaves_the_new_event()
    {
        _store.Acts.Add(Off, "Ada");
        _store.Record(Tram(2) with { State = AlertState.Merged, MergedInto = "city" });
        _store.Record(Tram(1, "p4") with { EventId = "city" });

        _store.Record(Tram(2) with { EventId = "city", Evidence = [Tram(1).Evidence[2]], Counts = new(3, 3, 1, 0.01, 7, 1) });

        Assert.Equal(["p3"], Evidence("tram-s1"));
    }

    [Fact]
    public void And_the_merged_whole_split_off_or_not()
    {
        _store.Acts.Add(Off, "Ada");
        _store.Record(Tram(2) with { State = AlertState.Merged, MergedInto = "city" });
        _store.Record(Tram(1, "p4") with { EventId = "city" });
        var before = _store.Change;

        _store.Record(Tram(2) with { EventId = "city", Evidence = [Tram(1).Evidence[2]], Counts = new(3, 3, 1, 0.01, 7, 1) });

        Assert.Equal(("", before + 1), (_store.Find("tram")!.Alert.Headline, _store.Find("tram")!.Change));
        Assert.Empty(Evidence("tram"));
        Assert.Equal(["p3"], Undone("tram"));
    }

    [Theory]
    [InlineData(true, "A tram is off its rails")]
    [InlineData(false, "")]
    public void A_merged_whole_that_is_called_by_what_is_withdrawn_is_called_by_what_was_kept_or_by_nothing(bool isKept, string headline)
    {
        _store.Acts.Add(Off, "Ada");
        _store.Record(HeadedBy("p2", 2) with { State = AlertState.Merged, MergedInto = "city", Evidence = [.. HeadedBy("p2", 2).Evidence.Where(post => isKept || post.PostId != "p1")] });
        _store.Record(Tram(1, "p4") with { EventId = "city" });

        _store.Record(Tram(2) with { EventId = "city", Evidence = [Tram(1).Evidence[0], Tram(1).Evidence[2]], Counts = new(3, 3, 1, 0.01, 7, 1) });

        Assert.Equal(headline, _store.Find("tram")!.Alert.Headline);
        Assert.Empty(_store.List(new(Text: "burns")).Items);
        Assert.DoesNotContain("p2 burns", File.ReadAllText(_folder.Path("scoop.db"), System.Text.Encoding.Latin1), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_kept_goes_too_when_it_is_withdrawn_of_what_the_whole_was_merged_into()
    {
        _store.Acts.Add(Off, "Ada");
        _store.Record(HeadedBy("p2", 2) with { State = AlertState.Merged, MergedInto = "city" });
        _store.Record(Tram(1, "p4") with { EventId = "city", Headline = "A fire" });

        _store.Record(Tram(2, "p4") with { EventId = "city", Headline = "A fire", Evidence = [.. Tram(1, "p4").Evidence.Skip(1)], Counts = new(3, 3, 1, 0.01, 7, 1) });

        Assert.Equal(["p4"], Evidence("tram"));
        Assert.DoesNotContain("off its rails", File.ReadAllText(_folder.Path("scoop.db"), System.Text.Encoding.Latin1), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_withdrawn_leaves_whatever_was_merged_over_however_many_others_with_all_of_its_words()
    {
        _store.Record(Tram(2) with { State = AlertState.Merged, MergedInto = "town", Headline = "Wheels", Terms = ["derailed"] });
        _store.Record(Tram(1) with { EventId = "town", State = AlertState.Merged, MergedInto = "city" });
        _store.Record(Tram(1, "p4") with { EventId = "city", Headline = "A fire" });

        _store.Record(Tram(2) with { EventId = "city", Headline = "A fire", Evidence = [Tram(1, "p4").Evidence[3]], Counts = new(1, 1, 1, 0.01, 7, 3) });

        Assert.Empty(Evidence("tram"));
        Assert.Empty(Evidence("town"));
        Assert.Empty(_store.List(new(Text: "wheels")).Items);
        Assert.Empty(_store.List(new(Term: "derailed")).Items);
        Assert.DoesNotContain("Wheels", File.ReadAllText(_folder.Path("scoop.db"), System.Text.Encoding.Latin1), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_large_event_never_named_is_not_withdrawn_with_what_it_did()
    {
        var act = _store.Acts.Add(Off, "Ada")!;
        _store.Record(Tram(2) with { State = AlertState.Merged, MergedInto = "city" });
        _store.Record(Tram(1, "p4", "p5") with { EventId = "city", Evidence = [.. Tram(1, "p4", "p5").Evidence.Skip(3)], Counts = new(200, 180, 1, 0.01, 7, 0) });

        _store.Record(Tram(2, "p4") with { EventId = "city", Evidence = [Tram(1, "p4").Evidence[3]], Counts = new(199, 179, 1, 0.01, 7, 1) });

        Assert.Equal(["p2", "p3"], Evidence("tram-s1"));
        Assert.Equal(["p3", "p2"], _store.Acts.Find(act.Id)!.Posts);
        Assert.Equal(["p1"], Evidence("tram"));
    }

    [Fact]
    public void Of_one_that_names_all_that_it_has_everything_else_is()
    {
        _store.Acts.Add(Off, "Ada");
        _store.Record(Tram(2) with { State = AlertState.Merged, MergedInto = "city" });
        _store.Record(Tram(1, "p4") with { EventId = "city", Evidence = [Tram(1, "p4").Evidence[3]] });

        _store.Record(Tram(2) with { EventId = "city", Evidence = [Tram(1).Evidence[0], Tram(1).Evidence[2]], Counts = new(2, 2, 1, 0.01, 7, 2) });

        Assert.Equal(["p3"], Evidence("tram-s1"));
    }

    [Fact]
    public void What_is_withdrawn_of_another_event_that_names_it_leaves_the_new_event()
    {
        _store.Acts.Add(Off, "Ada");
        _store.Record(Tram(1) with { EventId = "fire" });

        _store.Record(Tram(2) with { EventId = "fire", Evidence = [Tram(1).Evidence[0], Tram(1).Evidence[2]], Counts = new(3, 3, 1, 0.01, 7, 1) });

        Assert.Equal(["p3"], Evidence("tram-s1"));
    }

    [Fact]
    public void Undone_the_act_too_loses_what_is_withdrawn_later()
    {
        var act = _store.Acts.Add(Off, "Ada")!;
        _store.Acts.Undo(act.Id, "Bo");

        _store.Record(Tram(2) with { Evidence = [Tram(1).Evidence[0]], Counts = new(3, 3, 1, 0.01, 7, 2) });

        Assert.Equal((0, null), (_store.Acts.Find(act.Id)!.Posts!.Count, _store.Acts.Find(act.Id)!.Text));
        Assert.Equal(AlertState.Merged, _store.Find("tram-s1")!.Alert.State);
    }

    [Fact]
    public void It_is_a_label_with_the_posts() => Assert.Equal(["p3", "p2"], Labelled());

    [Fact]
    public void Who_follows_is_told_of_both_events_and_the_act_under_one_number()
    {
        var before = _store.Change;
        _store.Acts.Add(Off, "Ada");

        Assert.Equal([before + 1, before + 1, before + 1], _store.ChangedSince(before, limit: 1).Select(change => change.Number));
    }

    [Theory]
    [InlineData("p9", "has 'p9': it is not among the event's evidence.")]
    [InlineData(null, "has an empty id: name posts in evidence.")]
    [InlineData("p1", "has 'p1': by that post the event is called. Name those of the other story.")]
    public void What_cannot_be_split_off_says_why(string? post, string fault)
    {
        var deed = Off with { Posts = [post!] };

        Assert.Equal(fault, _store.Acts.SplitFault(deed));
        Assert.Null(_store.Acts.Add(deed, "Ada"));
        Assert.Null(_store.Find("tram-s1"));
    }

    private static Alert Tram(int revision, params string[] more) => SomeAlert.Of("tram", revision, AlertLevel.Alert) with
    {
        Evidence =
        [
            new("p1", "2026-03-02T07:00:00.000Z", "a1", "representative"), new("p2", "2026-03-02T07:00:20.000Z", "a2", "voice"), new("p3", "2026-03-02T07:00:40.000Z", "a3", "voice"),
            .. more.Select(id => new AlertEvidence(id, "2026-03-02T07:00:50.000Z", $"of {id}", "voice")),
        ],
    };

    private static Alert HeadedBy(string post, int revision) => Tram(revision, "p4") with
    {
        Headline = $"{post} burns",
        Evidence = [.. Tram(revision, "p4").Evidence.Select(each => each with { Role = each.PostId == post ? "representative" : "voice" })],
    };

    private void Reopen()
    {
        _store.Dispose();
        _store = AlertStore.Open(new() { File = _folder.Path("scoop.db") }, TimeProvider.System);
    }

    /// <summary>As a program did that knew nothing of parts.</summary>
    private void EndBehindItsBack(string eventId)
    {
        using var file = new SqliteConnection($"Data Source={_folder.Path("scoop.db")};Pooling=False");
        file.Open();
        using var command = file.CreateCommand();
        command.CommandText = "UPDATE events SET state = 4, alert = json_set(alert, '$.state', 'closed', '$.alertedAt', '2026-03-02T07:09:00.000Z') WHERE event_id = @event";
        command.Parameters.AddWithValue("@event", eventId);
        command.ExecuteNonQuery();
    }

    private IEnumerable<string> Undone(string eventId)
    {
        foreach (var act in _store.Acts.On(eventId))
        {
            _store.Acts.Undo(act.Id, "Bo");
        }
        return Evidence(eventId);
    }

    private IEnumerable<string> Evidence(string eventId) => _store.Find(eventId)!.Alert.Evidence.Select(post => post.PostId);

    private IReadOnlyList<string>? Labelled()
    {
        _store.Acts.Add(Off, "Ada");
        return Assert.Single(_store.Acts.Labels()).Posts;
    }
}
