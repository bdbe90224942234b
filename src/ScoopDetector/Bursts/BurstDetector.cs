using System.Runtime.InteropServices;
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
internal sealed partial class BurstDetector : IStage<PaneTally, BurstPane>
{
    /// <summary>How many warm terms are read ahead: their uses must fit into the cache beside each other.</summary>
    private const int Together = 16;

    private readonly BurstOptions _options;
    private readonly Holdings _holdings;
    private readonly int _paneWidth;
    private readonly TermLearner _terms;
    private readonly OriginBook _origins = new();
    private readonly RecentVoices _recent;
    private readonly WithdrawnPosts _withdrawn = new();
    private readonly BurstTest _test;
    private readonly NoiseGauge[] _noise;
    private readonly List<Burst> _bursts = [];
    private readonly int _panesPerMinute;
    private readonly int _longestHorizon;
    private long? _begunOn;

    // In panes since then: when posts were heard last, and since when without too long a silence.
    private int _heardOn;
    private int _learningFrom;

    public BurstDetector(BurstOptions options, TallyOptions tally, Holdings? holdings = null)
    {
        _options = options;
        _holdings = holdings ?? new();
        _paneWidth = (int)tally.Pane.TotalMilliseconds;
        _panesPerMinute = 60_000 / _paneWidth;
        _longestHorizon = (int)(options.Horizons[^1].TotalMilliseconds / _paneWidth);
        _recent = new([.. options.Windows.Select(window => (long)window.TotalMilliseconds)], options.MaxRecentPosts);
        _terms = new(options, _paneWidth, _recent);
        _test = new(options, _terms, _recent, _withdrawn);
        _noise = [.. Enum.GetValues<Script>().Select(_ => new NoiseGauge(options))];
    }

    public void Accept(PaneTally tally, Action<BurstPane> emit)
    {
        if (tally.Posts.Length == 0 && tally.Withdrawals.Length == 0)
        {
            emit(new(tally.Pane, IsLearning(tally.Pane), 0, [], []));
            return;
        }
        _begunOn ??= tally.Pane.Number();
        var now = (int)Math.Clamp(tally.Pane.Number() - _begunOn.Value, 0, int.MaxValue);
        if (now - _heardOn > _longestHorizon)
        {
            // After so long a silence nothing that was usual is known to be so still.
            _learningFrom = now;
        }
        _heardOn = now;
        _withdrawn.Add(tally.Withdrawals);
        _terms.Learn(tally, now);
        for (var i = 0; i < tally.Posts.Length; i++)
        {
            _recent.Add(new(tally.Posts[i], _origins.OriginOf(tally.Posts[i]), _terms.Bits(i)));
        }
        _recent.MoveTo(tally.Pane.End);
        _bursts.Clear();
        if (!IsLearning(tally.Pane))
        {
            JudgeWarm(now, tally.Pane.End);
        }
        for (var script = 0; script < _noise.Length; script++)
        {
            if (_terms.Uses((Script)script) is > 0 and var uses)
            {
                _noise[script].Look(uses);
            }
        }
        _withdrawn.ForgetBefore(tally.Pane.End - (2 * (long)_options.Windows[^1].TotalMilliseconds));
        (_holdings.Terms, _holdings.RecentPosts) = (_terms.Book.Count, _recent.Next - _recent.Oldest);
        emit(new(tally.Pane, IsLearning(tally.Pane), tally.Posts.Length, _bursts.Count == 0 ? [] : _bursts.ToArray(), tally.Withdrawals));
    }

    private bool IsLearning(Time.Pane pane) => _begunOn is not { } begun || (pane.Number() + 1 - begun - _learningFrom) * _paneWidth < _options.LearnFor.TotalMilliseconds;

    private void JudgeWarm(int now, long end)
    {
        var latest = CollectionsMarshal.AsSpan(_terms.LatestUses);
        for (var i = 0; i < _terms.Warm.Count; i++)
        {
            if (i % Together == 0)
            {
                _terms.Log.ReadAhead(latest.Slice(i, Math.Min(Together, latest.Length - i)), _recent.FirstInLongest, _options.MaxUses);
            }
            Judge(_terms.Warm[i], now, end);
        }
    }

    private void Judge(TermId term, int now, long end)
    {
        ref var cell = ref _terms.Book[term, now];
        if (!_test.Passes(term, cell, now - _learningFrom, end))
        {
            return;
        }
        var isNew = now >= cell.BurstsUntil;
        var noise = _noise[(int)term.Script];
        if (isNew)
        {
            noise.Note(_test.Surprise);
        }
        if (_test.Surprise < noise.Level)
        {
            return;
        }
        if (_test.Surprise >= _options.SureSurprise)
        {
            if (now >= cell.SureUntil)
            {
                if (cell.SureUntil == 0 || now >= cell.SureUntil + _terms.WindowsInPanes[^1])
                {
                    cell.SureFrom = now;
                    cell.Episodes++;
                }
                _terms.Unteach(ref cell, _test.Uses);
            }
            cell.SureUntil = now + _terms.WindowsInPanes[_test.Window];
        }
        cell.BurstsUntil = now + _terms.WindowsInPanes[_test.Window];
        // A burst is told when it begins, when it has grown by an eighth, and every minute.
        if (isNew || _test.Authors >= cell.ToldAuthors + Math.Max(1, cell.ToldAuthors / 8) || now - cell.ToldOn >= _panesPerMinute)
        {
            (cell.ToldOn, cell.ToldAuthors) = (now, _test.Authors);
            _bursts.Add(_test.Describe(term, _terms.BitsOf(term, cell), Math.Max(0, cell.Episodes - (now < cell.SureUntil ? 1 : 0))));
        }
    }
}
