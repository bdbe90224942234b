namespace ScoopDetector.Benchmarks.Measuring;

/// <summary>One way of going over a stream, measured several times, each time beside the bare limit.</summary>
/// <remarks>What else the machine does hits the two of a pair about alike, and so falls out of their ratio.</remarks>
internal sealed class Pairs
{
    private readonly List<(MeasuredPass Bare, MeasuredPass Whole)> _all = [];

    public void Add(MeasuredPass bare, MeasuredPass whole) => _all.Add((bare, whole));

    public IEnumerable<MeasuredPass> Whole => _all.Select(pair => pair.Whole);

    public IEnumerable<MeasuredPass> Bare => _all.Select(pair => pair.Bare);

    /// <summary>How fast, as a share of the bare limit, by the clock.</summary>
    public double SpeedShare => Median.Of(_all.Select(pair => pair.Whole.PostsPerSecond / pair.Bare.PostsPerSecond));

    /// <summary>How many times the processor time of the bare limit a post takes.</summary>
    public double ProcessorTimes => Median.Of(_all.Select(pair => pair.Whole.ProcessorNanoseconds / pair.Bare.ProcessorNanoseconds));

    public double Middle(Func<MeasuredPass, double> figure) => Median.Of(Whole.Select(figure));

    /// <summary>Measures a pair in processes of their own, the one first or the other.</summary>
    public void Measure(PassOrder bare, PassOrder whole, bool bareFirst)
    {
        var first = MeasuredPass.InProcessOfItsOwn(bareFirst ? bare : whole);
        var second = MeasuredPass.InProcessOfItsOwn(bareFirst ? whole : bare);
        Add(bareFirst ? first : second, bareFirst ? second : first);
    }
}
