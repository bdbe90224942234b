using ScoopDetector.Tallies;
using ScoopDetector.Terms;

namespace ScoopDetector.Bursts;

/// <summary>Teaches each term's baseline what a pane says, and tells which terms may burst at all.</summary>
/// <remarks>Hot: runs for each term of each pane. Of a hundred terms one or two are warm; only of these anything more is asked.</remarks>
internal sealed class TermLearner
{
    /// <summary>A count that is forgotten in a window's time is at least this share of what is inside the window: 1 / e.</summary>
    private const float LeastShare = 0.36787944f;

    // Constants of forgetting: the two counts that bound the windows, then the horizons.
    private const int FastConstant = 0;
    private const int SlowConstant = 1;
    private const int FirstHorizon = 2;

    private readonly BurstOptions _options;
    private readonly Forgetting _forgetting;
    private readonly RecentVoices _recent;
    private readonly int _fastWindow;
    private readonly List<TermId> _warm = [];
    private readonly int[] _uses = new int[8];
    private float[] _bits = new float[64];

    public TermLearner(BurstOptions options, int paneWidth, RecentVoices recent)
    {
        (_options, _recent) = (options, recent);
        _fastWindow = Math.Min(1, options.Windows.Count - 1);
        _forgetting = new([options.Windows[_fastWindow], options.Windows[^1], .. options.Horizons], paneWidth);
        WindowsInPanes = [.. options.Windows.Select(window => (int)(window.TotalMilliseconds / paneWidth))];
        Volume = new(options, WindowsInPanes, _forgetting, FirstHorizon);
        Book = new(options, _forgetting, WindowsInPanes[^1], FirstHorizon + options.Horizons.Count - 1);
        Log = new(options.MaxRecentUses);
    }

    public int[] WindowsInPanes { get; }

    public Volume Volume { get; }

    public TermBook Book { get; }

    public UseLog Log { get; }

    /// <summary>The terms of the latest pane that may be bursting, ascending.</summary>
    public List<TermId> Warm => _warm;

    /// <summary>Uses in the latest pane of terms of this script.</summary>
    public int Uses(Script script) => _uses[(int)script];

    /// <summary>How much the latest pane's post of this index says, by its words and links: see <see cref="BitsOf"/>.</summary>
    public float Bits(int post) => _bits[post];

    /// <summary>The information of a term: -log2 of its share of the posts of its script.</summary>
    public float BitsOf(TermId term, in TermCell cell)
    {
        var horizon = _options.Horizons.Count - 1;
        var uses = (float)_options.PriorUses + cell.Remembered[horizon];
        var posts = (float)(_options.PriorPosts + Volume.Remembered(horizon, term.Script));
        return Math.Max(0, MathF.Log2(posts / uses));
    }

    public void Learn(PaneTally tally, int now)
    {
        Volume.Accept(now, tally.PostsByScript);
        _warm.Clear();
        Array.Clear(_uses);
        if (_bits.Length < tally.Posts.Length)
        {
            _bits = new float[tally.Posts.Length * 2];
        }
        _bits.AsSpan(0, tally.Posts.Length).Clear();
        foreach (ref readonly var term in tally.Terms.AsSpan())
        {
            _uses[(int)term.Term.Script] += term.Posts;
            ref var cell = ref Book[term.Term, now];
            Decay(ref cell, now);
            var sample = tally.SampleOf(term);
            Note(ref cell, term.Posts, sample, now);
            if (term.Term.Kind != TermKind.Bigram)
            {
                var bits = BitsOf(term.Term, cell);
                foreach (var post in sample)
                {
                    _bits[post] += bits;
                }
            }
            if (MayBurst(term.Term, cell))
            {
                _warm.Add(term.Term);
            }
        }
    }

    private void Decay(ref TermCell cell, int now)
    {
        var passed = now - cell.UpdatedOn;
        if (passed <= 0)
        {
            return;
        }
        if (passed > WindowsInPanes[^1])
        {
            cell.LastUse = 0;
        }
        cell.Fast *= _forgetting.After(passed, FastConstant);
        cell.Slow *= _forgetting.After(passed, SlowConstant);
        for (var horizon = 0; horizon < _options.Horizons.Count; horizon++)
        {
            cell.Remembered[horizon] *= _forgetting.After(passed, FirstHorizon + horizon);
        }
        cell.UpdatedOn = now;
    }

    private void Note(ref TermCell cell, int posts, ReadOnlySpan<int> sample, int now)
    {
        // A burst must not teach its own baseline that bursting is usual.
        var weight = now < cell.BurstsUntil ? (float)_options.TaughtByBurst : 1f;
        var taught = weight * posts;
        cell.Fast += posts;
        cell.Slow += posts;
        for (var horizon = 0; horizon < _options.Horizons.Count; horizon++)
        {
            cell.Remembered[horizon] += taught;
        }
        for (var i = 0; i < sample.Length; i++)
        {
            // What was counted beyond the sample is carried by the sample's last post.
            var carried = i == sample.Length - 1 ? 1 + posts - sample.Length : 1;
            cell.LastUse = Log.Add(_recent.Next + (uint)sample[i], cell.LastUse, weight * carried, _recent.FirstInLongest);
        }
    }

    /// <summary>Tells by the counts alone, which never fall short: most terms are used too rarely, and the common ones about as often as ever.</summary>
    private bool MayBurst(TermId term, in TermCell cell)
    {
        var most = cell.Slow / LeastShare;
        return most >= _options.MinVoices
            && (MayExceed(term, cell, _options.Windows.Count - 1, most, most) || MayExceed(term, cell, _fastWindow, cell.Fast / LeastShare, most));
    }

    private bool MayExceed(TermId term, in TermCell cell, int window, float most, float taughtAtMost)
    {
        var least = most / _options.MinRatio;
        for (var horizon = 0; horizon < _options.Horizons.Count; horizon++)
        {
            var uses = _options.PriorUses + Math.Max(0, cell.Remembered[horizon] - taughtAtMost);
            if (uses * Volume.PerUse(window, horizon, term.Script) > least)
            {
                return false;
            }
        }
        return true;
    }
}
