using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Desk;

/// <summary>What an editor should doubt about an alert, in words.</summary>
internal static class Doubts
{
    public static IReadOnlyList<string> Of(Alert alert)
    {
        var (flags, counts) = (alert.Flags, alert.Counts);
        string?[] doubts =
        [
            flags.SingleSource ? "all of it goes back to one post" : null,
            flags.SpamRisk >= 0.3 ? $"spam risk {flags.SpamRisk:P0}" : null,
            flags.RepostShare >= 0.5 ? $"{flags.RepostShare:P0} reposts" : null,
            counts.Withdrawn > 0 ? $"{Shown.Plural(counts.Withdrawn, "post")} withdrawn by their authors" : null,
            counts.Authors < 5 ? "few voices yet" : null,
            alert.Newsworthiness < 0.5 ? $"more likely no news: {alert.Newsworthiness:P0}" : null,
            .. alert.Why.Where(IsTelling).OrderBy(reason => reason.Contribution).Take(2).Select(reason => $"{reason.Feature} {Shown.Signed(reason.Contribution)}"),
        ];
        return [.. doubts.OfType<string>()];
    }

    /// <summary>What the score begins with, before anything is known, was not measured on this event.</summary>
    private static bool IsTelling(AlertReason reason) => reason is { Contribution: <= -0.4 } and not { Value: 0, Usual: 0 };
}
