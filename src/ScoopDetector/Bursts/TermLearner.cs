using ScoopDetector.Tallies;
using ScoopDetector.Terms;

namespace ScoopDetector.Bursts;

/// <summary>Teaches each term's baseline what a pane says, and tells which terms may burst at all.</summary>
/// <remarks>Hot: runs for each term of each pane. Of a hundred terms one or two are warm; only of these anything more is asked.</remarks>
internal sealed partial class TermLearner
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
    private readonly int _horizons;
    private readonly int _fastWindow;
    private readonly float _panesToTeach;
    private readonly List<TermId> _warm = [];
    private readonly List<uint> _latest = [];
    private readonly int[] _uses = new int[8];
    private float[] _bits = new float[64];

    public TermLearner(BurstOptions options, int paneWidth, RecentVoices recent)
    {
        (_options, _recent, _horizons) = (options, recent, options.Horizons.Count);
        _fastWindow = Math.Min(1, options.Windows.Count - 1);
        _forgetting = new([options.Windows[_fastWindow], options.Windows[^1], .. options.Horizons], paneWidth);
        WindowsInPanes = [.. options.Windows.Select(window => (int)(window.TotalMilliseconds / paneWidth))];
        Volume = new(options, WindowsInPanes, _forgetting, FirstHorizon);
        Book = new(options, _forgetting, WindowsInPanes[^1], FirstHorizon + options.Horizons.Count - 1);
        Log = new(options.MaxRecentUses);
        _panesToTeach = (float)(options.NovelFor.TotalMilliseconds / paneWidth);
    }

    public int[] WindowsInPanes { get; }

    public Volume Volume { get; }

    public TermBook Book { get; }

    public UseLog Log { get; }

    /// <summary>The terms of the latest pane that may be bursting, ascending.</summary>
    public List<TermId> Warm => _warm;

    /// <summary>Of each of the <see cref="Warm"/> its latest use in the <see cref="Log"/>.</summary>
    public List<uint> LatestUses => _latest;

    /// <summary>Uses in the latest pane of terms of this script.</summary>
    public int Uses(Script script) => _uses[(int)script];

    /// <summary>How much the latest pane's post of this index says, by its words and links: see <see cref="BitsOf"/>.</summary>
    public float Bits(int post) => _bits[post];

    /// <summary>The information of a term: -log2 of its share of the posts of its script.</summary>
    public float BitsOf(TermId term, in TermCell cell)
    {
        var horizon = _horizons - 1;
        var uses = (float)_options.PriorUses + cell.Remembered[horizon];
        var posts = (float)(_options.PriorPosts + Volume.Remembered(horizon, term.Script));
        return Math.Max(0, MathF.Log2(posts / uses));
    }

    public void Learn(PaneTally tally, int now)
    {
        Volume.Accept(now, tally.PostsByScript);
        _warm.Clear();
        _latest.Clear();
        Array.Clear(_uses);
        if (_bits.Length < tally.Posts.Length)
        {
            _bits = new float[tally.Posts.Length * 2];
        }
        _bits.AsSpan(0, tally.Posts.Length).Clear();
        for (var from = 0; from < tally.Terms.Length; from += TermBook.Together)
        {
            Learn(tally, tally.Terms.AsSpan(from, Math.Min(TermBook.Together, tally.Terms.Length - from)), now);
        }
    }

    private void Learn(PaneTally tally, ReadOnlySpan<TermTally> terms, int now)
    {
        Book.LookUp(terms);
        for (var i = 0; i < terms.Length; i++)
        {
            ref readonly var term = ref terms[i];
            _uses[(int)term.Term.Script] += term.Posts;
            ref var cell = ref Book.LookedUp(i, term.Term, now);
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
                _latest.Add(cell.LastUse);
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
        var kept = _forgetting.After(passed);
        cell.Fast *= kept[FastConstant];
        cell.Slow *= kept[SlowConstant];
        kept = kept[FirstHorizon..];
        for (var horizon = 0; horizon < kept.Length; horizon++)
        {
            cell.Remembered[horizon] *= kept[horizon];
        }
        cell.Episodes *= kept[^1];
        cell.UpdatedOn = now;
    }

    private void Note(ref TermCell cell, int posts, ReadOnlySpan<int> sample, int now)
    {
        // A burst must not teach its own baseline that bursting is usual.
        var weight = TaughtBy(cell, now);
        var taught = weight * posts;
        cell.Fast += posts;
        cell.Slow += posts;
        for (var horizon = 0; horizon < _horizons; horizon++)
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

    /// <summary>How much a use teaches. One of a sure burst teaches nothing to begin with, the more the longer it lasts.</summary>
    private float TaughtBy(in TermCell cell, int now) =>
        now < cell.SureUntil ? (float)_options.TaughtByBurst * Math.Min(1, (now - cell.SureFrom) / _panesToTeach)
        : now < cell.BurstsUntil ? (float)_options.TaughtByBurst
        : 1;

    /// <summary>The burst has begun before it was seen: what its first uses taught is taken back.</summary>
    /// <remarks>All that they taught, though some of it is forgotten since: at worst, in a slow rise through the longest window, two fifths too much.</remarks>
    public void Unteach(ref TermCell cell, ReadOnlySpan<uint> uses)
    {
        var taught = 0f;
        foreach (var use in uses)
        {
            taught += Log.Unteach(use);
        }
        for (var horizon = 0; horizon < _horizons; horizon++)
        {
            cell.Remembered[horizon] = Math.Max(0, cell.Remembered[horizon] - taught);
        }
    }

    /// <summary>Tells by the counts alone, which never fall short: most terms are used too rarely, and the common ones about as often as ever.</summary>
    private bool MayBurst(TermId term, in TermCell cell)
    {
        var most = cell.Slow / LeastShare;
        return most >= _options.MinVoices
            && (MayExceed(term, cell, WindowsInPanes.Length - 1, most, most) || MayExceed(term, cell, _fastWindow, cell.Fast / LeastShare, most));
    }

    private bool MayExceed(TermId term, in TermCell cell, int window, float most, float taughtAtMost)
    {
        var least = most / _options.MinRatio;
        for (var horizon = 0; horizon < _horizons; horizon++)
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
