using System.CommandLine;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Host.Store;
using ScoopDetector.Host.Tests.Desk;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Verbs;

public sealed class BackupVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly AlertStore _store;

    public BackupVerbTests() => _store = AlertStore.Open(new() { File = StoreFile }, _clock);

    private string StoreFile => _folder.Path("scoop.db");

    private string Copy => _folder.Path("copy.db");

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_copy_that_is_made_while_alerts_are_stored_has_all_up_to_one_of_them_and_none_after_it()
    {
        for (var i = 0; i < 300; i++)
        {
            Store(i);
        }
        var before = _store.Change;
        var stored = 300;

        // Between any two steps of the copying others come.
        new StoreBackup(StoreFile, Copy, _ => Store(stored++)).Make(overwrite: false);

        Assert.True(stored > 301);
        using var copy = AlertStore.Open(new() { File = Copy }, _clock);
        Assert.Equal(_store.Id, copy.Id);
        Assert.Equal(before, copy.Change);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"e{i}"), copy.List(AlertFilter.All, 1000).Items.Select(entry => entry.Alert.EventId).Reverse());
        Assert.Equal(stored, _store.List(AlertFilter.All, 1000).Items.Count);
    }

    [Fact]
    public void It_says_how_far_it_is_and_what_is_in_the_copy()
    {
        Store(1);
        _store.Acts.Add(new(ActKind.Claim, "e1"), "Ada");

        var (code, said) = Run(Copy);

        Assert.Equal(CommandLine.Done, code);
        Assert.Equal($"100 % copied\n{Copy}: 1 events and 1 acts, {new FileInfo(Copy).Length:N0} bytes, found sound.\n".ReplaceLineEndings(), said);
        Assert.Equal(["copy.db"], Directory.GetFiles(_folder.Path(""), "copy*").Select(Path.GetFileName));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        Store(1);
        var copy = Path.Combine(_folder.Path("nowhere"), "copy.db");

        Assert.Equal($"{copy} cannot be written: its folder does not exist. Create the folder, or name another.", Assert.Throws<FailureException>(() => Run(copy)).Message);
    }

    [Fact]
    public void A_file_that_is_there_is_left_alone_unless_it_is_to_be_replaced()
    {
        Store(1);
        File.WriteAllText(Copy, "precious");

        var fault = Assert.Throws<FailureException>(() => Run(Copy));
        Assert.Equal($"{Copy} is there already: name another file, or say --overwrite.", fault.Message);
        Assert.Equal("precious", File.ReadAllText(Copy));

        Assert.Equal(CommandLine.Done, Run(Copy, "--overwrite").Code);
        Assert.True(new FileInfo(Copy).Length > 1000);
    }

    [Fact]
    public void What_a_copy_that_was_killed_has_left_is_in_nobodys_way()
    {
        Store(1);
        File.WriteAllText($"{Copy}.part", "half a copy");

        Assert.Equal(CommandLine.Done, Run(Copy).Code);
        Assert.False(File.Exists($"{Copy}.part"));
    }

    [Fact]
    public void A_copy_that_fails_leaves_nothing_behind()
    {
        Store(1);

        Assert.Throws<FailureException>(() => new StoreBackup(StoreFile, Copy, _ => throw new IOException("torn out")).Make(overwrite: false));
        Assert.Empty(Directory.GetFiles(_folder.Path(""), "copy*"));
    }

    [Fact]
    public void The_store_itself_is_no_place_for_its_copy()
    {
        Store(1);

        Assert.Equal($"{StoreFile} is the store itself: name another file.", Assert.Throws<FailureException>(() => new StoreBackup(StoreFile, StoreFile, _ => { }).Make(overwrite: true)).Message);
        Assert.Equal("e1", Assert.Single(_store.List(AlertFilter.All, 9).Items).Alert.EventId);
    }

    [Fact]
    public void Where_there_is_no_store_it_says_how_to_name_it_and_makes_none()
    {
        var none = _folder.Path("none.db");

        Assert.StartsWith($"There is no store {none}", Assert.Throws<FailureException>(() => new StoreBackup(none, Copy, _ => { }).Make(overwrite: false)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(none));
    }

    [Fact]
    public void A_file_of_another_program_is_no_store()
    {
        var other = _folder.Path("other.db");
        using (var connection = new SqliteConnection($"Data Source={other};Pooling=False"))
        {
            connection.Open();
            connection.Run("CREATE TABLE poems (text TEXT)");
        }

        Assert.StartsWith($"{other} is no store", Assert.Throws<FailureException>(() => new StoreBackup(other, Copy, _ => { }).Make(overwrite: false)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_that_is_damaged_is_not_copied_as_if_it_were_sound()
    {
        for (var i = 0; i < 300; i++)
        {
            Store(i);
        }
        var broken = _folder.Path("broken.db");
        new StoreBackup(StoreFile, broken, _ => { }).Make(overwrite: false);
        using (var file = new FileStream(broken, FileMode.Open))
        {
            // A page in the middle is nothing but noise.
            file.Position = file.Length / 2 / 4096 * 4096;
            file.Write([.. Enumerable.Repeat((byte)0xA5, 4096)]);
        }

        Assert.Throws<FailureException>(() => new StoreBackup(broken, Copy, _ => { }).Make(overwrite: false));
        Assert.False(File.Exists(Copy));
    }

    private void Store(int number) => _store.Record(SomeAlert.Of($"e{number}", headline: new string('x', 2000)));

    private (int Code, string Said) Run(params string[] arguments)
    {
        var said = new StringWriter();
        return (BackupVerb.Create().Parse([.. arguments, "--set", $"Store:File={StoreFile}"]).Invoke(new() { Output = said, EnableDefaultExceptionHandler = false }), said.ToString());
    }
}
