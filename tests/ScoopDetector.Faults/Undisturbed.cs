using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Text;
using ScoopDetector.Alerts;
using ScoopDetector.Posts;

namespace ScoopDetector.Faults;

/// <summary>What becomes of a stream when nothing happens.</summary>
/// <param name="Alerts">As lines of alerts.jsonl.</param>
/// <param name="Panes">The posts of each pane, by its start.</param>
/// <param name="Lines">Of the stream, good and bad.</param>
/// <param name="Posts">In the panes.</param>
/// <param name="Withdrawals">In the panes.</param>
/// <param name="Drops">What was left out, by reason.</param>
internal sealed record Undisturbed(IReadOnlyList<string> Alerts, IReadOnlyDictionary<long, int> Panes, long Lines, long Posts, long Withdrawals, DropCounts Drops)
{
    public static Undisturbed Of(IEnumerable<ReadOnlyMemory<byte>> lines)
    {
        var (options, drops, alerts, panes) = (new ScoopOptions(), new DropCounts(), new List<string>(), new Dictionary<long, int>());
        var (posts, tallied, withdrawn) = (new Subject<PostBatch>(), 0L, 0L);
        var pipeline = new ScoopPipeline(options, TimeProvider.System, drops);
        var parts = pipeline.Tally(posts).Do(part => (tallied, withdrawn) = (tallied + (part.Tally?.Posts.Length ?? 0), withdrawn + (part.Tally?.Withdrawals.Length ?? 0)));
        var bursts = pipeline.Score(parts, 1).Do(pane => panes[pane.Pane.Start] = pane.Posts);
        using var running = pipeline.Report(bursts).Subscribe(alert => alerts.Add(Encoding.UTF8.GetString(AlertJson.Write(alert))));
        var hop = new FirstHop(options, 1, posts.OnNext, drops);
        foreach (var line in lines)
        {
            hop.Accept(line.Span);
        }
        hop.Complete();
        posts.OnCompleted();
        return new(alerts, panes, hop.Lines, tallied, withdrawn, drops);
    }

    /// <summary>Every line is a post or a withdrawal that counts, or left out for a reason.</summary>
    public bool Balances => Lines == Posts + Withdrawals + Drops.Total;
}
