namespace ScoopDetector.Bursts;

/// <summary>How much of what was counted is still remembered after some panes: e^(-t/τ) for each time constant τ.</summary>
/// <remarks>Hot: asked for each use of each term, so the common answers are worked out beforehand.</remarks>
internal sealed class Forgetting
{
    private const int Steps = 1 << 13;

    private readonly float[][] _kept;
    private readonly double[] _perPane;

    /// <param name="constants">The time constants τ.</param>
    /// <param name="pane">The width of a pane, in milliseconds.</param>
    public Forgetting(IEnumerable<TimeSpan> constants, int pane)
    {
        _perPane = [.. constants.Select(constant => pane / constant.TotalMilliseconds)];
        _kept = [.. _perPane.Select(share => Enumerable.Range(0, Steps).Select(panes => (float)Math.Exp(-panes * share)).ToArray())];
    }

    /// <param name="panes">How many have passed, at least 0.</param>
    /// <param name="constant">Which time constant, from 0.</param>
    public float After(int panes, int constant) => panes < Steps ? _kept[constant][panes] : (float)Math.Exp(-panes * _perPane[constant]);
}
