namespace ScoopDetector.Host.News;

/// <summary>Decides when a feed is asked next: spread out from the start, never twice at the same distance, less often where the feed asks for it or fails.</summary>
internal sealed class FeedSchedule(TimeSpan every, Random chance)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private int _failures;

    /// <summary>Anywhere within the first interval, so that a thousand feeds are not asked at once.</summary>
    public TimeSpan First() => every * chance.NextDouble();

    /// <param name="timeToLive">What the feed asks for; null if nothing. More than an hour is not granted: it would miss the news.</param>
    public TimeSpan AfterAnswer(TimeSpan? timeToLive)
    {
        _failures = 0;
        return Jittered(Longer(every, timeToLive));
    }

    /// <param name="retryAfter">What the server asks for; null if nothing.</param>
    public TimeSpan AfterFault(TimeSpan? retryAfter) => Jittered(Longer(every * Math.Pow(2, Math.Min(++_failures, 10)), retryAfter));

    private static TimeSpan Longer(TimeSpan own, TimeSpan? asked) =>
        own > Longest ? Longest : asked is not { } wanted || wanted <= own ? own : wanted < Longest ? wanted : Longest;

    private TimeSpan Jittered(TimeSpan span) => span * (0.8 + (0.4 * chance.NextDouble()));
}
