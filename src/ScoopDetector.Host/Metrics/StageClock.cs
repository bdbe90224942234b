using System.Diagnostics;
using System.Reactive.Linq;

namespace ScoopDetector.Host.Metrics;

/// <summary>Takes the time of each stage by itself, though each hands on inside its own call to the next.</summary>
/// <remarks>Once for each batch of posts, part of a pane or pane, never for each post. All stages of a run are on one thread.</remarks>
internal sealed class StageClock
{
    /// <summary>What the stages behind the one that is at work have taken, in ticks of the machine.</summary>
    private long _behind;

    /// <summary>How long a stage took for one input, those behind it left out.</summary>
    public event Action<Stage, TimeSpan>? Took;

    /// <param name="stage">What stands directly behind.</param>
    /// <param name="inputs">Of that stage.</param>
    /// <param name="trace">Begins the trace of an input; null for none.</param>
    /// <param name="done">Called when everything behind is done with an input.</param>
    public IObservable<T> Time<T>(Stage stage, IObservable<T> inputs, Func<T, Activity?>? trace = null, Action<T>? done = null) => Observable.Create<T>(observer => inputs.Subscribe(
        input =>
        {
            var before = _behind;
            _behind = 0;
            var start = Stopwatch.GetTimestamp();
            using (trace?.Invoke(input))
            {
                observer.OnNext(input);
            }
            var whole = Stopwatch.GetTimestamp() - start;
            Took?.Invoke(stage, Stopwatch.GetElapsedTime(0, whole - _behind));
            _behind = before + whole;
            done?.Invoke(input);
        },
        observer.OnError,
        observer.OnCompleted));
}

/// <summary>A part of the pipeline, as roles are.</summary>
internal enum Stage
{
    Tally,
    Score,
    Report,
}
