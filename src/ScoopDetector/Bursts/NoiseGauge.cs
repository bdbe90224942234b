namespace ScoopDetector.Bursts;

/// <summary>Measures how improbable the improbable really is in this stream, and asks of a burst what keeps noise within its budget.</summary>
/// <remarks>
/// If the model were right, one use in ten thousand would surprise at 4 or more. People answer each other, so words come in clumps, more so in a forum than in a
/// firehose, and far more while the past is short. The surprises at the onset of a burst are kept as a histogram that forgets, and the level is the one
/// that only the budgeted share of all uses exceeds. The idea is that of genomic control (Devlin and Roeder, Biometrics 1999): let the bulk of the tests, which are null, calibrate the tail.
/// </remarks>
internal sealed partial class NoiseGauge(BurstOptions options)
{
    private const double Bin = 0.25;
    private const int Bins = 200;
    private const double ForgetAt = 4_000_000;

    // Nothing changes to speak of until so much more has been looked at.
    private const double Settled = 0.0005;

    // To begin with, a stream that is much noisier than the model: better late in the first minutes than wrong.
    private const double PriorUses = 50_000;
    private const double PriorLevel = 8;

    private readonly double[] _above = Start(options);
    private double _uses = PriorUses;
    private double _settledAt;
    private bool _isStale;

    /// <summary>What a burst must surprise by now.</summary>
    public double Level { get; private set; } = PriorLevel;

    /// <summary>So many uses of terms were looked at.</summary>
    public void Look(int uses)
    {
        _uses += uses;
        if (_uses < _settledAt * (1 + Settled) && !_isStale)
        {
            return;
        }
        (_settledAt, _isStale) = (_uses, false);
        if (_uses > ForgetAt)
        {
            _uses /= 2;
            for (var i = 0; i < Bins; i++)
            {
                _above[i] /= 2;
            }
        }
        Level = Math.Max(options.MinSurprise, Quantile());
    }

    /// <summary>A term that was not bursting surprised by so much.</summary>
    public void Note(double surprise)
    {
        _above[Math.Min(Bins - 1, (int)(surprise / Bin))]++;
        _isStale = true;
    }

    private static double[] Start(BurstOptions options)
    {
        var above = new double[Bins];
        above[(int)(PriorLevel / Bin)] = PriorUses * options.NoiseShare;
        return above;
    }

    private double Quantile()
    {
        var budget = _uses * options.NoiseShare;
        double sum = 0;
        for (var i = Bins - 1; i >= 0; i--)
        {
            if (sum + _above[i] > budget)
            {
                // Within the bin as if it were even.
                return Bin * (i + 1 - Math.Max(0, (budget - sum) / _above[i]));
            }
            sum += _above[i];
        }
        return 0;
    }
}
