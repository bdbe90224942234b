using System.Collections;

namespace ScoopDetector.Simulation;

/// <summary>A firehose of short posts with known events in it, in order of observation.</summary>
/// <remarks>Streamed: memory grows with what is under way (events that unfold, deletes to come), not with the length of the stream.
/// Each enumeration begins anew and yields the same bytes. The options are taken as valid; whoever reads them from people validates them.</remarks>
public sealed class Firehose(SimulationOptions options) : IEnumerable<SimulatedLine>
{
    public SimulationOptions Options => options;

    /// <inheritdoc/>
    public IEnumerator<SimulatedLine> GetEnumerator() => new FirehoseRun(options).Lines().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
