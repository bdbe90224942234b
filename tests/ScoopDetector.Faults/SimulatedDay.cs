using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Alerts;
using ScoopDetector.Bursts;
using ScoopDetector.Host.Checkpoints;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Simulation;

namespace ScoopDetector.Faults;

/// <summary>A long simulated stream with a fault every ten minutes of it, fed in step with its reader, and held against an undisturbed replay of the same lines.</summary>
internal sealed class SimulatedDay : IDisposable
{
    private const int MostSteps = 400;
    private const int MostAlerts = 6;
    private const int MostRepeats = 200;
    private const double MostHours = 48;

    /// <summary>So many lines are handed over before it is looked where the reader is.</summary>
    private const int AtATime = 4_000;

    /// <summary>At more a second, what is read again after ten minutes without a checkpoint is more than the embedded broker keeps.</summary>
    private const double MostForALongWay = 50;

    private static readonly TimeSpan FaultEvery = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Often = TimeSpan.FromSeconds(1);

    /// <summary>What is known of a dense stream is hundreds of megabytes, and what is read in this time is less than the embedded broker keeps.</summary>
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(4);

    /// <summary>So many lines may be on their way to the reader: the embedded broker keeps a few times as many.</summary>
    private const double MostOnTheWay = 30_000;

    /// <summary>Of a dense stream: the panes that are open, and their patience.</summary>
    private static readonly TimeSpan LeastBehind = TimeSpan.FromSeconds(25);

    /// <summary>Of a thin one: it is to be there when the next fault comes.</summary>
    private static readonly TimeSpan MostBehind = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan WithoutRoom = TimeSpan.FromMinutes(2);

    private static readonly FaultKind[] Always = [FaultKind.Crash, FaultKind.CrashWhileTelling, FaultKind.Stop, FaultKind.Outage, FaultKind.Duplicates, FaultKind.ClockJump];

    private readonly SimulationOptions _simulation;
    private readonly TextWriter _output;
    private readonly Random _chance;
    private readonly World _world = new(new([], []));
    private readonly JumpyClock _clock = new();
    private readonly CheckpointOptions _checkpoints;
    private readonly Dictionary<long, int> _panes = [];
    private readonly SortedDictionary<FaultKind, int> _happened = [];
    private readonly List<string> _told = [];
    private readonly ConcurrentBag<TimeSpan> _restarts = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _newsroom;
    private readonly IEnumerator<SimulatedLine> _lines;
    private readonly FaultKind[] _kinds;
    private readonly TimeSpan _behind;
    private readonly long _began = Stopwatch.GetTimestamp();
    private Life _life;
    private FaultKind? _armed;
    private long _fed;
    private long _leftOut;

    // By any life: one that has only begun has nothing to analyse where the one before it had come to the end of what was fed.
    private long _analysedTo = long.MinValue;
    private bool _hasMore;

    private SimulatedDay(SimulationOptions simulation, int seed, TextWriter output)
    {
        (_simulation, _output, _chance) = (simulation, output, new(seed));
        _kinds = simulation.PostsPerSecond <= MostForALongWay ? [.. Always, FaultKind.DamagedCheckpoint, FaultKind.FullDisk] : Always;
        _behind = TimeSpan.FromSeconds(Math.Clamp(MostOnTheWay / simulation.PostsPerSecond, LeastBehind.TotalSeconds, MostBehind.TotalSeconds));
        _checkpoints = _world.Checkpoints with { Every = simulation.PostsPerSecond <= MostForALongWay ? Often : Seldom };
        _lines = new Firehose(simulation).GetEnumerator();
        _hasMore = _lines.MoveNext();
        _life = Begin();
        _newsroom = new(() => new AlertFollower(_world.Kafka, new BrokerLink("newsroom", _world.Kafka.BootstrapServers, TimeProvider.System, NullLogger.Instance)).Run(Hear, _stop.Token));
        _newsroom.Start();
    }

