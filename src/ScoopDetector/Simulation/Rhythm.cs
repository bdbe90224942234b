namespace ScoopDetector.Simulation;

/// <summary>How much is written when, and in which language about what.</summary>
/// <remarks>Volume follows the day, each language with a phase of its own, and drifts: real volumes are over-dispersed, and slow swings of one
/// language or topic lift all of its common words together, which a detector must not take for news.</remarks>
internal sealed class Rhythm
{
    private const double DayMs = 86_400_000;
    private readonly Chance _chance;
    private readonly SimulationOptions _options;
    private readonly double[] _shares, _levels, _volume, _drift;
    private readonly double[][] _topicDrift, _topics;

    public Rhythm(SimulationOptions options, Chance chance)
    {
        (_options, _chance) = (options, chance);
        _shares = [1 - options.SpanishShare - options.JapaneseShare, options.SpanishShare, options.JapaneseShare];
        _levels = [.. Language.All.Select(MeanLevel)];
        (_volume, _drift) = (new double[_shares.Length], new double[_shares.Length]);
        _topicDrift = [.. Language.All.Select(language => new double[language.Topics.Length])];
        _topics = [.. Language.All.Select(language => new double[language.Topics.Length])];
    }

    /// <summary>Expected posts in a millisecond, for the minute entered last.</summary>
    public double PostsPerMs { get; private set; }

    /// <summary>Moves on to the minute that begins at <paramref name="ms"/>, in milliseconds since 1970. Every minute has to be entered, in order.</summary>
    public void Enter(long ms)
    {
        var total = 0.0;
        foreach (var language in Language.All)
        {
            var i = language.Index;
            _drift[i] = (0.95 * _drift[i]) + (0.025 * _chance.Normal());
            var day = Day(language, ms) / _levels[i];
            _volume[i] = total += _shares[i] * day * PortableMath.Exp(_drift[i]);
            EnterTopics(i);
        }
        PostsPerMs = total * _options.PostsPerSecond / 1000;
    }

    public Language DrawLanguage(Chance chance) => Language.All[Draw(_volume, chance)];

    /// <summary>A topic of <paramref name="language"/>, as a symbol of its grammar.</summary>
    public int DrawTopic(Language language, Chance chance) => language.Topics[Draw(_topics[language.Index], chance)];

    private void EnterTopics(int language)
    {
        var (drift, topics, total) = (_topicDrift[language], _topics[language], 0.0);
        for (var i = 0; i < topics.Length; i++)
        {
            drift[i] = (0.97 * drift[i]) + (0.03 * _chance.Normal());
            topics[i] = total += PortableMath.Exp(drift[i]) / (i + 3);
        }
    }

    private double Day(Language language, double ms) =>
        1 + (_options.DailySwing * PortableMath.Sine((ms / DayMs) - (language.BusiestHour / 24) + 0.25));

    /// <summary>The mean of <see cref="Day"/> over the stream, so that the rate asked for is the rate that comes out, however short the stream.</summary>
    private double MeanLevel(Language language)
    {
        var from = (_options.Start.ToUnixTimeMilliseconds() / DayMs) - (language.BusiestHour / 24) + 0.25;
        var days = _options.Hours / 24;
        // The integral of the sine; the cosine is the sine a quarter later.
        var area = (PortableMath.Sine(from + 0.25) - PortableMath.Sine(from + days + 0.25)) / 6.283185307179586;
        return 1 + (_options.DailySwing * area / days);
    }

    private static int Draw(double[] cumulative, Chance chance)
    {
        var x = chance.Unit() * cumulative[^1];
        var i = 0;
        while (i < cumulative.Length - 1 && cumulative[i] <= x) i++;
        return i;
    }
}
