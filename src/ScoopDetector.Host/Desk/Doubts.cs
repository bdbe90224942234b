using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Desk;

/// <summary>What an editor should doubt about an alert, in words.</summary>
internal static class Doubts
{
    /// <summary>Of what the score has against it.</summary>
    private const int MostSigns = 2;

    public static IReadOnlyList<string> Of(Alert alert)
    {
        var (flags, counts) = (alert.Flags, alert.Counts);
        string?[] doubts =
        [
            flags.SingleSource ? "all of it goes back to one post" : null,
            flags.SpamRisk >= 0.3 ? $"spam risk {flags.SpamRisk:P0}" : null,
            flags.RepostShare >= 0.5 && !IsToldAsSpread(alert) ? $"few posts are in words of their own: {1 - flags.RepostShare:P0}" : null,
            counts.Withdrawn > 0 ? $"{Shown.Plural(counts.Withdrawn, "post")} withdrawn by their authors" : null,
            counts.Authors < 5 ? "fewer than five people yet" : null,
            alert.Newsworthiness < 0.5 ? $"only {alert.Newsworthiness:P0} likely to be news" : null,
            .. ReasonWords.Against(alert, MostSigns),
        ];
        return [.. doubts.OfType<string>()];
    }

    /// <summary>The same share cannot be told for it and against it.</summary>
    private static bool IsToldAsSpread(Alert alert) => alert.Why.Any(reason => reason.Feature == Sign.Reposts.Name && reason.Contribution > 0);
}
