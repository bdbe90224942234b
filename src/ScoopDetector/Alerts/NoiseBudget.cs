using ScoopDetector.State;

namespace ScoopDetector.Alerts;

/// <summary>How low the bar may be, so that the false alerts to be expected stay within the newsroom's budget.</summary>
/// <remarks>
/// What news looks like differs from stream to stream: in a forum nobody reposts, in a small stream nothing happens fast, and a bar that suits a firehose would leave its
/// editors with nothing. An event with score s is false with probability 1 / (1 + e^s); the best scores that events reached in the last days are kept as a histogram that
/// forgets, and the bar is lowered as long as the expected false ones above it fit into the budget. It is never raised above what is asked for.
/// </remarks>
internal sealed class NoiseBudget(double falsePerDay, double highest) : IStateful
{
    private const double Lowest = -4;
    private const double Bin = 0.1;
    private const double DaysRemembered = 3;
    private const double MillisecondsPerDay = 86_400_000;

    private readonly double _highest = highest;
    private readonly double[] _events = new double[(int)Math.Max(1, Math.Ceiling((highest - Lowest) / Bin)) + 1];
    private long? _begunAt;
    private long _updatedAt;

    /// <summary>What an event must score now.</summary>
    public double Bar { get; private set; } = highest;

    /// <summary>An event reached a score for the first time.</summary>
    /// <param name="before">The best that it had reached before; null if it is new.</param>
    /// <param name="score">The best now, above the one before.</param>
    public void Note(double? before, double score)
    {
        if (before is { } earlier)
        {
            _events[BinOf(earlier)] = Math.Max(0, _events[BinOf(earlier)] - 1);
        }
        _events[BinOf(score)]++;
    }

    /// <summary>Time has come to here, in milliseconds.</summary>
    public void MoveTo(long now)
    {
        const long Step = 60_000;
        _begunAt ??= now;
        if (now - _updatedAt < Step)
        {
            return;
        }
        var kept = Math.Exp(-(now - Math.Max(_updatedAt, _begunAt.Value)) / (DaysRemembered * MillisecondsPerDay));
        for (var i = 0; i < _events.Length; i++)
        {
            _events[i] *= kept;
        }
        _updatedAt = now;
        var days = DaysRemembered * (1 - Math.Exp(-(now - _begunAt.Value) / (DaysRemembered * MillisecondsPerDay)));
        var budget = falsePerDay * days;
        var bin = _events.Length;
        while (bin > 0)
        {
            // The bar falls only as far as there is room for one event more.
            var isFalse = 1 / (1 + Math.Exp(ScoreOf(bin - 1)));
            budget -= _events[bin - 1] * isFalse;
            if (budget < isFalse)
            {
                break;
            }
            bin--;
        }
        Bar = Math.Min(_highest, ScoreOf(bin));
    }

    private static double ScoreOf(int bin) => Lowest + (bin * Bin);

    private int BinOf(double score) => Math.Clamp((int)Math.Floor((score - Lowest) / Bin), 0, _events.Length - 1);

    public void Save(StateWriter writer)
    {
        writer.Count(_events.Length);
        writer.Exact(_events);
        writer.Signed(_begunAt ?? -1);
        writer.Signed(_updatedAt);
        writer.Exact(Bar);
    }

    public void Load(StateReader reader)
    {
        if (reader.Count() != _events.Length)
        {
            throw new StateFault("its bar for alerts is another");
        }
        reader.Exact(_events);
        _begunAt = reader.Signed() is >= 0 and var begun ? begun : null;
        _updatedAt = reader.Signed();
        Bar = reader.Double();
    }
}
