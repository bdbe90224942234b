using ScoopDetector.Terms;

namespace ScoopDetector.Bursts;

/// <summary>Holds the independent voices of one term against its baseline, window by window. What it found stands until the next test.</summary>
internal sealed class BurstTest
{
    private readonly BurstOptions _options;
    private readonly TermLearner _terms;
    private readonly RecentVoices _recent;
    private readonly WithdrawnPosts _withdrawn;
    private readonly VoiceCounter _counter = new();
    private readonly HashSet<ulong> _authors = [];
    private readonly int _horizons;

    // In milliseconds.
    private readonly double[] _windows;

    // The recent uses, the latest first.
    private readonly uint[] _posts;
    private readonly uint[] _numbers;
    private readonly float[] _taughtBy;
    private int _uses;

    // By window: how many of the uses lie inside, what these taught, and how far back the uses kept reach, 1 where they cover the window.
    private readonly int[] _inside;
    private readonly double[] _taught;
    private readonly double[] _reach;
    private int _longestAbove;

    public BurstTest(BurstOptions options, TermLearner terms, RecentVoices recent, WithdrawnPosts withdrawn)
    {
        (_options, _terms, _recent, _withdrawn) = (options, terms, recent, withdrawn);
        (_posts, _numbers, _taughtBy) = (new uint[options.MaxUses], new uint[options.MaxUses], new float[options.MaxUses]);
        var windows = options.Windows.Count;
        (_horizons, _windows) = (options.Horizons.Count, [.. options.Windows.Select(window => window.TotalMilliseconds)]);
        (_inside, _taught, _reach) = (new int[windows], new double[windows], new double[windows]);
    }

    /// <summary>The window in which the term is most surprising.</summary>
    public int Window { get; private set; }

    /// <summary>Independent voices there.</summary>
    public int Independent { get; private set; }

    /// <summary>How many are usual there.</summary>
    public double Usual { get; private set; }

    public double Surprise { get; private set; }

    /// <summary>Authors in the longest window in which the term is above its usual.</summary>
    public int Authors { get; private set; }

    /// <summary>The uses that make up the burst, by their numbers in the <see cref="UseLog"/>.</summary>
    public ReadOnlySpan<uint> Uses => _numbers.AsSpan(0, _inside[_longestAbove]);

    /// <param name="term">The term.</param>
    /// <param name="cell">What is remembered of it.</param>
    /// <param name="past">How many panes of past there are.</param>
    /// <param name="end">The end of the pane, in milliseconds.</param>
    public bool Passes(TermId term, in TermCell cell, int past, long end)
    {
        var windows = WindowsWithPast(past);
        Walk(cell);
        return _uses >= _options.MinVoices && Measure(term, cell, windows, end) && Weigh(term, cell, windows);
    }

    /// <summary>The burst as it was found, with its voices.</summary>
    public Burst Describe(TermId term, float bits, float earlier)
    {
        var voices = new List<Voice>(Authors);
        _authors.Clear();
        for (var i = _inside[_longestAbove] - 1; i >= 0; i--)
        {
            var voice = _recent[_posts[i]];
            if (!_withdrawn.Contains(voice.Post) && _authors.Add(voice.Post.AuthorHash))
            {
                voices.Add(voice);
            }
        }
        return new(term, _options.Windows[Window], Independent, Usual, Surprise, bits, earlier, voices.ToArray());
    }

    /// <summary>A window can be judged once at least as much past lies before it: until then everything in it is new.</summary>
    private int WindowsWithPast(int past)
    {
        var windows = 0;
        while (windows < _windows.Length && past + 1 >= 2 * _terms.WindowsInPanes[windows])
        {
            windows++;
        }
        return windows;
    }

