using ScoopDetector.Host.Kafka;

namespace ScoopDetector.Faults;

/// <summary>Two tallies, one scorer and one reporter, each of which ends and begins again.</summary>
internal sealed class SpreadRoles
{
    private const int MostSteps = 200;
    private const int MostRepeats = 200;

    private readonly World _world;
    private readonly JumpyClock _clock = new();
    private readonly List<(Role Role, Life Life)> _lives = [];

    private SpreadRoles(World world)
    {
        _world = world;
        Begin(Role.Score);
        Begin(Role.Report);
        Begin(Role.Tally);
        Begin(Role.Tally);
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
            Eventually.Holds(() => last.HasEnded);
            last.ThrowIfFailed();
            // Stopped in order, so that what one of them tells beyond that is on the topic as well.
            Eventually.Holds(() => world.Alerts().Length >= alerts && roles._lives.TrueForAll(life => life.Life.Progress.IsDrained));
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
        var (role, life) = _lives[chance.Next(_lives.Count)];
        switch (fault.Kind)
        {
            case FaultKind.Crash or FaultKind.DamagedCheckpoint:
                life.CrashAfter(chance.Next(MostSteps));
                _world.FeedTo(fault.At);
                Eventually.Holds(() => life.HasEnded || HasReadAll());
                End(life);
                if (fault.Kind == FaultKind.DamagedCheckpoint)
                {
                    _world.DamageLatest(chance);
                }
                Begin(role);
                return life.HasCrashed;
            case FaultKind.Stop:
                _world.FeedTo(fault.At);
                End(life);
                Begin(role);
                break;
            case FaultKind.Outage:
                _world.FeedTo(fault.At);
                _world.Broker.GoDown();
                Eventually.Holds(() => life.IsDown, TimeSpan.FromMilliseconds(chance.Next(500)));
                _world.Broker.GoUp();
                break;
            case FaultKind.Duplicates:
                _world.FeedTo(fault.At);
                Eventually.Holds(HasReadAll);
                _world.Repeat(chance.Next(1, MostRepeats));
                break;
            default:
                Begin(Role.Tally);
                _world.FeedTo(fault.At);
                Eventually.Holds(() => _lives[^1].Life.Progress.Partitions > 0);
                End(_lives.First(one => one.Role == Role.Tally).Life);
                break;
        }
        return true;
    }

    /// <summary>Each partition has a reader, and none has anything left.</summary>
    private bool HasReadAll()
    {
        var tallies = _lives.Where(life => life.Role == Role.Tally).Select(life => life.Life.Progress).ToList();
        return tallies.Sum(progress => progress.Partitions) == World.Partitions && tallies.TrueForAll(progress => progress.Partitions == 0 || progress.IsDrained);
    }

    private void EndTallies() => _lives.Where(life => life.Role == Role.Tally).ToList().ForEach(life => End(life.Life));

    private void Begin(Role role) => _lives.Add((role, new(_world.Kafka, _clock, new(role), _world.Checkpoints)));

    private void End(Life life)
    {
        life.Dispose();
        life.ThrowIfFailed();
        _lives.RemoveAll(one => one.Life == life);
    }
}
