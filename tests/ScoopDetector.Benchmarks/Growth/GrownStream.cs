using ScoopDetector.Simulation;

namespace ScoopDetector.Benchmarks.Growth;

/// <summary>Simulated streams of about the same number of posts, in which one thing is ten or a hundred times as much.</summary>
internal static class GrownStream
{
    /// <summary>At first.</summary>
    public const double PostsPerSecond = 10;

    private const double EventsPerHour = 0.6;

    /// <summary>What is learnt from comes before anything happens.</summary>
    private const double QuietShare = 0.25;

    /// <param name="posts">About how many, those of events beyond.</param>
    /// <param name="rate">How many times the posts a second, for so much less time.</param>
    /// <param name="events">How many times the events an hour.</param>
    public static SimulationOptions Of(int posts, int rate = 1, int events = 1)
    {
        var hours = posts / (PostsPerSecond * rate) / 3600;
        return new()
        {
            Seed = 601,
            Hours = hours,
            PostsPerSecond = PostsPerSecond * rate,
            Warmup = LearnFor(hours),
            EventsPerHour = EventsPerHour * events,
            // Nothing else that would become an event: it is to be told apart what those do.
            Memes = 0,
            ShowsPerDay = 0,
            AttacksPerHour = 0,
        };
    }

    public static TimeSpan LearnFor(double hours) => TimeSpan.FromHours(QuietShare * hours);
}