    private void Walk(in TermCell cell)
    {
        _uses = 0;
        var first = _recent.FirstInLongest;
        var number = cell.LastUse;
        while (number != 0 && _uses < _posts.Length && _terms.Log.TryGet(number, out var use) && (int)(use.Post - first) >= 0)
        {
            (_posts[_uses], _numbers[_uses], _taughtBy[_uses]) = (use.Post, number, use.Taught);
            _uses++;
            number = use.Back == 0 ? 0 : number - use.Back;
        }
    }

    /// <summary>Measures the windows, and tells whether the uses alone, copies included, would be enough in any: for most terms they are not, and nobody need be told apart.</summary>
    private bool Measure(TermId term, in TermCell cell, int windows, long end)
    {
        // Uses beyond the number kept, and posts beyond the number kept, are not known: a window then begins where knowledge begins.
        var knownFrom = _uses == _posts.Length ? _recent[_posts[_uses - 1]].Post.ObservedAt : _recent.KnownFrom;
        var (at, taught, may) = (0, 0.0, false);
        for (var window = 0; window < windows; window++)
        {
            for (var first = _recent.FirstIn(window); at < _uses && (int)(_posts[at] - first) >= 0; at++)
            {
                taught += _taughtBy[at];
            }
            (_inside[window], _taught[window]) = (at, taught);
            var length = _windows[window];
            _reach[window] = knownFrom > end - length ? Math.Clamp((end - knownFrom) / length, 0.001, 1) : 1;
            may = may || (at >= _options.MinVoices && at >= _options.MinRatio * Expected(term, cell, 0, window).Mean
                && IsSurprising(term, cell, window, at));
        }
        return may;
    }

    private bool Weigh(TermId term, in TermCell cell, int windows)
    {
        (Surprise, _longestAbove) = (0, -1);
        _counter.Begin();
        var at = 0;
        for (var window = 0; window < windows; window++)
        {
            for (; at < _inside[window]; at++)
            {
                var voice = _recent[_posts[at]];
                if (!_withdrawn.Contains(voice.Post))
                {
                    _counter.Add(voice);
                }
            }
            if (_counter.Weight < _options.MinVoices)
            {
                continue;
            }
            var (usual, surprise) = Surprising(term, cell, window, _counter.Weight);
            if (_counter.Weight < _options.MinRatio * usual)
            {
                continue;
            }
            (_longestAbove, Authors) = (window, _counter.Authors);
            if (surprise > Surprise)
            {
                (Window, Independent, Usual, Surprise) = (window, _counter.Independent, usual, surprise);
            }
        }
        return Surprise >= _options.MinSurprise && _counter.Independent >= 2;
    }

    private (double Mean, double Uses) Expected(TermId term, in TermCell cell, int horizon, int window)
    {
        var uses = _options.PriorUses + Math.Max(0, cell.Remembered[horizon] - _taught[window]);
        return (uses * _terms.Volume.PerUse(window, horizon, term.Script) * _reach[window], uses);
    }

    /// <summary>The least surprise over the horizons, with the usual number that goes with it.</summary>
    private (double Usual, double Surprise) Surprising(TermId term, in TermCell cell, int window, int count)
    {
        var least = (Usual: 0.0, Surprise: double.MaxValue);
        for (var horizon = 0; horizon < _horizons; horizon++)
        {
            var (usual, uses) = Expected(term, cell, horizon, window);
            var surprise = NegativeBinomial.Surprise(count, usual, Math.Min(uses, _options.Evenness));
            if (surprise < least.Surprise)
            {
                least = (usual, surprise);
            }
        }
        return least;
    }

    /// <summary>Whether the surprise is enough on every horizon.</summary>
    private bool IsSurprising(TermId term, in TermCell cell, int window, int count)
    {
        for (var horizon = 0; horizon < _horizons; horizon++)
        {
            var (usual, uses) = Expected(term, cell, horizon, window);
            if (!NegativeBinomial.IsSurprising(count, usual, Math.Min(uses, _options.Evenness), _options.MinSurprise))
            {
                return false;
            }
        }
        return true;
    }
}
