using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Checkpoints;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Tests.Kafka;

/// <summary>One process of a deployment, on a thread of the test.</summary>
internal sealed class RunningRole : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ScoopRun _run;
    private readonly Task _task;

    public RunningRole(KafkaOptions kafka, TimeProvider clock, RunOptions options, ScoopOptions? scoop = null, CheckpointOptions? checkpoints = null, ILogger? log = null)
    {
        _run = new ScoopRun(scoop ?? new ScoopOptions(), kafka, clock, Drops, log ?? NullLogger.Instance) { Checkpoints = checkpoints };
        _task = Task.Factory.StartNew(() => _run.Run(options, _stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public DropCounts Drops { get; } = new();

    public ScoopRun Run => _run;

    public ConsumerProgress Progress => _run.Progress;

    public bool IsDown => _run.Links.Any(link => link.State.IsBroken);

    public bool HasEnded => _task.IsCompleted;

    /// <summary>As SIGTERM does.</summary>
    public Task Stop()
    {
        _stop.Cancel();
        return Ended();
    }

    /// <summary>Rethrows what ended it.</summary>
    public async Task Ended()
    {
        await Eventually.Holds(() => HasEnded);
        await _task;
    }

    public void Dispose()
    {
        _stop.Cancel();
        ((IAsyncResult)_task).AsyncWaitHandle.WaitOne();
        _stop.Dispose();
    }
}
