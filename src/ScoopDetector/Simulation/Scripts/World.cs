namespace ScoopDetector.Simulation.Scripts;

/// <summary>What all scripts share.</summary>
/// <param name="EndMs">Where the stream ends, in milliseconds since 1970.</param>
internal sealed record World(SimulationOptions Options, Crowd Crowd, Transport Transport, SmallTalk SmallTalk, long EndMs)
{
    public long StartMs { get; } = Options.Start.ToUnixTimeMilliseconds();
}
