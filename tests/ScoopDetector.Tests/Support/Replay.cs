using System.Reactive.Subjects;
using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Alerts;
using ScoopDetector.Posts;

namespace ScoopDetector.Tests.Support;

/// <summary>Runs lines through the whole pipeline, in virtual time.</summary>
internal static class Replay
{
    /// <param name="lines">One post or withdrawal each.</param>
    /// <param name="options">Of the detection.</param>
    /// <param name="partitions">How many the posts are spread over.</param>
    /// <param name="batchPosts">After how many waiting posts the batches are handed on.</param>
    public static List<Alert> Of(IEnumerable<byte[]> lines, ScoopOptions options, int partitions = 1, int batchPosts = 512)
    {
        var clock = new FakeTimeProvider();
        var drops = new DropCounts();
        var alerts = new List<Alert>();
        using var posts = new Subject<PostBatch>();
        using var told = new ScoopPipeline(options, clock, drops).Detect(posts, partitions).Subscribe(alerts.Add);
        var intake = new PostIntake(options.Read, options.Tally, partitions, clock, drops);
        foreach (var line in lines)
        {
            intake.Accept(line);
            if (intake.Waiting >= batchPosts)
            {
                intake.Flush(posts.OnNext);
            }
        }
        intake.Complete();
        intake.Flush(posts.OnNext);
        posts.OnCompleted();
        return alerts;
    }
}
