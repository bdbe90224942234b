using ScoopDetector.Stages;
using ScoopDetector.Tallies;
using ScoopDetector.Terms;

namespace ScoopDetector.Bursts;

/// <summary>Finds the terms that more independent people use than usual.</summary>
/// <remarks>
/// For each term of a pane and each window the number of independent voices is held against what the past leads one to expect. The past of a term is its
/// uses as each horizon remembers them, the window itself left out; its share of the posts of its script is a gamma variable learnt from them, so the expected count is
/// negative binomial: wide for what is hardly known (cold start) and for what is uneven. A term must surprise on every horizon, and in one window.
/// </remarks>
internal sealed class BurstDetector : IStage<PaneTally, BurstPane>
{
    private readonly BurstOptions _options;
    private readonly Volume _volume;
    private readonly OriginBook _origins = new(TimeSpan.FromHours(6));
    private readonly TermBook _terms;
    private readonly WithdrawnPosts _withdrawn = new();
    private readonly VoiceCounter _counter = new();
    private readonly NoiseGauge _noise;
    // In milliseconds, shortest first.
    private readonly long[] _windows;
    private readonly List<Burst> _bursts = [];

    // By window, of the term that is being judged: its first use inside, what these uses taught, the posts of its script.
    private readonly int[] _from;
    private readonly double[] _taught;
    private readonly int[] _inWindow;
    private long? _begunAt;
    private long _sweptOn = long.MinValue;
    private int _sweepFrom;

    public BurstDetector(BurstOptions options, TallyOptions tally)
    {
        _options = options;
        var forgetting = new Forgetting(options.Horizons, (int)tally.Pane.TotalMilliseconds);
        _volume = new(options, forgetting);
        _terms = new(options, forgetting);
        _noise = new(options);
        _windows = [.. options.Windows.Select(window => (long)window.TotalMilliseconds)];
        (_from, _taught, _inWindow) = (new int[_windows.Length], new double[_windows.Length], new int[_windows.Length]);
    }

    public void Accept(PaneTally tally, Action<BurstPane> emit)
    {
        if (tally.Posts.Length == 0 && tally.Withdrawals.Length == 0)
        {
            emit(new(tally.Pane, IsLearning(tally.Pane.End), 0, [], []));
            return;
        }
        _begunAt ??= tally.Pane.Start;
        _volume.Accept(tally);
        _withdrawn.Add(tally.Withdrawals);
        var voices = tally.Posts.Select(post => new Voice(post, _origins.OriginOf(post))).ToArray();
        _bursts.Clear();
        foreach (var term in tally.Terms)
        {
            Score(term, tally.SampleOf(term), voices, tally.Pane.End);
        }
        _noise.Look(tally.Terms.Sum(term => term.Posts));
        Sweep(tally.Pane.End);
        emit(new(tally.Pane, IsLearning(tally.Pane.End), tally.Posts.Length, _bursts.ToArray(), tally.Withdrawals));
    }

    /// <summary>For measuring.</summary>
    internal double NoiseLevel => _noise.Level;

    private bool IsLearning(long now) => _begunAt is not { } begun || now - begun < _options.LearnFor.TotalMilliseconds;

    /// <summary>A window can be judged once at least as much past lies before it: until then everything in it is new.</summary>
    private bool HasPastBefore(int window, long now) => now - _begunAt >= 2 * _windows[window];

    private void Score(TermTally tally, ReadOnlySpan<int> sample, Voice[] voices, long now)
    {
        if (_terms.Note(tally.Term, voices, sample, tally.Posts, now) is not { } history
            || history.Count < _options.MinVoices || IsLearning(now) || Judge(tally.Term, history, now) is not { } burst)
        {
            return;
        }
        if (now >= history.BurstsUntil)
        {
            _noise.Note(burst.Surprise);
        }
        if (burst.Surprise >= _noise.Level)
        {
            _bursts.Add(burst);
            history.BurstsUntil = now + (long)burst.Window.TotalMilliseconds;
        }
    }