    /// <summary>Lives through it, and prints how it went.</summary>
    /// <returns>Whether all is well.</returns>
    public static bool Live(double hours, double rate, int seed, TextWriter output)
    {
        var simulation = new SimulationOptions { Seed = (ulong)seed, Hours = hours, PostsPerSecond = rate, Warmup = TimeSpan.FromHours(Math.Min(1, hours / 2)) };
        // Beside it, on another core, for the sake of time.
        var undisturbed = Task.Factory.StartNew(() => Undisturbed.Of(new Firehose(simulation).Select(line => line.Json)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        using var day = new SimulatedDay(simulation, seed, output);
        day.Live();
        return day.Compare(undisturbed.GetAwaiter().GetResult());
    }

    public void Dispose()
    {
        _life.Dispose();
        _stop.Cancel();
        _newsroom.Join();
        _stop.Dispose();
        _lines.Dispose();
        _world.Dispose();
    }

    private void Live()
    {
        var end = _simulation.Start + TimeSpan.FromHours(_simulation.Hours);
        var hour = _simulation.Start;
        for (var at = _simulation.Start + FaultEvery; at < end; at += FaultEvery)
        {
            FeedTo(at);
            if (at - hour >= TimeSpan.FromHours(1))
            {
                hour = at;
                Say(hour);
            }
            Suffer(_chance.GetItems(_kinds, 1)[0]);
        }
        FeedTo(DateTimeOffset.MaxValue);
        Say(end);
        End();
        _world.Complete();
        _life = Begin(untilDrained: true);
        if (!Eventually.ComesTrue(() => _life.HasEnded))
        {
            throw new InvalidOperationException("The last run has not come to the end of the stream.");
        }
        _life.ThrowIfFailed();
    }

    private void FeedTo(DateTimeOffset moment)
    {
        while (_hasMore && _lines.Current.ObservedAt < moment)
        {
            var at = _lines.Current.ObservedAt;
            for (var i = 0; i < AtATime && _hasMore && _lines.Current.ObservedAt < moment; i++, _hasMore = _lines.MoveNext())
            {
                at = _lines.Current.ObservedAt;
                _world.Feed(_lines.Current.Json.Span);
                _fed++;
            }
            _world.Settle();
            KeepUp(at - _behind);
        }
    }

    /// <summary>Waits until it is analysed up to here; who has crashed begins again.</summary>
    private void KeepUp(DateTimeOffset moment)
    {
        if (moment <= _simulation.Start)
        {
            return;
        }
        while (!Eventually.ComesTrue(() => _life.HasEnded || Interlocked.Read(ref _analysedTo) >= moment.ToUnixTimeMilliseconds()) || _life.HasEnded)
        {
            if (!_life.HasEnded)
            {
                throw new InvalidOperationException($"It does not come to {moment.ToUnixTimeMilliseconds()}: {_life.Words}.");
            }
            End();
            _life = Begin();
        }
    }

    private void Suffer(FaultKind kind)
    {
        switch (kind)
        {
            case FaultKind.Crash or FaultKind.DamagedCheckpoint:
                _armed = kind;
                _life.CrashAfter(_chance.Next(MostSteps));
                return;
            case FaultKind.CrashWhileTelling:
                _armed = kind;
                _life.CrashAfterTelling(_chance.Next(MostAlerts));
                return;
            case FaultKind.Stop:
                End();
                _life = Begin();
                break;
            case FaultKind.Outage:
                _world.Broker.GoDown();
                Eventually.ComesTrue(() => _life.IsDown || _life.HasEnded, TimeSpan.FromMilliseconds(_chance.Next(500)));
                _world.Broker.GoUp();
                break;
            case FaultKind.FullDisk:
                LiveWithoutRoom();
                break;
            case FaultKind.Duplicates:
                _world.Repeat(_chance.Next(1, MostRepeats));
                break;
            default:
                _clock.Jump(TimeSpan.FromHours((_chance.NextDouble() - 0.5) * MostHours));
                break;
        }
        Count(kind);
    }

    /// <summary>The folder of the checkpoints is a file for a while. Nothing else befalls it meanwhile: what it would begin with is out of the way.</summary>
    private void LiveWithoutRoom()
    {
        var aside = $"{_checkpoints.Folder}-aside";
        _life.CrashAfter(int.MaxValue);
        _life.CrashAfterTelling(int.MaxValue);
        // A life that has only begun may have none yet.
        Directory.CreateDirectory(_checkpoints.Folder);
        Directory.Move(_checkpoints.Folder, aside);
        File.WriteAllText(_checkpoints.Folder, "");
        FeedTo(_lines.Current.ObservedAt + WithoutRoom);
        File.Delete(_checkpoints.Folder);
        Directory.Move(aside, _checkpoints.Folder);
    }

    private Life Begin(bool untilDrained = false)
    {
        var (since, isAnalysing) = (Stopwatch.GetTimestamp(), false);
        return new(_world.Kafka, _clock, new(UntilDrained: untilDrained), _checkpoints, pane =>
        {
            if (!isAnalysing)
            {
                isAnalysing = true;
                _restarts.Add(Stopwatch.GetElapsedTime(since));
            }
            Note(pane);
        });
    }

    private void End()
    {
        _life.Dispose();
        _leftOut += _life.LeftOut;
        _life.ThrowIfFailed();
        if (_life.HasCrashed && _armed is { } kind)
        {
            if (kind == FaultKind.DamagedCheckpoint)
            {
                _world.DamageLatest(_chance);
            }
            Count(kind);
        }
        _armed = null;
    }

    private void Count(FaultKind kind) => _happened[kind] = _happened.GetValueOrDefault(kind) + 1;

    /// <summary>A pane that is analysed again takes the place of what was analysed before.</summary>
    private void Note(BurstPane pane)
    {
        lock (_panes)
        {
            _panes[pane.Pane.Start] = pane.Posts;
            Interlocked.Exchange(ref _analysedTo, Math.Max(_analysedTo, pane.Pane.End));
        }
    }

    private void Hear(Alert alert)
    {
        lock (_told)
        {
            _told.Add(Encoding.UTF8.GetString(AlertJson.Write(alert)));
        }
    }

    private void Say(DateTimeOffset hour) => _output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"hour {(hour - _simulation.Start).TotalHours:0.#}: {_fed:N0} lines, {GC.GetTotalMemory(forceFullCollection: true) >> 20:N0} MB held, {Environment.WorkingSet >> 20:N0} MB working set, {_life.Terms:N0} terms, {_happened.Values.Sum()} faults, {Stopwatch.GetElapsedTime(_began).TotalSeconds:0} s"));

