using System.Diagnostics;
using ScoopDetector.Alerts;
using ScoopDetector.Bursts;
using ScoopDetector.Tallies;
using ScoopDetector.Time;

namespace ScoopDetector.Host.Metrics;

/// <summary>The traces: a pane's part as it is scored, inside it the panes that it completes as they are reported, inside these the alerts. No text of a post is in them.</summary>
/// <remarks>Costs one comparison where nobody listens.</remarks>
internal static class ScoopTraces
{
    public const string Name = "ScoopDetector";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Signs of life without a pane are not traced.</summary>
    public static Activity? Score(PanePart part) => part.Tally is { } tally
        ? Source.StartActivity("score")?.SetTag("scoop.pane", Moment.Text(tally.Pane.Start)).SetTag("scoop.partition", part.Partition).SetTag("scoop.posts", tally.Posts.Length)
        : null;

    public static Activity? Report(BurstPane pane) =>
        Source.StartActivity("report")?.SetTag("scoop.pane", Moment.Text(pane.Pane.Start)).SetTag("scoop.posts", pane.Posts).SetTag("scoop.bursts", pane.Bursts.Count);

    public static Activity? Tell(Alert alert) =>
        Source.StartActivity("tell")?.SetTag("scoop.alert", alert.AlertId).SetTag("scoop.level", alert.Level.ToString()).SetTag("scoop.state", alert.State.ToString());
}
