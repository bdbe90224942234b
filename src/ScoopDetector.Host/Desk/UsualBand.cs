using ScoopDetector.Alerts;
using ScoopDetector.Bursts;

namespace ScoopDetector.Host.Desk;

/// <summary>Between which rates what is usual of an event's leading term swings: two standard deviations of the posts of one minute, by the over-dispersed baseline that the burst was held against.</summary>
/// <param name="LeastPerMinute">Never below 0.</param>
/// <param name="MostPerMinute">About one usual minute in forty has more.</param>
public sealed record UsualBand(double LeastPerMinute, double MostPerMinute)
{
    /// <summary>An alert tells the mean; a term that is less even than <see cref="BurstOptions.Evenness"/> swings wider still.</summary>
    private static readonly double Shape = new BurstOptions().Evenness;

    public static UsualBand Of(AlertCounts counts)
    {
        var mean = counts.BaselinePerMinute;
        var swing = 2 * Math.Sqrt(mean + (mean * mean / Shape));
        return new(Math.Round(Math.Max(0, mean - swing), 3), Math.Round(mean + swing, 3));
    }
}
