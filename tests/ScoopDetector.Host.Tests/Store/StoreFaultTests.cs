using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Host.Store;
using ScoopDetector.Host.Tests.Desk;
using ScoopDetector.Host.Tests.Support;
using Xunit;

namespace ScoopDetector.Host.Tests.Store;

/// <summary>A disk that is full, a file that another program holds: with SQLite itself.</summary>
public sealed class StoreFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CollectingLog _log = new();
    private readonly AlertStore _store;

    public StoreFaultTests() => _store = AlertStore.Open(new() { File = File }, new FakeTimeProvider(new(2026, 3, 2, 7, 30, 0, TimeSpan.Zero)), _log);

    private string File => _folder.Path("scoop.db");

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_finds_no_room_is_kept_in_no_part_and_taken_once_there_is_room()
    {
        _store.TakeRoom();
        var before = _store.Change;

        Assert.True(Assert.Throws<StoreFault>(() => _store.Record(Large)).IsFull);
        Assert.Null(_store.Find("tram"));
        Assert.Empty(_store.Revisions("tram"));
        Assert.Equal(before, _store.Change);

        _store.GiveRoom();
        Assert.Equal(before + 1, _store.Record(Large)!.Change);
        Assert.Equal(Large.Headline, _store.Find("tram")!.Alert.Headline);
    }

    [Fact]
    public void A_fault_is_one_line_however_often_it_is_tried_and_its_end_another()
    {
        _store.TakeRoom();
        var told = _log.Lines.Count;
        for (var i = 0; i < 3; i++)
        {
            Assert.Throws<StoreFault>(() => _store.Record(Large));
        }
        Assert.Equal($"the store cannot be written: the disk of {File} is full", _store.Health.Fault);

        _store.GiveRoom();
        _store.Health.Works();
        _store.Health.Works();

        Assert.Null(_store.Health.Fault);
        Assert.Equal(
            [$"desk: the store cannot be written: the disk of {File} is full. Alerts wait on their topic and nothing is lost; it is tried again until it works.", "desk: the store is written again."],
            _log.Lines.Skip(told));
    }

    [Fact]
    public void A_probe_tells_whether_there_is_room_and_leaves_nothing_behind()
    {
        _store.TakeRoom();
        Assert.False(_store.Probe());

        _store.GiveRoom();

        Assert.True(_store.Probe());
        Assert.Equal(0L, _store.Read(reader => reader.Scalar("SELECT count(*) FROM sqlite_master WHERE name = 'room'")));
    }

    [Fact]
    public void A_store_that_another_program_holds_is_no_full_disk_and_is_written_once_it_is_free()
    {
        using (_store.Hold(File))
        {
            var fault = Assert.Throws<StoreFault>(() => _store.Record(SomeAlert.Of("tram")));

            Assert.False(fault.IsFull);
            Assert.Equal($"the store cannot be written: another program holds {File} locked", fault.Message);
            Assert.Null(_store.Find("tram"));
        }

        Assert.NotNull(_store.Record(SomeAlert.Of("tram")));
    }

    [Fact]
    public void What_was_seen_inside_a_change_that_was_not_kept_is_not_taken_for_the_next_of_its_number()
    {
        var outbox = new FailingOutbox { Fails = true };
        _store.Outbox = outbox;
        Assert.Throws<InvalidOperationException>(() => _store.Record(SomeAlert.Of("tram", headline: "Never kept") with { AlertedAt = "2026-06-30T07:00:00.000Z" }));

        outbox.Fails = false;
        var kept = _store.Record(SomeAlert.Of("tram", headline: "Kept"));

        Assert.Equal("Kept", kept!.Alert.Headline);
        Assert.Equal("Kept", _store.Find("tram")!.Alert.Headline);
        Assert.Equal(new(2026, 3, 2, 7, 1, 0, TimeSpan.Zero), _store.Newest);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_store_that_is_opened_on_a_full_disk_says_so_once_and_is_opened_when_there_is_room(bool isNew)
    {
        using var disk = SmallDisk.MountAt(_folder.Path("disk"));
        var (options, clock, log) = (new StoreOptions { File = Path.Combine(_folder.Path("disk"), "scoop.db") }, new FakeTimeProvider(), new CollectingLog());
        if (!isNew)
        {
            AlertStore.Open(options, clock).Dispose();
        }
        disk.Fill();

        var opening = StoreOpening.WhenThereIsRoomAsync(options, clock, log, TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.False(opening.IsCompleted);
        Assert.Equal([$"desk: the store cannot be opened: the disk of {options.File} is full. Nothing is lost; it starts once there is room."], log.Lines);

        disk.Empty();
        await Eventually.Holds(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            return opening.IsCompleted;
        });

        using var store = await opening;
        Assert.NotNull(store.Record(SomeAlert.Of("tram")));
    }

    [Fact]
    public void A_file_that_is_damaged_is_no_fault_that_passes() =>
        Assert.Null(StoreFault.Of(new SqliteException("malformed", SQLitePCL.raw.SQLITE_CORRUPT), File));

    private static Alerts.Alert Large => SomeAlert.Of("tram", headline: TightStore.LongText);

    private sealed class FailingOutbox : IOutbox
    {
        public bool Fails { get; set; }

        public Action MakeOut(SqliteConnection writer, AlertEntry entry) => Fails ? throw new InvalidOperationException("It was to fail here.") : () => { };
    }
}
