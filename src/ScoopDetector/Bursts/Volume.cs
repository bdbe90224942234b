using ScoopDetector.Terms;

namespace ScoopDetector.Bursts;

/// <summary>How many posts there were, by script: over each window, and over the past as far as each horizon remembers it.</summary>
internal sealed partial class Volume
{
    private const int Scripts = 8;

    private readonly BurstOptions _options;
    private readonly Forgetting _forgetting;
    private readonly int _firstHorizon;
    private readonly int _horizons;
    private readonly int[] _windows;
    private readonly double[] _remembered;
    private readonly int[] _inWindow;
    private readonly double[] _perUse;
    private readonly int[] _first;
    private readonly List<(int Pane, int[] Posts)> _panes = [];
    private int _updatedOn;

    /// <param name="options">Windows, horizons and the prior.</param>
    /// <param name="windows">The windows in panes.</param>
    /// <param name="forgetting">Of the horizons, among others.</param>
    /// <param name="firstHorizon">Which time constant of it is the first horizon.</param>
    public Volume(BurstOptions options, int[] windows, Forgetting forgetting, int firstHorizon)
    {
        (_options, _windows, _forgetting, _firstHorizon, _horizons) = (options, windows, forgetting, firstHorizon, options.Horizons.Count);
        _first = new int[windows.Length];
        _inWindow = new int[windows.Length * Scripts];
        _remembered = new double[options.Horizons.Count * Scripts];
        _perUse = new double[options.Horizons.Count * windows.Length * Scripts];
    }

    /// <summary>Takes in the next pane; panes without posts may be left out.</summary>
    public void Accept(int pane, int[] postsByScript)
    {
        Decay(pane);
        _panes.Add((pane, postsByScript));
        for (var script = 0; script < Scripts; script++)
        {
            if (postsByScript[script] > 0)
            {
                Add(script, postsByScript[script]);
            }
        }
        for (var window = 0; window < _windows.Length; window++)
        {
            for (; _panes[_first[window]].Pane <= pane - _windows[window]; _first[window]++)
            {
                for (var script = 0; script < Scripts; script++)
                {
                    _inWindow[(window * Scripts) + script] -= _panes[_first[window]].Posts[script];
                }
            }
        }
        for (var script = 0; script < Scripts; script++)
        {
            if (postsByScript[script] > 0)
            {
                Relate(script);
            }
        }
        Trim();
    }

    /// <summary>How many uses each use that the horizon remembers from before the window leads one to expect in it. Stands for the scripts of the latest pane.</summary>
    public double PerUse(int window, int horizon, Script script) => _perUse[Place(window, horizon, (int)script)];

    /// <summary>Posts of the script as the horizon remembers them, the latest included.</summary>
    public double Remembered(int horizon, Script script) => _remembered[(horizon * Scripts) + (int)script];

    private int Place(int window, int horizon, int script) => (((script * _windows.Length) + window) * _horizons) + horizon;

    private void Add(int script, int posts)
    {
        for (var at = script; at < _remembered.Length; at += Scripts)
        {
            _remembered[at] += posts;
        }
        for (var at = script; at < _inWindow.Length; at += Scripts)
        {
            _inWindow[at] += posts;
        }
    }

    private void Relate(int script)
    {
        for (var window = 0; window < _windows.Length; window++)
        {
            var inside = _inWindow[(window * Scripts) + script];
            for (var horizon = 0; horizon < _horizons; horizon++)
            {
                var before = Math.Max(0, _remembered[(horizon * Scripts) + script] - inside);
                _perUse[Place(window, horizon, script)] = inside / (_options.PriorPosts + before);
            }
        }
    }

    private void Decay(int now)
    {
        var kept = _forgetting.After(now - _updatedOn)[_firstHorizon..];
        for (var horizon = 0; horizon < kept.Length; horizon++)
        {
            for (var script = 0; script < Scripts; script++)
            {
                _remembered[(horizon * Scripts) + script] *= kept[horizon];
            }
        }
        _updatedOn = now;
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
