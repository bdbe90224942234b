namespace ScoopDetector.News;

/// <summary>Kaplan and Meier's estimate of how long an event stays out of the news, which does justice to those that no headline ever came for: to drop them would flatter
/// nobody but the news, to count them as long leads nobody but us.</summary>
public static class Survival
{
    /// <summary>The time by which half of the events were in the news; null if fewer than half ever were.</summary>
    public static double? Median(IEnumerable<Lead> leads)
    {
        foreach (var (seconds, share) in Curve(leads))
        {
            if (share <= 0.5)
            {
                return seconds;
            }
        }
        return null;
    }

    /// <summary>After each time at which a headline came, the share of events that are not in the news yet.</summary>
    public static IEnumerable<(double Seconds, double Share)> Curve(IEnumerable<Lead> leads)
    {
        var ordered = leads.OrderBy(lead => lead.Seconds).ThenBy(lead => lead.IsCensored).ToArray();
        var share = 1.0;
        for (var i = 0; i < ordered.Length; i++)
        {
            if (!ordered[i].IsCensored)
            {
                share *= 1 - (1.0 / (ordered.Length - i));
                yield return (ordered[i].Seconds, share);
            }
        }
    }
}
