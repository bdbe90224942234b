using ScoopDetector.Alerts;
using ScoopDetector.Bursts;
using ScoopDetector.Events;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;

namespace ScoopDetector;

/// <summary>All that can be set about the detection, stage by stage. The defaults are what the measured figures were got with.</summary>
public sealed record ScoopOptions
{
    public ReadOptions Read { get; init; } = new();

    public TallyOptions Tally { get; init; } = new();

    public BurstOptions Bursts { get; init; } = new();

    public EventOptions Events { get; init; } = new();

    public AlertOptions Alerts { get; init; } = new();
}
