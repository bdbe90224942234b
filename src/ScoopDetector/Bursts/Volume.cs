using ScoopDetector.Tallies;
using ScoopDetector.Terms;

namespace ScoopDetector.Bursts;

/// <summary>How many posts there were, by script: over each window, and over the past as far as each horizon remembers it.</summary>
internal sealed class Volume
{
    private const int Scripts = 8;

    private readonly Forgetting _forgetting;
    private readonly long[] _windows;
    private readonly double[,] _remembered;
    private readonly int[,] _inWindow;
    private readonly int[] _first;
    private readonly List<(long Start, IReadOnlyList<int> Posts)> _panes = [];
    private long _updated = long.MinValue;

    public Volume(BurstOptions options, Forgetting forgetting)
    {
        _forgetting = forgetting;
        _windows = [.. options.Windows.Select(window => (long)window.TotalMilliseconds)];
        _first = new int[_windows.Length];
        _inWindow = new int[_windows.Length, Scripts];
        _remembered = new double[options.Horizons.Count, Scripts];
    }

    /// <summary>Takes in the next pane; panes without posts may be left out.</summary>
    public void Accept(PaneTally tally)
    {
        Decay(tally.Pane.Start);
        _panes.Add((tally.Pane.Start, tally.PostsByScript));
        for (var script = 0; script < Scripts; script++)
        {
            var posts = tally.PostsByScript[script];
            for (var horizon = 0; horizon < _remembered.GetLength(0); horizon++)
            {
                _remembered[horizon, script] += posts;
            }
            for (var window = 0; window < _windows.Length; window++)
            {
                _inWindow[window, script] += posts;
            }
        }
        for (var window = 0; window < _windows.Length; window++)
        {
            for (; _panes[_first[window]].Start <= tally.Pane.Start - _windows[window]; _first[window]++)
            {
                for (var script = 0; script < Scripts; script++)
                {
                    _inWindow[window, script] -= _panes[_first[window]].Posts[script];
                }
            }
        }
        Trim();
    }

    /// <summary>Posts of the script in the window that ends with the latest pane.</summary>
    public int InWindow(int window, Script script) => _inWindow[window, (int)script];

    /// <summary>Posts of the script as the horizon remembers them, the latest included.</summary>
    public double Remembered(int horizon, Script script) => _remembered[horizon, (int)script];

    private void Decay(long now)
    {
        if (_updated != long.MinValue)
        {
            for (var horizon = 0; horizon < _remembered.GetLength(0); horizon++)
            {
                var kept = _forgetting.After(now - _updated, horizon);
                for (var script = 0; script < Scripts; script++)
                {
                    _remembered[horizon, script] *= kept;
                }
            }
        }
        _updated = now;
    }

    private void Trim()
    {
        var gone = _first[^1];
        if (gone > 4096)
        {
            _panes.RemoveRange(0, gone);
            for (var window = 0; window < _first.Length; window++)
            {
                _first[window] -= gone;
            }
        }
    }
}
