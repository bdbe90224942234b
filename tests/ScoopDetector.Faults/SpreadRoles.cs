using ScoopDetector.Host.Kafka;

namespace ScoopDetector.Faults;

/// <summary>Two tallies, one scorer and one reporter, each of which ends and begins again, here or on another machine.</summary>
internal sealed class SpreadRoles
{
    private const int MostSteps = 200;
    private const int MostRepeats = 200;

    private readonly World _world;
    private readonly JumpyClock _clock = new();
    private readonly List<(Place Place, Life Life)> _lives = [];
    private int _machines;

    private SpreadRoles(World world)
    {
        _world = world;
        foreach (var role in new[] { Role.Score, Role.Report, Role.Tally, Role.Tally })
        {
            Begin(new(role, world.Kafka.Group, world.Checkpoints.Folder));
        }
    }

    /// <param name="alerts">How many revisions are waited for at the end.</param>
    /// <param name="happened">Gets what took place.</param>
    public static string[] Live(World world, FaultPlan plan, int alerts, List<FaultKind> happened)
    {
        var roles = new SpreadRoles(world);
        try
        {
            foreach (var fault in plan.Faults)
            {
                if (roles.Suffer(fault))
                {
                    happened.Add(fault.Kind);
                }
            }
            world.Complete();
            roles.EndTallies();
            using var last = new Life(world.Kafka, roles._clock, new(Role.Tally, UntilDrained: true), world.Checkpoints);
            Eventually.ComesTrue(() => last.HasEnded);
            last.ThrowIfFailed();
            // Stopped in order, so that what one of them tells beyond that is on the topic as well.
            Eventually.ComesTrue(() => world.Alerts().Length >= alerts && roles._lives.TrueForAll(life => life.Life.Progress.IsDrained));
            roles._lives.ForEach(life => life.Life.Stop());
            return world.Alerts();
        }
        finally
        {
            roles._lives.ForEach(life => life.Life.Dispose());
            roles._lives.ForEach(life => life.Life.ThrowIfFailed());
        }
    }

    /// <returns>Whether it took place.</returns>
    private bool Suffer(Fault fault)
    {
        var chance = new Random(fault.Number);
        var (place, life) = _lives[chance.Next(_lives.Count)];
        switch (fault.Kind)
        {
            case FaultKind.Crash or FaultKind.DamagedCheckpoint:
                life.CrashAfter(chance.Next(MostSteps));
                _world.FeedTo(fault.At);
                Eventually.ComesTrue(() => life.HasEnded || HasReadAll());
                End(life);
                if (fault.Kind == FaultKind.DamagedCheckpoint)
                {
                    _world.DamageLatest(chance);
                }
                Begin(place);
                return life.HasCrashed;
            case FaultKind.Stop:
                _world.FeedTo(fault.At);
                End(life);
                Begin(place);
                break;
            case FaultKind.Outage:
                _world.FeedTo(fault.At);
                _world.Broker.GoDown();
                Eventually.ComesTrue(() => life.IsDown, TimeSpan.FromMilliseconds(chance.Next(500)));
                _world.Broker.GoUp();
                break;
            case FaultKind.Duplicates:
                _world.FeedTo(fault.At);
                Eventually.ComesTrue(HasReadAll);
                _world.Repeat(chance.Next(1, MostRepeats));
                break;
            case FaultKind.SlowPartition:
                _world.Hold(chance.Next(World.Partitions));
                _world.FeedTo(fault.At);
                Eventually.ComesTrue(HasReadAll);
                _world.Hold(null);
                _world.FeedTo(fault.At);
                break;
            case FaultKind.Reordering:
                _world.FeedTo(fault.At, shuffle: chance);
                break;
            case FaultKind.Standby:
                (place, life) = OneOfTwo(chance);
                Begin(Elsewhere(place));
                life.CrashAfter(chance.Next(MostSteps));
                _world.FeedTo(fault.At);
                Eventually.ComesTrue(() => life.HasEnded || HasReadAll());
                Remove(life);
                // Where it stood still for too long, the standby has not waited for its crash.
                if (!life.WasSuperseded)
                {
                    life.ThrowIfFailed();
                }
                break;
            case FaultKind.Rival:
                (place, life) = OneOfTwo(chance);
                Begin(Elsewhere(place) with { Group = $"rival-{_machines}" });
                _world.FeedTo(fault.At);
                Eventually.ComesTrue(() => life.HasEnded);
                Remove(life);
                return life.WasSuperseded ? true : throw new InvalidOperationException("Two have worked beside each other.");
            default:
                Begin(_lives.First(one => one.Place.Role == Role.Tally).Place);
                _world.FeedTo(fault.At);
                Eventually.ComesTrue(() => _lives[^1].Life.Progress.Partitions > 0);
                End(_lives.First(one => one.Place.Role == Role.Tally).Life);
                break;
        }
        return true;
    }

    /// <summary>Each partition has a reader, and none has anything left.</summary>
    private bool HasReadAll()
    {
        var tallies = _lives.Where(life => life.Place.Role == Role.Tally).Select(life => life.Life.Progress).ToList();
        return tallies.Sum(progress => progress.Partitions) == World.Partitions && tallies.TrueForAll(progress => progress.Partitions == 0 || progress.IsDrained);
    }

    private void EndTallies() => _lives.Where(life => life.Place.Role == Role.Tally).ToList().ForEach(life => End(life.Life));

    /// <summary>The scorer or the reporter, at work: there is one of each between two faults.</summary>
    private (Place Place, Life Life) OneOfTwo(Random chance)
    {
        var role = chance.Next(2) == 0 ? Role.Score : Role.Report;
        var one = _lives.First(one => one.Place.Role == role);
        Eventually.ComesTrue(() => one.Life.Progress.Partitions > 0);
        return one;
    }

    private Place Elsewhere(Place place) => place with { Folder = Path.Combine(_world.Folder, $"machine-{++_machines}") };

    private void Begin(Place place) =>
        _lives.Add((place, new(_world.Kafka with { Group = place.Group }, _clock, new(place.Role), _world.Checkpoints with { Folder = place.Folder })));

    private void End(Life life)
    {
        Remove(life);
        life.ThrowIfFailed();
    }

    private void Remove(Life life)
    {
        _lives.RemoveAll(one => one.Life == life);
        life.Dispose();
    }

    /// <summary>What a process begins again with, wherever it had been.</summary>
    private sealed record Place(Role Role, string Group, string Folder);
}