    private Burst? Judge(TermId term, TermHistory history, long now)
    {
        if (!MayBurst(term, history, now))
        {
            return null;
        }
        var best = default((int Window, int Independent, double Usual, double Surprise));
        var longestAbove = -1;
        _counter.Begin();
        var next = history.Count - 1;
        for (var window = 0; window < _windows.Length && HasPastBefore(window, now); window++)
        {
            for (; next >= _from[window]; next--)
            {
                var voice = history[next].Voice;
                if (!_withdrawn.Contains(voice.Post))
                {
                    _counter.Add(voice);
                }
            }
            if (_counter.Weight < _options.MinVoices)
            {
                continue;
            }
            var (usual, surprise) = Surprise(term, history, _counter.Weight, _inWindow[window], _taught[window]);
            if (_counter.Weight < _options.MinRatio * usual)
            {
                continue;
            }
            longestAbove = window;
            if (surprise > best.Surprise)
            {
                best = (window, _counter.Independent, usual, surprise);
            }
        }
        if (best.Surprise < _options.MinSurprise || _counter.Independent < 2)
        {
            return null;
        }
        return new(term, _options.Windows[best.Window], best.Independent, best.Usual, best.Surprise, VoicesSince(history, now - _windows[longestAbove]));
    }

    /// <summary>Measures the windows, and tells whether the uses alone, copies included, would be enough in any: for most terms they are not, and nobody need be told apart.</summary>
    private bool MayBurst(TermId term, TermHistory history, long now)
    {
        var may = false;
        var next = history.Count - 1;
        double taught = 0;
        for (var window = 0; window < _windows.Length && HasPastBefore(window, now); window++)
        {
            var from = now - _windows[window];
            while (next >= 0 && history[next].At >= from)
            {
                taught += history[next--].Taught;
            }
            (_from[window], _taught[window], _inWindow[window]) = (next + 1, taught, _volume.InWindow(window, term.Script));
            if (next < 0 && history.Count == _options.MaxUses)
            {
                // The uses kept reach back less far than the window: so must the posts that they are held against.
                var reach = (now - history[0].At) / (double)_windows[window];
                _inWindow[window] = (int)(_inWindow[window] * Math.Clamp(reach, 0.001, 1));
            }
            var uses = history.Count - _from[window];
            may = may || (uses >= _options.MinVoices && uses >= _options.MinRatio * Usual(term, history, 0, _inWindow[window], taught).Mean
                && Surprise(term, history, uses, _inWindow[window], taught).Surprise >= _options.MinSurprise);
        }
        return may;
    }

    private (double Mean, double Uses) Usual(TermId term, TermHistory history, int horizon, int inWindow, double taughtInWindow)
    {
        var uses = _options.PriorUses + Math.Max(0, history.Remembered[horizon] - taughtInWindow);
        var posts = _options.PriorPosts + Math.Max(0, _volume.Remembered(horizon, term.Script) - inWindow);
        return (uses * inWindow / posts, uses);
    }

    /// <summary>The least surprise over the horizons, with the usual number that goes with it.</summary>
    private (double Usual, double Surprise) Surprise(TermId term, TermHistory history, int count, int inWindow, double taughtInWindow)
    {
        var least = (Usual: 0.0, Surprise: double.MaxValue);
        for (var horizon = 0; horizon < history.Remembered.Length; horizon++)
        {
            var (usual, uses) = Usual(term, history, horizon, inWindow, taughtInWindow);
            var surprise = NegativeBinomial.Surprise(count, usual, Math.Min(uses, _options.Evenness));
            if (surprise < least.Surprise)
            {
                least = (usual, surprise);
            }
        }
        return least;
    }

    private List<Voice> VoicesSince(TermHistory history, long from)
    {
        var voices = new List<Voice>();
        var authors = new HashSet<ulong>();
        for (var i = 0; i < history.Count; i++)
        {
            var (voice, at, _) = history[i];
            if (at >= from && !_withdrawn.Contains(voice.Post) && authors.Add(voice.Post.AuthorHash))
            {
                voices.Add(voice);
            }
        }
        return voices;
    }

    /// <summary>When the book has grown by half since it was last swept, and once a day of event time.</summary>
    private void Sweep(long now)
    {
        const long Day = 24 * 3_600_000;
        if (_terms.Count < _sweepFrom && now / Day == _sweptOn)
        {
            return;
        }
        _sweptOn = now / Day;
        _withdrawn.ForgetBefore(now - (2 * _windows[^1]));
        _terms.Sweep(now);
        _sweepFrom = (_terms.Count * 3 / 2) + 50_000;
    }
}
