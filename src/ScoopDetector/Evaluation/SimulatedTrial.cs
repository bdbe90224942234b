using System.Reactive.Subjects;
using System.Text.Json;
using ScoopDetector.Alerts;
using ScoopDetector.Posts;
using ScoopDetector.Simulation;

namespace ScoopDetector.Evaluation;

/// <summary>A simulated firehose through the whole pipeline, judged by its own truth, without a file.</summary>
internal static class SimulatedTrial
{
    private const int BatchPosts = 512;

    /// <param name="name">By which people know the trial.</param>
    /// <param name="simulation">The stream.</param>
    /// <param name="options">The detector.</param>
    /// <param name="clock">For the pipeline, which asks it nothing while posts come in.</param>
    public static Trial Run(string name, SimulationOptions simulation, ScoopOptions options, TimeProvider clock)
    {
        var (book, drops) = (new TruthBook(simulation), new DropCounts());
        List<AlertLine> alerts = [];
        using var posts = new Subject<PostBatch>();
        using var told = new ScoopPipeline(options, clock, drops).Detect(posts, partitions: 1).Subscribe(alert => alerts.Add(LineOf(alert)));
        var intake = new PostIntake(options.Read, options.Tally, 1, clock, drops);
        foreach (var line in new Firehose(simulation))
        {
            book.Observe(line);
            intake.Accept(line.Json.Span);
            if (intake.Waiting >= BatchPosts)
                intake.Flush(posts.OnNext);
        }
        intake.Complete();
        intake.Flush(posts.OnNext);
        posts.OnCompleted();
        return new(name, TruthOf(book), alerts, leastVoices: options.Alerts.AlertVoices);
    }

    private static Truth TruthOf(TruthBook book)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
            book.Write(writer);
        return new(JsonSerializer.Deserialize(json.ToArray(), EvaluationJson.Default.TruthFile)!);
    }

    private static AlertLine LineOf(Alert alert) => JsonSerializer.Deserialize(AlertJson.Write(alert), AlertLineJson.Default.AlertLine)!;
}
