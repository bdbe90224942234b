using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Bursts;
using ScoopDetector.Host.Checkpoints;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Metrics;
using ScoopDetector.Posts;

namespace ScoopDetector.Faults;

/// <summary>One run inside this process, from its start to its end, on a thread of its own.</summary>
internal sealed class Life : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ScoopRun _run;
    private readonly Thread _thread;
    private int _steps = int.MaxValue;
    private int _alerts = int.MaxValue;
    private Exception? _fault;

    /// <param name="kafka">Which Kafka.</param>
    /// <param name="clock">The clock on the wall.</param>
    /// <param name="options">Which role.</param>
    /// <param name="checkpoints">Where they are.</param>
    /// <param name="analysed">Is told of each pane, on the thread of the run.</param>
    public Life(KafkaOptions kafka, TimeProvider clock, RunOptions options, CheckpointOptions checkpoints, Action<BurstPane>? analysed = null)
    {
        _run = new(new ScoopOptions(), kafka, clock, new DropCounts(), NullLogger.Instance) { Checkpoints = checkpoints };
        _run.Analysed += analysed;
        _run.Stages.Took += Step;
        _run.Told += _ => CrashAt(ref _alerts);
        _thread = new(() => Run(options));
        _thread.Start();
    }

    public ConsumerProgress Progress => _run.Progress;

    /// <summary>Posts that came to it when their panes were over.</summary>
    public long LeftOut => _run.Drops[Drop.Late] + _run.Drops[Drop.LeftBehind];

    /// <summary>Terms that it remembers.</summary>
    public long Terms => _run.Holdings.Terms;

    /// <summary>It ended as it was to, and not because it was stopped.</summary>
    public bool HasCrashed => _fault is Crash;

    /// <summary>It ended because another has taken its work over.</summary>
    public bool WasSuperseded => _fault is KafkaFault;

    public bool HasEnded => !_thread.IsAlive;

    public bool IsDown => _run.Links.Any(link => link.State.IsBroken);

    /// <summary>Where it stands, for whoever asks why it does not go on.</summary>
    public string Words => string.Create(
        CultureInfo.InvariantCulture,
        $"{Progress.Messages:N0} messages read of {Progress.Partitions} partitions, analysed to {Progress.Reached?.ToString(CultureInfo.InvariantCulture) ?? "nowhere"}{string.Concat(_run.Links.Select(link => $", {link.Name} {link.State.Fault ?? "up"}"))}");

    /// <summary>It ends after so many more steps of its stages, settling nothing.</summary>
    public void CrashAfter(int steps) => _steps = steps;

    /// <summary>It ends when it has told so many more alerts.</summary>
    public void CrashAfterTelling(int alerts) => _alerts = alerts;

    public void Stop()
    {
        _stop.Cancel();
        _thread.Join();
    }

    /// <summary>Rethrows what ended it, if that was no crash on purpose.</summary>
    public void ThrowIfFailed()
    {
        if (_fault is not null and not Crash)
        {
            throw new InvalidOperationException("A run failed.", _fault);
        }
    }

    public void Dispose()
    {
        Stop();
        _stop.Dispose();
    }

    private void Run(RunOptions options)
    {
        try
        {
            _run.Run(options, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // Stopped before it had begun.
        }
        catch (Exception fault)
        {
            _fault = fault;
        }
    }

    private void Step(Stage stage, TimeSpan time) => CrashAt(ref _steps);

    private static void CrashAt(ref int left)
    {
        if (left-- == 0)
        {
            throw new Crash();
        }
    }

    private sealed class Crash() : Exception("It was to crash here.");
}
