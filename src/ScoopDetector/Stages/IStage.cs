namespace ScoopDetector.Stages;

/// <summary>One step of the pipeline: a plain class without IO, driven alike by Rx, by Kafka and by tests.</summary>
/// <remarks>Called by one thread at a time. <c>emit</c> is called before the method returns, never later.</remarks>
public interface IStage<in TIn, out TOut>
{
    void Accept(TIn input, Action<TOut> emit);

    /// <summary>The input has ended for good: what is still held is passed on.</summary>
    void Complete(Action<TOut> emit) { }
}
