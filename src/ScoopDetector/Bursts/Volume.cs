using ScoopDetector.Tallies;
using ScoopDetector.Terms;

namespace ScoopDetector.Bursts;

/// <summary>How many posts there were, by script: over each window, and over the past as far as each horizon remembers it.</summary>
internal sealed class Volume(BurstOptions options, int paneWidth)
{
    private const int Scripts = 8;

    private readonly int _windowPanes = (int)(options.Windows[^1].TotalMilliseconds / paneWidth);
    private readonly double[,] _remembered = new double[options.Horizons.Count, Scripts];
    private readonly int[,] _inWindow = new int[options.Windows.Count, Scripts];
    private readonly List<(long Pane, int[] Posts)> _panes = [];
    private int _first;
    private long _updated = long.MinValue;

    /// <summary>Takes in the next pane; panes without posts may be left out.</summary>
    public void Accept(PaneTally tally)
    {
        var number = tally.Pane.Number();
        Decay(number);
        for (var script = 0; script < Scripts; script++)
        {
            for (var horizon = 0; horizon < options.Horizons.Count; horizon++)
            {
                _remembered[horizon, script] += tally.PostsByScript[script];
            }
        }
        _panes.Add((number, [.. tally.PostsByScript]));
        while (_panes[_first].Pane <= number - _windowPanes)
        {
            _first++;
        }
        if (_first > 4096)
        {
            _panes.RemoveRange(0, _first);
            _first = 0;
        }
        SumWindows(number);
    }

    /// <summary>Posts of the script in the window that ends with the latest pane.</summary>
    public int InWindow(int window, Script script) => _inWindow[window, (int)script];

    /// <summary>Posts of the script as the horizon remembers them, the latest included.</summary>
    public double Remembered(int horizon, Script script) => _remembered[horizon, (int)script];

    private void Decay(long number)
    {
        if (_updated != long.MinValue)
        {
            var passed = (double)(number - _updated) * paneWidth;
            for (var horizon = 0; horizon < options.Horizons.Count; horizon++)
            {
                var kept = Math.Exp(-passed / options.Horizons[horizon].TotalMilliseconds);
                for (var script = 0; script < Scripts; script++)
                {
                    _remembered[horizon, script] *= kept;
                }
            }
        }
        _updated = number;
    }

    private void SumWindows(long number)
    {
        Array.Clear(_inWindow);
        for (var i = _panes.Count - 1; i >= _first; i--)
        {
            var age = (number - _panes[i].Pane) * paneWidth;
            for (var window = options.Windows.Count - 1; window >= 0 && age < options.Windows[window].TotalMilliseconds; window--)
            {
                for (var script = 0; script < Scripts; script++)
                {
                    _inWindow[window, script] += _panes[i].Posts[script];
                }
            }
        }
    }
}
