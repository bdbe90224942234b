using System.Collections.Concurrent;
using System.Reactive.Subjects;

namespace ScoopDetector.Host.Runs;

/// <summary>Runs the second half of a pipeline on a thread of its own, behind a bounded queue.</summary>
/// <remarks>Items pass in order, so what comes out does not depend on who was faster. Reading and tallying is about one half of a replay's work, scoring and reporting the other;
/// they are parted where Kafka may part them too.</remarks>
internal sealed class SecondThread<T> : IDisposable
{
    private const int MostWaiting = 256;
    private const int Bundle = 64;

    private readonly BlockingCollection<T[]> _queue = new(MostWaiting);
    private readonly List<T> _bundle = new(Bundle);
    private readonly Task _work;

    /// <param name="half">Subscribes the second half.</param>
    public SecondThread(Func<IObservable<T>, IDisposable> half) =>
        _work = Task.Factory.StartNew(() => Work(half), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public void Add(T item)
    {
        _bundle.Add(item);
        if (_bundle.Count == Bundle)
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
            // The first half was stopped or has failed: what waits is of no use any more.
            _queue.CompleteAdding();
            ((IAsyncResult)_work).AsyncWaitHandle.WaitOne();
        }
        _queue.Dispose();
    }

    private void HandOn()
    {
        // If the other half has failed, nobody will ever make room.
        while (!_queue.TryAdd([.. _bundle], TimeSpan.FromSeconds(1)))
        {
            if (_work.IsCompleted)
            {
                _work.GetAwaiter().GetResult();
            }
        }
        _bundle.Clear();
    }

    private void Work(Func<IObservable<T>, IDisposable> half)
    {
        using var items = new Subject<T>();
        using var subscribed = half(items);
        foreach (var item in _queue.GetConsumingEnumerable().SelectMany(bundle => bundle))
        {
            items.OnNext(item);
        }
        items.OnCompleted();
    }
}
