using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Store;
using ScoopDetector.Host.Tests.Desk;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Store;

public sealed class AlertStoreTests : IDisposable
{
    /// <summary>Makes a store what it was before version 8.</summary>
    private const string Before8 = "DROP INDEX events_heir; DROP INDEX events_retracted; ALTER TABLE events DROP COLUMN retracted_at; CREATE INDEX events_retracted ON events (alerted_at) WHERE state = 3";

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new(2026, 3, 2, 7, 30, 0, TimeSpan.Zero));
    private readonly StoreOptions _options;
    private AlertStore _store;

    public AlertStoreTests()
    {
        _options = new() { File = _folder.Path("scoop.db") };
        _store = AlertStore.Open(_options, _clock);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_later_revision_replaces_an_earlier_one()
    {
        _store.Record(SomeAlert.Of("tram"));
        _store.Record(SomeAlert.Of("tram", revision: 2, headline: "Two trams"));

        Assert.Equal("Two trams", Assert.Single(Listed()).Alert.Headline);
    }

    [Fact]
    public void What_all_look_at_is_read_once_after_each_change()
    {
        Record("tram");
        var before = _store.List(new(Handled: Handled.Open));

        Assert.Same(before, _store.List(new(Handled: Handled.Open)));
        Assert.NotSame(before, _store.List(new(Handled: Handled.Open), limit: 1));

        Record("fire");
        Assert.Equal(["fire", "tram"], _store.List(new(Handled: Handled.Open)).Items.Select(entry => entry.Alert.EventId));
        _store.Acts.Add(new(ActKind.Dismiss, "fire", DismissReason.Spam), "Ada");
        Assert.Equal(["tram"], _store.List(new(Handled: Handled.Open)).Items.Select(entry => entry.Alert.EventId));
        _store.Forget(_clock.GetUtcNow().AddYears(1));
        Assert.Empty(_store.List(new(Handled: Handled.Open)).Items);

        _store.Save(new("Trains", "term=train", "Ada"));
        Assert.Single(_store.Lanes());
        _store.RemoveLane("Trains");
        Assert.Empty(_store.Lanes());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_same_revision_or_an_older_one_changes_nothing(int revision)
    {
        var known = _store.Record(SomeAlert.Of("tram", revision: 2, headline: "Two trams"));

        Assert.Null(_store.Record(SomeAlert.Of("tram", revision, headline: "Another")));
        Assert.Equal((known!.Change, "Two trams"), (_store.Change, Assert.Single(Listed()).Alert.Headline));
    }

    [Fact]
    public void An_update_does_not_move_an_event_and_a_rise_does()
    {
        Record("tram", "fire");
        Assert.False(_store.Record(SomeAlert.Of("tram", revision: 2))!.IsNews);
        Assert.Equal(["fire", "tram"], Ids());

        var raised = _store.Record(SomeAlert.Of("tram", revision: 3, AlertLevel.Alert))!;

        Assert.True(raised.IsNews);
        Assert.Equal(("2026-03-02T07:01:00.000Z", "2026-03-02T07:03:00.000Z"), (raised.OpenedAt, raised.RaisedAt));
        Assert.Equal(["tram", "fire"], Ids());
    }

    [Fact]
    public void What_was_recorded_is_there_when_the_file_is_opened_again()
    {
        Record("tram", "fire");
        _store.Acts.Add(new(ActKind.Claim, "tram"), "Ada");
        var (id, change) = (_store.Id, _store.Change);

        Reopen();

        Assert.Equal((id, change), (_store.Id, _store.Change));
        Assert.Equal("Ada", _store.Find("tram")!.Handling.ClaimedBy);
        Assert.True(_store.Record(SomeAlert.Of("flood"))!.Change > change);
    }

    [Fact]
    public void The_history_keeps_the_numbers_of_every_revision()
    {
        _store.Record(SomeAlert.Of("tram"));
        _store.Record(SomeAlert.Of("tram", revision: 2, AlertLevel.Alert) with { Counts = new(9, 8, 3, 0.01, 9, 1) });

        Assert.Equal(["1 Watch 5", "2 Alert 9"], _store.Revisions("tram").Select(each => $"{each.Revision} {each.Level} {each.Counts.Posts}"));
    }

    [Fact]
    public void The_words_of_a_withdrawn_post_are_nowhere_in_the_file_once_a_revision_without_them_has_come()
    {
        _store.Record(SomeAlert.Of("tram", headline: "Zebedee saw it fall") with { Terms = ["Zebedee"] });
        _store.Record(SomeAlert.Of("tram", revision: 2, headline: "It fell") with { Terms = ["fell"] });

        _store.Dispose();

        Assert.All(Directory.GetFiles(Path.GetDirectoryName(_options.File)!), file =>
            Assert.DoesNotContain("zebedee", Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.OrdinalIgnoreCase));
        _store = AlertStore.Open(_options, _clock);
    }

    [Fact]
    public void The_words_of_a_withdrawn_post_are_gone_while_the_desk_runs()
    {
        var before = SomeAlert.Of("tram", headline: "Zebedee saw it fall") with { Terms = ["Zebedee"] };
        _store.Record(before);
        Assert.True(IsInTheFiles("zebedee"));

        _store.Record(SomeAlert.Of("tram", revision: 2, headline: "It fell") with { Terms = ["fell"], Counts = before.Counts with { Withdrawn = 1 } });

        Assert.False(IsInTheFiles("zebedee"));
    }

    [Fact]
    public void The_words_of_what_is_forgotten_are_gone_while_the_desk_runs()
    {
        _store.Record(SomeAlert.Of("tram", headline: "Zebedee saw it fall"));

        _store.Forget(new DateTimeOffset(2026, 3, 2, 7, 2, 0, TimeSpan.Zero) + _options.KeepFor);

        Assert.False(IsInTheFiles("zebedee"));
    }

    [Fact]
    public void What_somebody_reads_just_then_is_gone_after_the_next_change()
    {
        var before = SomeAlert.Of("tram", headline: "Zebedee saw it fall") with { Terms = ["Zebedee"] };
        _store.Record(before);
        _store.Read(reader =>
        {
            using var reading = reader.BeginTransaction(deferred: true);
            reader.Scalar("SELECT count(*) FROM events");
            return _store.Record(SomeAlert.Of("tram", revision: 2, headline: "It fell") with { Terms = ["fell"], Counts = before.Counts with { Withdrawn = 1 } });
        });

        Record("fire");

        Assert.False(IsInTheFiles("zebedee"));
    }

    [Fact]
    public void Filters_narrow_what_is_listed()
    {
        _store.Record(SomeAlert.Of("tram", level: AlertLevel.Alert) with { Networks = [new("bluesky", 4), new("x", 1)] });
        _store.Record(SomeAlert.Of("fuego", headline: "Humo sobre el PUERTO") with { Languages = ["es"], Terms = ["Puerto Viejo", "humo"] });
        _store.Record(SomeAlert.Of("flood", revision: 2) with { State = AlertState.Closed });

        Assert.Equal(["tram"], Ids(new(Level: AlertLevel.Alert)));
        Assert.Equal(["flood"], Ids(new(State: AlertState.Closed)));
        Assert.Equal(["fuego"], Ids(new(Language: "ES")));
        Assert.Equal(["tram"], Ids(new(Network: "X")));
        Assert.Empty(Ids(new(Network: "blue")));
        Assert.Equal(["fuego"], Ids(new(Term: "puerto viejo")));
        Assert.Empty(Ids(new(Term: "puerto")));
        Assert.Equal(["fuego"], Ids(new(Text: "puerto  SOBRE")));
        Assert.Empty(Ids(new(Text: "puerto rails")));
        Assert.Equal(["flood"], Ids(new(Since: new(2026, 3, 2, 7, 2, 0, TimeSpan.Zero))));
        Assert.Equal(["fuego", "tram"], Ids(new(Until: new(2026, 3, 2, 7, 2, 0, TimeSpan.Zero))));
    }

    [Theory]
    [InlineData("'; DROP TABLE events; --")]
    [InlineData("%")]
    [InlineData("\" OR 1=1")]
    public void What_is_searched_for_is_never_taken_for_a_statement(string text)
    {
        Record("tram");

        Assert.Empty(Ids(new(Text: text, Term: text, Language: text, ClaimedBy: text)));
        Assert.Single(Listed());
    }

    [Fact]
    public void Pages_follow_each_other_without_gap_or_repeat()
    {
        Record("a", "b", "c", "d", "e");
        var first = _store.List(AlertFilter.All, 2);
        _store.Record(SomeAlert.Of("f"));
        var second = _store.List(AlertFilter.All, 2, first.Next);
        var third = _store.List(AlertFilter.All, 2, second.Next);

        Assert.Equal(["e", "d", "c", "b", "a"], new[] { first, second, third }.SelectMany(page => page.Items).Select(entry => entry.Alert.EventId));
        Assert.Null(third.Next);
    }

    [Fact]
    public void Who_was_away_is_told_what_has_changed()
    {
        Record("tram", "fire");
        var seen = _store.Change;
        Record("flood");
        _store.Acts.Add(new(ActKind.Claim, "tram"), "Ada");

        Assert.Equal(["flood", "tram"], _store.ChangedSince(seen).Select(change => change.What).OfType<AlertEntry>().Select(entry => entry.Alert.EventId));
    }

    [Fact]
    public void What_has_changed_comes_in_portions_that_never_part_an_act_from_its_event()
    {
        Record("tram", "fire");
        _store.Acts.Add(new(ActKind.Claim, "fire"), "Ada");
        _store.Acts.Add(new(ActKind.Note, "tram", Text: "called"), "Ada");
        _store.Acts.Add(new(ActKind.Watch, "tram"), "Ada");

        Assert.Equal(["3 fire", "3 Claim", "4 Note"], Portion(2, 2));
        Assert.Equal(["5 tram", "5 Watch"], Portion(4, 2));
        Assert.Empty(Portion(5, 2));

        IEnumerable<string> Portion(long since, int limit) => _store.ChangedSince(since, limit)
            .Select(change => $"{change.Number} {(change.What is AlertEntry entry ? entry.Alert.EventId : ((Act)change.What).Kind)}");
    }

    [Fact]
    public void What_was_raised_meanwhile_is_counted_and_the_most_important_named()
    {
        Record("tram");
        var seen = _store.Change;
        Record("fire", "flood");
        _store.Record(SomeAlert.Of("quake", level: AlertLevel.Alert));
        _store.Record(SomeAlert.Of("storm"));
        _store.Acts.Add(new(ActKind.Claim, "tram"), "Ada");

        var missed = _store.RaisedSince(seen, 2);

        Assert.Equal((1, 3, 4), (missed.Alerts, missed.Watches, missed.Count));
        Assert.Equal(["quake", "storm"], missed.First.Select(entry => entry.Alert.EventId));
    }

    [Fact]
    public void An_event_is_forgotten_when_its_time_is_over_with_all_that_was_done_to_it()
    {
        Record("tram");
        _store.Acts.Add(new(ActKind.Note, "tram", Text: "called the operator"), "Ada");
        var told = new DateTimeOffset(2026, 3, 2, 7, 1, 0, TimeSpan.Zero);

        Assert.Equal(0, _store.Forget(told + _options.KeepFor));
        Assert.Equal(1, _store.Forget(told + _options.KeepFor + TimeSpan.FromSeconds(1)));
        Assert.Empty(Listed());
        Assert.Empty(_store.Acts.On("tram"));
    }

    [Fact]
    public void What_was_forgotten_does_not_come_back_when_the_topic_is_read_again()
    {
        Record("tram");
        _store.Forget(new DateTimeOffset(2026, 3, 2, 7, 2, 0, TimeSpan.Zero) + _options.KeepFor);
        Reopen();

        Assert.Null(_store.Record(SomeAlert.Of("tram")));
        Assert.Empty(Listed());
    }

    [Fact]
    public void What_is_older_than_is_kept_before_the_newest_is_not_taken()
    {
        _store.Record(SomeAlert.Of("fire") with { AlertedAt = "2026-05-31T07:01:00.001Z" });

        Assert.Null(_store.Record(SomeAlert.Of("tram")));
        Assert.NotNull(_store.Record(SomeAlert.Of("flood") with { AlertedAt = "2026-03-02T07:01:00.001Z" }));
    }

    [Fact]
    public void A_store_of_a_newer_program_is_refused_with_the_mend()
    {
        _store.Dispose();
        Sql("PRAGMA user_version = 99");

        var fault = Assert.Throws<UsageException>(() => AlertStore.Open(_options, _clock));

        Assert.Contains($"is of version 99, and this program knows up to {Schema.Version}", fault.Message, StringComparison.Ordinal);
        Sql($"PRAGMA user_version = {Schema.Version}");
        _store = AlertStore.Open(_options, _clock);
    }

    [Fact]
    public void In_a_store_from_before_names_were_kept_a_name_goes_to_whoever_comes_under_it_first()
    {
        _store.Record(SomeAlert.Of("tram"));
        _store.Acts.Add(new(ActKind.Claim, "tram"), "Ada");
        _store.Dispose();
        Sql("DROP INDEX events_heir; DROP INDEX events_retracted; ALTER TABLE events DROP COLUMN retracted_at; ALTER TABLE events DROP COLUMN headline; ALTER TABLE events DROP COLUMN headline_of; DROP TABLE people; DROP INDEX events_split; ALTER TABLE events DROP COLUMN split_from; ALTER TABLE events DROP COLUMN split_off; ALTER TABLE acts DROP COLUMN posts; PRAGMA user_version = 3");

        _store = AlertStore.Open(_options, _clock);

        Assert.Equal("Ada", _store.People.NameOf("account 17", "Ada", longest: 60));
        Assert.Equal("Ada (2)", _store.People.NameOf("account 18", "Ada", longest: 60));
        Assert.Equal("tram", Assert.Single(_store.List(new(ClaimedBy: "Ada")).Items).Alert.EventId);
    }

    [Fact]
    public void A_retraction_stands_until_the_event_is_told_anew_also_one_of_an_older_store()
    {
        _store.Record(SomeAlert.Of("tram", revision: 2) with { State = AlertState.Retracted });
        _store.Dispose();
        Sql($"{Before8}; PRAGMA user_version = 7");
        _store = AlertStore.Open(_options, _clock);

        _store.Record(SomeAlert.Of("tram", revision: 3) with { State = AlertState.Closed });
        Assert.Equal((AlertState.Closed, "2026-03-02T07:02:00.000Z"), (_store.Find("tram")!.Alert.State, _store.Find("tram")!.RetractedAt));

        _store.Record(SomeAlert.Of("tram", revision: 4));
        Assert.Null(_store.Find("tram")!.RetractedAt);
    }

    [Theory]
    [InlineData(AlertState.Closed)]
    [InlineData(AlertState.Merged)]
    public void So_does_one_of_an_older_store_that_has_ended_since(AlertState end)
    {
        _store.Record(SomeAlert.Of("tram"));
        _store.Record(SomeAlert.Of("tram", revision: 2) with { State = AlertState.Retracted });
        _store.Record(SomeAlert.Of("tram", revision: 3) with { State = end, MergedInto = end == AlertState.Merged ? "city" : null });
        _store.Record(SomeAlert.Of("anew", revision: 1) with { State = AlertState.Retracted });
        _store.Record(SomeAlert.Of("anew", revision: 2));
        _store.Record(SomeAlert.Of("anew", revision: 3) with { State = end });
        _store.Dispose();
        Sql($"{Before8}; PRAGMA user_version = 7");

        _store = AlertStore.Open(_options, _clock);

        Assert.Equal("2026-03-02T07:02:00.000Z", _store.Find("tram")!.RetractedAt);
        Assert.Null(_store.Find("anew")!.RetractedAt);
    }

    [Fact]
    public void A_store_that_another_desk_has_open_is_refused_with_the_mend()
    {
        var fault = Assert.Throws<UsageException>(() => AlertStore.Open(_options, _clock));

        Assert.Equal($"Store:File {_options.File} is in use by another desk: end that one, or name another file.", fault.Message);
        Reopen();
    }

    [Fact]
    public void A_file_that_is_no_store_is_refused_with_the_mend()
    {
        var file = _folder.Write("poem.txt", new string('x', 4000));

        Assert.Contains("name a SQLite file", Assert.Throws<UsageException>(() => AlertStore.Open(new() { File = file }, _clock)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lanes_are_kept_by_name()
    {
        _store.Save(new("Fires", "text=fire", "Ada"));
        _store.Save(new("fires", "text=smoke", "Bo"));

        Assert.Equal("text=smoke", Assert.Single(_store.Lanes()).Query);
        Assert.True(_store.RemoveLane("FIRES"));
        Assert.False(_store.RemoveLane("fires"));
    }

    [Fact]
    public async Task Many_threads_may_record_and_read_at_once()
    {
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < 50; i++)
            {
                _store.Record(SomeAlert.Of($"e{writer}-{i}"));
                _store.List(AlertFilter.All, 10);
            }
        }));

        await Task.WhenAll(writers);

        Assert.Equal((200, 200), (_store.List(AlertFilter.All, 1000).Items.Count, _store.ChangedSince(0).Select(change => change.Number).Distinct().Count()));
    }

    [Fact]
    public async Task The_number_of_a_change_is_not_seen_before_the_change()
    {
        Record("first");
        using var done = new CancellationTokenSource();
        var early = Task.Run(() =>
        {
            var seen = 0;
            while (!done.IsCancellationRequested)
            {
                var change = _store.Change;
                seen += _store.List(AlertFilter.All, 1).Items[0].Change < change ? 1 : 0;
            }
            return seen;
        });
        for (var i = 0; i < 1000; i++)
        {
            Record($"e{i}");
        }
        await done.CancelAsync();

        Assert.Equal(0, await early);
    }

    private void Record(params string[] events)
    {
        foreach (var each in events)
        {
            _store.Record(SomeAlert.Of(each));
        }
    }

    private bool IsInTheFiles(string word) => Directory.GetFiles(Path.GetDirectoryName(_options.File)!, "scoop.db*").Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Any(file =>
    {
        using var bytes = new MemoryStream();
        using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        open.CopyTo(bytes);
        return Encoding.Latin1.GetString(bytes.ToArray()).Contains(word, StringComparison.OrdinalIgnoreCase);
    });

    private IReadOnlyList<AlertEntry> Listed() => _store.List(AlertFilter.All).Items;

    private IEnumerable<string> Ids(AlertFilter? filter = null) => _store.List(filter ?? AlertFilter.All).Items.Select(entry => entry.Alert.EventId);

    private void Reopen()
    {
        _store.Dispose();
        _store = AlertStore.Open(_options, _clock);
    }

    private void Sql(string text)
    {
        using var connection = new SqliteConnection($"Data Source={_options.File};Pooling=False");
        connection.Open();
        connection.Run(text);
    }
}
