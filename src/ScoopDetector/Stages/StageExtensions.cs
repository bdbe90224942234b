using System.Reactive.Linq;

namespace ScoopDetector.Stages;

public static class StageExtensions
{
    extension<TIn>(IObservable<TIn> inputs)
    {
        /// <summary>Runs the inputs through a stage of its own for each subscriber.</summary>
        /// <remarks>Synchronous: the stage has done its work when <c>OnNext</c> returns, so that whoever feeds the stream
        /// feels the back-pressure and may then acknowledge.</remarks>
        public IObservable<TOut> Through<TOut>(Func<IStage<TIn, TOut>> stage) =>
            Observable.Create<TOut>(observer =>
            {
                var own = stage();
                Action<TOut> emit = observer.OnNext;
                return inputs.Subscribe(
                    input => own.Accept(input, emit),
                    observer.OnError,
                    () =>
                    {
                        own.Complete(emit);
                        observer.OnCompleted();
                    });
            });
    }
}
