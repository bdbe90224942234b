using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Checkpoints;
using Xunit;

namespace ScoopDetector.Host.Tests.Checkpoints;

public sealed class CheckpointerTests : IDisposable
{
    private readonly PlaceInMemory _near = new();
    private readonly PlaceInMemory _far = new(tellsReadTo: true);

    [Theory]
    [InlineData(5, 7, 7)]
    [InlineData(7, 5, 7)]
    public void The_newer_of_two_places_is_gone_on_from(long near, long far, long expected)
    {
        Save(_near, near);
        Save(_far, far);

        Assert.Equal(expected, Newest());
    }

    [Fact]
    public void What_is_no_newer_is_not_even_fetched()
    {
        Save(_near, 7);
        Save(_far, 7);

        Assert.Equal(7, Newest());
        Assert.Equal((1, 0), (_near.Read, _far.Read));
    }

    [Fact]
    public void Where_the_newer_is_damaged_the_older_serves()
    {
        Save(_near, 5);
        Save(_far, 7);
        _far.Damage();

        Assert.Equal(5, Newest());
    }

    [Fact]
    public void Where_one_place_has_none_the_other_serves()
    {
        Save(_far, 7);

        Assert.Equal(7, Newest());
        Assert.Equal(7, _far.GoneOnFrom);
    }

    [Theory]
    [InlineData(false, 7)]
    [InlineData(true, 5)]
    public void Whoever_goes_on_without_one_keeps_the_latest_that_is_sound_as_the_one_before_the_next(bool isDamaged, long expected)
    {
        Save(_far, 5);
        Save(_far, 7);
        if (isDamaged)
        {
            _far.Damage();
        }
        using var checkpoints = Checkpoints(_far);

        checkpoints.GoOn();
        checkpoints.SaveAtLast(new(), Origin(9));

        Assert.Equal(expected, _far.GoneOnFrom);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(9, false)]
    public void That_somebody_works_with_other_settings_is_known_by_a_later_checkpoint_of_theirs(long own, bool isOvertaken)
    {
        Save(_near, own);
        using (var other = Checkpoints(["a = 2"], _far))
        {
            other.SaveAtLast(new(), Origin(7));
        }
        using var checkpoints = Checkpoints(_near, _far);

        Assert.Equal(own, checkpoints.Newest(static _ => null)?.Origin.ReadTo);
        Assert.Equal(isOvertaken, checkpoints.IsOvertaken);
    }

    [Fact]
    public void One_of_other_settings_is_not_kept_as_the_one_before_the_next()
    {
        Save(_far, 5);
        using (var other = Checkpoints(["a = 2"], _far))
        {
            other.SaveAtLast(new(), Origin(7));
        }
        using var checkpoints = Checkpoints(_far);

        checkpoints.GoOn();
        checkpoints.SaveAtLast(new(), Origin(9));

        Assert.Equal(5, _far.GoneOnFrom);
    }

    [Fact]
    public void Each_place_is_written_when_it_is_due_and_all_at_the_end()
    {
        var seldom = new PlaceInMemory { Every = TimeSpan.FromDays(1) };
        using var checkpoints = Checkpoints(_near, seldom);

        checkpoints.Save(new(), Origin(1));
        checkpoints.SaveAtLast(new(), Origin(2));

        Assert.Equal((2, 1), (_near.Count, seldom.Count));
        Assert.Equal(2, Newest(seldom));
    }

    [Fact]
    public void What_is_written_to_several_places_is_the_same()
    {
        using (var checkpoints = Checkpoints(_near, _far))
        {
            checkpoints.SaveAtLast(new(), Origin(3));
        }

        Assert.Equal(_near.Kept().Single().Read(), _far.Kept().Single().Read());
    }

    public void Dispose()
    {
        _near.Dispose();
        _far.Dispose();
    }

    private static CheckpointOrigin Origin(long readTo) => new("topic", IsWhole: true, Began: null, [new(0, readTo, LogPosition.Unknown)]);

    private static void Save(PlaceInMemory place, long readTo)
    {
        using var checkpoints = Checkpoints(place);
        checkpoints.SaveAtLast(new(), Origin(readTo));
    }

    private long? Newest() => Newest(_near, _far);

    private static long? Newest(params PlaceInMemory[] places)
    {
        using var checkpoints = Checkpoints(places);
        return checkpoints.Newest(static _ => null)?.Origin.ReadTo;
    }

    private static Checkpointer Checkpoints(params PlaceInMemory[] places) => Checkpoints(["a = 1"], places);

    private static Checkpointer Checkpoints(string[] settings, params PlaceInMemory[] places) => new(
        [.. places.Select(place => new CheckpointKeeper(place, new(TimeProvider.System), NullLogger.Instance))], settings, static _ => { }, static _ => { }, NullLogger.Instance);
}
