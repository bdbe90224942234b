using ScoopDetector.Alerts;
using ScoopDetector.Bursts;

namespace ScoopDetector.Host.Desk;

/// <summary>Between which rates what is usual of an event's leading term swings: two standard deviations of the posts of one minute, by the over-dispersed baseline that the burst was held against.</summary>
/// <param name="LeastPerMinute">Never below 0.</param>
/// <param name="MostPerMinute">At most one usual minute in five has more (Cantelli's inequality), whatever the mean; how many do is not told.</param>
public sealed record UsualBand(double LeastPerMinute, double MostPerMinute)
{
    /// <param name="counts">They tell the mean.</param>
    /// <param name="evenness">How even a term is at best: <see cref="BurstOptions.Evenness"/>. One that is less even swings wider still.</param>
    public static UsualBand Of(AlertCounts counts, double evenness)
    {
        var mean = counts.BaselinePerMinute;
        var swing = 2 * Math.Sqrt(mean + (mean * mean / evenness));
        return new(Math.Round(Math.Max(0, mean - swing), 3), Math.Round(mean + swing, 3));
    }
}
