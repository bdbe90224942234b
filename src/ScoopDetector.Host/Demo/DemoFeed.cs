using ScoopDetector.Host.Kafka;
using ScoopDetector.Simulation;

namespace ScoopDetector.Host.Demo;

/// <summary>Feeds the simulated stream into Kafka: first as fast as the detector learns, then at its pace.</summary>
internal sealed class DemoFeed(DemoOptions options, PostProducer producer, ConsumerProgress reader, TimeProvider clock)
{
    // The embedded broker forgets what does not fit, read or not; this is a small part of what does.
    private const int MostAhead = 20_000;

    // Pacing by the tick, as a timer is no finer than some milliseconds.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private long _nowMs = long.MinValue;
    private volatile string _state = "learning";

    /// <summary>Stream time of the last post that was fed; null before the first.</summary>
    public DateTimeOffset? Now => Interlocked.Read(ref _nowMs) is var now && now == long.MinValue ? null : DateTimeOffset.FromUnixTimeMilliseconds(now);

    /// <summary>learning, live or stopped.</summary>
    public string State => _state;

    /// <param name="learnt">Called between the learning and the showing.</param>
    /// <param name="stop">Ends the feeding.</param>
    public void Run(Action learnt, CancellationToken stop)
    {
        var read = DemoOptions.Detection.Read;
        var feed = new KafkaFeed(read, DemoOptions.Detection.Tally, producer, new(), speed: null) { Pause = () => WaitForTheReader(MostAhead, stop) };
        var showFrom = options.Simulation.Start + DemoOptions.Learning;
        var (tickEnd, begun) = (DateTimeOffset.MaxValue, 0L);
        foreach (var line in new Firehose(options.Simulation))
        {
            if (stop.IsCancellationRequested)
            {
                return;
            }
            if (_state == "learning" && line.ObservedAt >= showFrom)
            {
                feed.Flush();
                WaitForTheReader(0, stop);
                learnt();
                (_state, begun, tickEnd) = ("live", clock.GetTimestamp(), showFrom);
            }
            while (line.ObservedAt >= tickEnd && !stop.IsCancellationRequested)
            {
                feed.Flush();
                WaitUntil(begun, (tickEnd - showFrom) / options.Speed, stop);
                tickEnd += Tick * options.Speed;
            }
            Accept(feed, line, read.MaxLineBytes, stop);
        }
        feed.Complete(stop);
        _state = "stopped";
    }

    private void Accept(KafkaFeed feed, SimulatedLine line, int longest, CancellationToken stop)
    {
        feed.Accept(line.Json.Span, isOverLong: line.Json.Length > longest, stop);
        Interlocked.Exchange(ref _nowMs, line.ObservedAt.ToUnixTimeMilliseconds());
    }

    private void WaitUntil(long begun, TimeSpan due, CancellationToken stop)
    {
        if (due - clock.GetElapsedTime(begun) is { } ahead && ahead > TimeSpan.Zero)
        {
            stop.WaitHandle.WaitOne(ahead);
        }
    }

    private void WaitForTheReader(int ahead, CancellationToken stop)
    {
        while (producer.Sent - reader.Messages > ahead && !stop.IsCancellationRequested)
        {
            stop.WaitHandle.WaitOne(Tick);
        }
    }
}
