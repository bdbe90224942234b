using System.Diagnostics;
using System.Globalization;
using System.Reactive.Subjects;
using ScoopDetector.Faults;
using ScoopDetector.Host.Checkpoints;
using ScoopDetector.Host.Files;
using ScoopDetector.Posts;
using ScoopDetector.State;

namespace ScoopDetector.Benchmarks;

/// <summary>What it costs to save all that is known after these posts: how long the stream stands still, how large the file is, how long a restart takes to read it.</summary>
internal static class CheckpointCost
{
    private const int Times = 5;
    private static readonly ScoopOptions Options = new();

    /// <param name="path">Of the posts.</param>
    /// <param name="partitions">Each remembers its own ids.</param>
    /// <param name="kept">Where the checkpoint is left, for <see cref="Restart"/>; null for nowhere.</param>
    public static void Run(string path, int partitions, string? kept)
    {
        var state = new PipelineState();
        using var batches = new Subject<PostBatch>();
        using var running = Pipeline().Detect(batches, partitions, state).Subscribe(static _ => { });
        var posts = Feed(path, partitions, batches);
        // Twice the same writer, as in a run: the first time it must get its memory.
        var writer = new StateWriter();
        var file = new MemoryStream();
        var (pauses, writings, loadings) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < Times; i++)
        {
            writer.Clear();
            file.SetLength(0);
            pauses.Add(Time(() => state.Save(writer)));
            writings.Add(Time(() => writer.WriteTo(file)));
            var saved = file.ToArray();
            loadings.Add(Time(() => Load(() => new MemoryStream(saved), partitions)));
        }
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{posts:N0} posts; file {file.Length / 1e6:0.0} MB; pause, writing, loading in ms, medians of {Times}: {Median(pauses):0}, {Median(writings):0}, {Median(loadings):0} (first pause {pauses[0]:0})"));
        OnTheTopic(writer);
        if (kept is not null)
        {
            File.WriteAllBytes(kept, file.ToArray());
        }
    }

    /// <summary>What a new process takes to know what was saved: its memory is used for the first time.</summary>
    public static void Restart(string kept, int partitions) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{new FileInfo(kept).Length / 1e6:0.0} MB loaded in {Time(() => Load(() => CheckpointFolder.Open(kept), partitions)):0} ms; {Environment.WorkingSet >> 20:N0} MB of memory in use"));

    /// <summary>As it goes to a standby on another machine, without the way there.</summary>
    private static void OnTheTopic(StateWriter writer)
    {
        var (compressed, packings, unpackings) = (CheckpointTopic.Compress(writer), new List<double>(), new List<double>());
        for (var i = 0; i < Times; i++)
        {
            packings.Add(Time(() => CheckpointTopic.Compress(writer)));
            unpackings.Add(Time(() => CheckpointTopic.Expand(compressed)));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"on the topic {compressed.Length / 1e6:0.0} MB; compressing, expanding in ms, medians of {Times}: {Median(packings):0}, {Median(unpackings):0}"));
    }

    private static ScoopPipeline Pipeline() => new(Options, TimeProvider.System, new());

    private static void Load(Func<Stream> open, int partitions)
    {
        var state = new PipelineState(new StateFile(open()));
        using var batches = new Subject<PostBatch>();
        Pipeline().Detect(batches, partitions, state).Subscribe(static _ => { }).Dispose();
        state.Loaded();
    }

    private static long Feed(string path, int partitions, Subject<PostBatch> batches)
    {
        using var stream = InputFile.Open(path, out _);
        var lines = new LineReader(stream, Options.Read.MaxLineBytes);
        // Not completed: as it is in the middle of a stream.
        var hop = new FirstHop(Options, partitions, batches.OnNext);
        while (lines.TryRead(out var line, out _))
        {
            hop.Accept(line);
        }
        hop.Flush();
        return hop.Posts;
    }

    private static double Time(Action work)
    {
        var since = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(since).TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