    private bool Compare(Undisturbed undisturbed)
    {
        Eventually.ComesTrue(() => Told().Length >= undisturbed.Alerts.Count, TimeSpan.FromSeconds(5));
        var (told, tallied) = (Told(), _panes.Values.Sum(posts => (long)posts));
        var differ = undisturbed.Panes.Count(pane => pane.Value != _panes.GetValueOrDefault(pane.Key)) + _panes.Keys.Count(pane => !undisturbed.Panes.ContainsKey(pane) && _panes[pane] > 0);
        var (lost, extra) = (undisturbed.Alerts.Except(told).Count(), told.Except(undisturbed.Alerts).Count() + told.Length - told.Distinct().Count());
        var drops = string.Join(" + ", undisturbed.Drops.All().Where(drop => drop.Count > 0).Select(drop => string.Create(CultureInfo.InvariantCulture, $"{drop.Count:N0} {drop.Reason}")));
        _output.WriteLine($"faults: {string.Join(", ", _happened.Select(fault => $"{fault.Value} {fault.Key}"))}");
        TimeSpan[] restarts = [.. _restarts.Order()];
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{restarts.Length} starts: the first pane is analysed after {restarts[restarts.Length / 2].TotalSeconds:0.0} s in the median, {restarts[^1].TotalSeconds:0.0} s at worst"));
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{undisturbed.Lines:N0} lines = {undisturbed.Posts:N0} posts + {undisturbed.Withdrawals:N0} withdrawals + {drops}{(undisturbed.Balances ? "" : ": THAT IS NOT SO")}"));
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tallied:N0} posts tallied in spite of the faults, {_leftOut + _life.LeftOut:N0} left out as late; {differ:N0} of {undisturbed.Panes.Count:N0} panes differ"));
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{told.Length:N0} revisions told: {lost} lost, {extra} extra{(told.SequenceEqual(undisturbed.Alerts) ? ", in the same order" : "")}; {Stopwatch.GetElapsedTime(_began).TotalSeconds:0} s"));
        return undisturbed.Balances && differ == 0 && lost == 0 && extra == 0;
    }

    private string[] Told()
    {
        lock (_told)
        {
            return [.. _told];
        }
    }
}
