using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Sources;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Host.Tests.Sources;

/// <summary>One source at work, in virtual time: its pauses take no longer than the machine needs.</summary>
internal sealed class RunningSource : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly SourceRun _run;
    private readonly Task _running;
    private long _heard;
    private int _quiet;

    public RunningSource(string name, SourcesOptions options, VirtualClock clock, CollectingOutput output, ReadOptions? read = null, KafkaOptions? kafka = null)
    {
        (Clock, Output) = (clock, output);
        var (source, reader) = SourceCatalogue.Create(name, options, read ?? new(), new HttpClient(), clock, kafka);
        _run = new(source, reader, output, options, clock, new Random(7), NullLogger.Instance);
        _running = Task.Run(() => _run.RunAsync(_stop.Token));
    }

    public VirtualClock Clock { get; }

    public CollectingOutput Output { get; }

    public SourceHealth Health => _run.Health;

    /// <summary>Lets time pass while the source pauses, and where the test says so, until the condition holds.</summary>
    public async Task UntilAsync(Func<bool> condition, Func<bool>? mayPass = null)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (!condition())
        {
            Assert.False(deadline.IsCancellationRequested, $"Not within five minutes. {Health.Words}. {string.Join(" | ", Output.Told.TakeLast(5))}");
            Assert.False(_running.IsCompleted && !_stop.IsCancellationRequested, $"It ended: {_running.Exception}");
            PassTime(mayPass?.Invoke() == true);
            await Task.Yield();
        }
    }

    private void PassTime(bool isSilent)
    {
        if (Health.State == SourceState.Pausing && Health.NextAttempt is var next && Clock.GetUtcNow() <= next)
        {
            Clock.Advance(next - Clock.GetUtcNow() + TimeSpan.FromMilliseconds(2));
        }
        // Only when nothing has been heard for a while of the machine's own time: what is still on its way must not find the line given up.
        _quiet = isSilent && Health.State == SourceState.Listening && Health.Messages == _heard ? _quiet + 1 : 0;
        _heard = Health.Messages;
        if (_quiet >= 1_000)
        {
            _quiet = 0;
            Clock.Advance(TimeSpan.FromSeconds(31));
        }
    }

    /// <summary>Stops it as a signal would; what it has heard is published when this returns.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        Output.Gate.Set();
        await StopAsync();
        _stop.Dispose();
    }
}
