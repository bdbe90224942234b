using System.Reactive.Subjects;
using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Alerts;
using ScoopDetector.Posts;
using ScoopDetector.State;

namespace ScoopDetector.Tests.State;

/// <summary>Runs lines through a pipeline that is saved and gone on with in a newly made one, as often as wished.</summary>
internal sealed class Relay : IDisposable
{
    private static readonly INewsScore Model = NewsScores.Named(NewsScores.Shipped)!;

    private readonly ScoopOptions _options;
    private readonly int _partitions;
    private readonly FakeTimeProvider _clock = new();
    private readonly DropCounts _drops = new();
    private readonly PostIntake _intake;
    private readonly List<byte[]> _alerts = [];
    private Subject<PostBatch> _posts = new();
    private PipelineState _state = new();

    public Relay(ScoopOptions options, int partitions)
    {
        (_options, _partitions) = (options, partitions);
        _intake = new(options.Read, options.Tally, partitions, _clock, _drops);
        Begin();
    }

    /// <summary>As lines of alerts.jsonl.</summary>
    public IReadOnlyList<byte[]> Alerts => _alerts;

    /// <summary>How often batches were handed on so far.</summary>
    public int Flushes { get; private set; }

    public byte[] Saved()
    {
        var writer = new StateWriter();
        _state.Save(writer);
        using var file = new MemoryStream();
        writer.WriteTo(file);
        return file.ToArray();
    }

    /// <summary>A newly made pipeline goes on with what this one knows.</summary>
    public void HandOver(byte[]? saved = null)
    {
        var file = saved ?? Saved();
        _state = new(new StateFile(new MemoryStream(file)));
        _posts.Dispose();
        _posts = new();
        Begin();
        _state.Loaded();
    }

    /// <param name="lines">One post or withdrawal each.</param>
    /// <param name="batchPosts">After how many waiting posts the batches are handed on.</param>
    /// <param name="flushed">Called whenever they were, with how often they were.</param>
    public void Run(IEnumerable<byte[]> lines, int batchPosts, Action<int>? flushed = null)
    {
        foreach (var line in lines)
        {
            _intake.Accept(line);
            if (_intake.Waiting >= batchPosts)
            {
                Flush();
                flushed?.Invoke(Flushes);
            }
        }
    }

    public void Complete()
    {
        _intake.Complete();
        Flush();
        _posts.OnCompleted();
    }

    public void Dispose() => _posts.Dispose();

    private void Flush()
    {
        _intake.Flush(_posts.OnNext);
        Flushes++;
    }

    private void Begin() =>
        new ScoopPipeline(_options, _clock, _drops) { Model = Model }.Detect(_posts, _partitions, _state).Subscribe(alert => _alerts.Add(AlertJson.Write(alert)));
}
