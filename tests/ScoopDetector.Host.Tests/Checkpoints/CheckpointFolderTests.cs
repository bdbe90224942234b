using ScoopDetector.Host.Checkpoints;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.State;
using Xunit;

namespace ScoopDetector.Host.Tests.Checkpoints;

public sealed class CheckpointFolderTests : IDisposable
{
    private readonly TemporaryFolder _place = new();

    private string Place => _place.Path("state");

    [Fact]
    public void The_latest_and_the_one_before_it_are_kept()
    {
        using var folder = new CheckpointFolder(Place, "scoop-all");

        Add(folder, times: 4);

        Assert.Equal(["scoop-all-0000000004.state", "scoop-all-0000000003.state"], Names(folder));
    }

    [Fact]
    public void One_for_which_there_is_no_room_leaves_nothing_of_itself_on_the_disk()
    {
        using var disk = SmallDisk.MountAt(Place);
        using var folder = new CheckpointFolder(Place, "scoop-all");
        Add(folder, times: 1);
        disk.Fill();

        Assert.ThrowsAny<IOException>(() => folder.Add(Large()));

        Assert.Empty(Directory.EnumerateFiles(Place, "*.unfinished"));
        Assert.Equal(["scoop-all-0000000001.state"], Names(folder));
    }

    [Fact]
    public void Those_of_other_roles_lie_beside_and_are_left_alone()
    {
        AddAndLeave("scoop-all-score", times: 1);
        AddAndLeave("scoop", times: 1);
        using var folder = new CheckpointFolder(Place, "scoop-all");

        Add(folder, times: 3);

        Assert.Equal(["scoop-all-0000000003.state", "scoop-all-0000000002.state"], Names(folder));
        Assert.Equal(["scoop-all-score-0000000001.state"], Names(new(Place, "scoop-all-score")));
        Assert.Equal(["scoop-0000000001.state"], Names(new(Place, "scoop")));
    }

    [Fact]
    public void A_run_that_went_on_from_the_one_before_a_damaged_one_keeps_that_and_not_the_damaged()
    {
        AddAndLeave("scoop-all", times: 2);
        using var folder = new CheckpointFolder(Place, "scoop-all");
        folder.GoOnFrom(folder.Files[1]);

        Add(folder, times: 1);

        Assert.Equal(["scoop-all-0000000003.state", "scoop-all-0000000001.state"], Names(folder));
    }

    [Fact]
    public void A_run_that_could_use_none_leaves_none_of_another_past()
    {
        AddAndLeave("scoop-all", times: 2);
        using var folder = new CheckpointFolder(Place, "scoop-all");

        Add(folder, times: 1);

        Assert.Equal(["scoop-all-0000000003.state"], Names(folder));
    }

    [Fact]
    public void While_another_process_writes_there_this_one_does_not()
    {
        using var first = new CheckpointFolder(Place, "scoop-all");
        using var second = new CheckpointFolder(Place, "scoop-all");
        Add(first, times: 1);

        Assert.Throws<IOException>(() => Add(second, times: 1));
        Assert.Equal(["scoop-all-0000000001.state"], Names(second));

        first.Dispose();
        second.GoOnFrom(second.Files[0]);
        Add(second, times: 1);
        Assert.Equal(["scoop-all-0000000002.state", "scoop-all-0000000001.state"], Names(second));
    }

    [Fact]
    public void What_a_killed_process_left_unfinished_is_no_checkpoint()
    {
        using var folder = new CheckpointFolder(Place, "scoop-all");
        Add(folder, times: 1);
        File.WriteAllText(Path.Combine(Place, "scoop-all.unfinished"), "half");
        File.WriteAllText(Path.Combine(Place, "scoop-all-notanumber.state"), "strange");

        Assert.Equal(["scoop-all-0000000001.state"], Names(folder));
        Add(folder, times: 1);
        Assert.False(File.Exists(Path.Combine(Place, "scoop-all.unfinished")));
    }

    public void Dispose() => _place.Dispose();

    private void AddAndLeave(string name, int times)
    {
        using var folder = new CheckpointFolder(Place, name);
        Add(folder, times);
    }

    private static void Add(CheckpointFolder folder, int times)
    {
        for (var i = 0; i < times; i++)
        {
            folder.Add(new StateWriter());
        }
    }

    /// <summary>Of two megabytes.</summary>
    private static StateWriter Large()
    {
        var state = new StateWriter();
        state.Begin("much");
        for (var i = 0; i < 2 << 20; i++)
        {
            state.Byte((byte)i);
        }
        return state;
    }

    private static IEnumerable<string?> Names(CheckpointFolder folder) => folder.Files.Select(Path.GetFileName);
}
