namespace ScoopDetector.Bursts;

/// <summary>How much of what was counted is still remembered after some panes: e^(-t/τ) for each time constant τ.</summary>
/// <remarks>Hot: asked for each use of each term, so the common answers are worked out beforehand, and those for one time lie side by side.</remarks>
internal sealed class Forgetting
{
    private const int Steps = 1 << 13;

    /// <summary>Beyond it nothing is left that a float could hold.</summary>
    private const double All = 104;

    private readonly double[] _perPane;
    private readonly float[] _kept;
    private readonly float[] _later;

    /// <param name="constants">The time constants τ.</param>
    /// <param name="pane">The width of a pane, in milliseconds.</param>
    public Forgetting(IEnumerable<TimeSpan> constants, int pane)
    {
        _perPane = [.. constants.Select(constant => pane / constant.TotalMilliseconds)];
        _kept = [.. Enumerable.Range(0, Steps).SelectMany(panes => _perPane.Select(share => (float)Math.Exp(-panes * share)))];
        _later = new float[_perPane.Length];
    }

    /// <summary>By time constant. Stands until the next call.</summary>
    /// <param name="panes">How many have passed, at least 0.</param>
    public ReadOnlySpan<float> After(int panes)
    {
        if (panes < Steps)
        {
            return _kept.AsSpan(panes * _perPane.Length, _perPane.Length);
        }
        for (var constant = 0; constant < _later.Length; constant++)
        {
            _later[constant] = Later(panes, constant);
        }
        return _later;
    }

    /// <param name="panes">How many have passed, at least 0.</param>
    /// <param name="constant">Which time constant, from 0.</param>
    public float After(int panes, int constant) => panes < Steps ? _kept[(panes * _perPane.Length) + constant] : Later(panes, constant);

    private float Later(int panes, int constant) => panes * _perPane[constant] is var passed && passed > All ? 0 : (float)Math.Exp(-passed);
}
