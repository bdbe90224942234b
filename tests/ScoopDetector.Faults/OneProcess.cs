using ScoopDetector.Host.Kafka;

namespace ScoopDetector.Faults;

/// <summary>Everything in one run, which ends and begins again.</summary>
internal sealed class OneProcess : IDisposable
{
    private const int MostSteps = 400;
    private const int MostAlerts = 6;
    private const int MostRepeats = 200;
    private const double MostHours = 48;

    private readonly World _world;
    private readonly List<FaultKind> _happened;
    private readonly JumpyClock _clock = new();
    private Life? _life;

    private OneProcess(World world, List<FaultKind> happened) => (_world, _happened) = (world, happened);

    /// <param name="happened">Gets what took place.</param>
    /// <returns>All that was told.</returns>
    public static string[] Live(World world, FaultPlan plan, List<FaultKind> happened)
    {
        using var process = new OneProcess(world, happened);
        foreach (var fault in plan.Faults)
        {
            process.Suffer(fault);
        }
        process.End();
        world.Complete();
        using var last = new Life(world.Kafka, process._clock, new RunOptions(UntilDrained: true), world.Checkpoints);
        if (!Eventually.ComesTrue(() => last.HasEnded))
        {
            throw new InvalidOperationException("The last run has not come to the end of the stream.");
        }
        last.ThrowIfFailed();
        return world.Alerts();
    }

    public void Dispose() => _life?.Dispose();

    private void Suffer(Fault fault)
    {
        var chance = new Random(fault.Number);
        _life ??= new(_world.Kafka, _clock, new(), _world.Checkpoints);
        switch (fault.Kind)
        {
            case FaultKind.Crash:
                CrashIn(fault, chance);
                return;
            case FaultKind.CrashWhileTelling:
                _life.CrashAfterTelling(chance.Next(MostAlerts));
                FeedAndCrash(fault);
                return;
            case FaultKind.Stop:
                _world.FeedTo(fault.At);
                Eventually.Passes(TimeSpan.FromMilliseconds(chance.Next(300)));
                End();
                break;
            case FaultKind.Outage:
                _world.FeedTo(fault.At);
                _world.Broker.GoDown();
                Eventually.ComesTrue(() => _life.IsDown || _life.HasEnded, TimeSpan.FromMilliseconds(chance.Next(500)));
                _world.Broker.GoUp();
                break;
            case FaultKind.DamagedCheckpoint:
                CrashIn(fault, chance);
                _world.DamageLatest(chance);
                return;
            case FaultKind.LostCheckpoints:
                CrashIn(fault, chance);
                _world.LoseCheckpoints();
                return;
            case FaultKind.FullDisk:
                LiveWithoutRoom(fault.At);
                break;
            case FaultKind.Duplicates:
                FeedAndCatchUp(fault.At);
                _world.Repeat(chance.Next(1, MostRepeats));
                break;
            case FaultKind.SlowPartition:
                _world.Hold(chance.Next(World.Partitions));
                FeedAndCatchUp(fault.At);
                _world.Hold(null);
                FeedAndCatchUp(fault.At);
                break;
            case FaultKind.Reordering:
                _world.FeedTo(fault.At, shuffle: chance);
                break;
            default:
                _world.FeedTo(fault.At);
                _clock.Jump(TimeSpan.FromHours((chance.NextDouble() - 0.5) * MostHours));
                break;
        }
        _happened.Add(fault.Kind);
    }

    private void CrashIn(Fault fault, Random chance)
    {
        _life!.CrashAfter(chance.Next(MostSteps));
        FeedAndCrash(fault);
    }

    /// <summary>Where the step does not come before all is read, it is stopped, and the fault has not happened.</summary>
    private void FeedAndCrash(Fault fault)
    {
        FeedAndCatchUp(fault.At);
        var life = _life!;
        End();
        if (life.HasCrashed)
        {
            _happened.Add(fault.Kind);
        }
    }

    /// <summary>The folder of the checkpoints is a file for one life.</summary>
    private void LiveWithoutRoom(double share)
    {
        End();
        var folder = _world.Checkpoints.Folder;
        var aside = $"{folder}-aside";
        var had = Directory.Exists(folder);
        if (had)
        {
            Directory.Move(folder, aside);
        }
        File.WriteAllText(folder, "");
        _life = new(_world.Kafka, _clock, new(), _world.Checkpoints);
        FeedAndCatchUp(share);
        End();
        File.Delete(folder);
        if (had)
        {
            Directory.Move(aside, folder);
        }
    }

    private void FeedAndCatchUp(double share)
    {
        _world.FeedTo(share);
        Eventually.ComesTrue(() => _life!.HasEnded || _life.Progress.IsDrained);
    }

    private void End()
    {
        var life = _life;
        _life = null;
        life?.Dispose();
        life?.ThrowIfFailed();
    }
}
