using System.Threading.Channels;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources;

/// <summary>Takes what a source hears, reads it, publishes it, and saves the position once that is acknowledged.</summary>
/// <remarks>Between hearing and publishing lies a bounded queue: a server drops whoever reads slowly, so a broker that hesitates must not hold up the line at once.
/// When the queue is full it does, and the line breaks; then the source resumes at its position, and nothing is lost.</remarks>
internal sealed partial class SourcePublisher : IInbox
{
    private readonly Channel<(byte[] Message, string? Position)> _queue;
    private readonly SourceHealth _health;
    private readonly IPostTranslator _reader;
    private readonly IPostOutput _output;
    private readonly PositionFile _saved;
    private readonly SourcesOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly LatestPosts _latest;
    private readonly PostReceiver _publish;
    private long _savedAt;
    private string? _unsaved;

    public SourcePublisher(SourceHealth health, IPostTranslator reader, IPostOutput output, PositionFile saved, SourcesOptions options, TimeProvider clock, ILogger log)
    {
        (_health, _reader, _output, _saved, _options, _clock, _log) = (health, reader, output, saved, options, clock, log);
        _queue = Channel.CreateBounded<(byte[], string?)>(new BoundedChannelOptions(options.Queue) { SingleReader = true });
        health.QueueUsed = () => _queue.Reader.Count / (double)options.Queue;
        _latest = new(options.Remember);
        _publish = Publish;
        _savedAt = clock.GetTimestamp();
        Position = saved.Read();
    }

    /// <summary>Behind the last message that was taken, published or not: from where to resume while this process lives.</summary>
    public string? Position { get; private set; }

    /// <summary>Called when something was heard.</summary>
    public Action Heard { get; set; } = static () => { };

    public void Connected(string where)
    {
        _health.Connected(where);
        LogConnected(_log, _health.Name, where);
    }

    public async ValueTask AcceptAsync(byte[] message, string? position, CancellationToken stop)
    {
        _health.Heard();
        Heard();
        await _queue.Writer.WriteAsync((message, position), stop);
        Position = position ?? Position;
    }

    public void SkipLong()
    {
        _health.Heard();
        _health.Drops.Add(Drop.OverLong);
    }

    public void Missed(string what)
    {
        _health.Missed();
        LogMissed(_log, _health.Name, what);
    }

    /// <summary>Publishes until the source is done and everything is acknowledged.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        // Not the token of the stop: what was taken is published first. The queue is completed instead.
        while (await WaitToReadAsync(stop))
        {
            while (_queue.Reader.TryRead(out var heard))
            {
                Read(heard.Message);
                _unsaved = heard.Position ?? _unsaved;
                if (_clock.GetElapsedTime(_savedAt) >= _options.SaveEvery)
                {
                    Save(stop);
                }
            }
        }
        Save(stop);
    }

    /// <summary>Nothing more will be heard.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    /// <summary>While nothing comes, what is not yet saved is.</summary>
    private async Task<bool> WaitToReadAsync(CancellationToken stop)
    {
        var ready = _queue.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        if (_unsaved is not null && !ready.IsCompleted)
        {
            using var done = new CancellationTokenSource();
            if (await Task.WhenAny(ready, Task.Delay(_options.SaveEvery, _clock, done.Token)) != ready)
            {
                Save(stop);
            }
            await done.CancelAsync();
        }
        return await ready;
    }

    private void Read(byte[] message)
    {
        if (_reader.Translate(message, _publish, _health.Drops) == 0)
        {
            _health.Drops.Add(Drop.Malformed);
        }
    }

    private void Publish(in Post post)
    {
        if (!_latest.Add(post))
        {
            _health.Drops.Add(Drop.Duplicate);
            return;
        }
        var known = post.Kind == PostKind.Delete && post.AuthorId.SequenceEqual(post.Id) ? _latest.AuthorOf(post.Id) : default;
        if (known.IsEmpty)
        {
            _output.Send(post, post.ObservedAt!.Value);
        }
        else
        {
            // Its author's key leads it to the partition where the post is.
            _output.Send(new Post { Kind = PostKind.Delete, Id = post.Id, AuthorId = known, CreatedAt = post.CreatedAt, ObservedAt = post.ObservedAt }, post.ObservedAt!.Value);
        }
        _health.Published(post);
    }

    private void Save(CancellationToken stop)
    {
        _output.Settle(stop);
        _savedAt = _clock.GetTimestamp();
        if (_unsaved is { } position)
        {
            _saved.Write(position);
            _unsaved = null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Name} listens to {Where}.")]
    private static partial void LogConnected(ILogger log, string name, string where);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Name} has missed something: {What}")]
    private static partial void LogMissed(ILogger log, string name, string what);
}
