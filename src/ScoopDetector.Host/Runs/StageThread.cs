using System.Collections.Concurrent;
using System.Reactive.Subjects;

namespace ScoopDetector.Host.Runs;

/// <summary>Runs a stage of the pipeline on a thread of its own, behind a bounded queue.</summary>
/// <remarks>Items pass in order, so what comes out does not depend on who was faster. A replay is parted where Kafka may part it too: reading and tallying, scoring, and reporting
/// share its work, and as each is at times the slowest, no two threads would keep two cores busy.</remarks>
internal sealed class StageThread<T> : IDisposable
{
    /// <summary>Bundles. Few, so that most of what waits is used and gone before the collector first looks: what it finds alive it must copy.</summary>
    private const int MostWaiting = 8;

    private readonly BlockingCollection<T[]> _queue = new(MostWaiting);
    private readonly int _bundleSize;
    private readonly List<T> _bundle = [];
    private readonly Task _work;
    private volatile bool _isAbandoned;

    /// <param name="bundleSize">How many items are handed on together: many are cheaper, but the first of them waits for the last.</param>
    /// <param name="stage">Subscribes the stage.</param>
    public StageThread(int bundleSize, Func<IObservable<T>, IDisposable> stage)
    {
        _bundleSize = bundleSize;
        _work = Task.Factory.StartNew(() => Work(stage), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public void Add(T item)
    {
        _bundle.Add(item);
        if (_bundle.Count >= _bundleSize)
        {
            HandOn();
        }
    }

    /// <summary>Nothing more will come; returns when everything is done, or throws what went wrong there.</summary>
    public void Complete()
    {
        HandOn();
        _queue.CompleteAdding();
        _work.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        if (!_queue.IsAddingCompleted)
        {
            // What feeds it was stopped or has failed: what waits is of no use any more.
            _isAbandoned = true;
            _queue.CompleteAdding();
            ((IAsyncResult)_work).AsyncWaitHandle.WaitOne();
        }
        _queue.Dispose();
    }

    private void HandOn()
    {
        // If the stage has failed, nobody will ever make room.
        while (!_queue.TryAdd([.. _bundle], TimeSpan.FromSeconds(1)))
        {
            if (_work.IsCompleted)
            {
                _work.GetAwaiter().GetResult();
            }
        }
        _bundle.Clear();
    }

    private void Work(Func<IObservable<T>, IDisposable> stage)
    {
        using var items = new Subject<T>();
        using var subscribed = stage(items);
        foreach (var bundle in _queue.GetConsumingEnumerable())
        {
            if (_isAbandoned)
            {
                return;
            }
            foreach (var item in bundle)
            {
                items.OnNext(item);
            }
        }
        if (!_isAbandoned)
        {
            items.OnCompleted();
        }
    }
}
