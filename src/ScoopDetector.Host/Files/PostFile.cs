using ScoopDetector.Posts;

namespace ScoopDetector.Host.Files;

/// <summary>One of several files of posts, with a first hop of its own, and read only as far ahead as its next posts.</summary>
/// <remarks>Each is a stream for itself: its running clock follows its own claims, and a message of its network may stretch over several of its lines.</remarks>
/// <param name="at">Which of the files it is.</param>
/// <param name="stream">Its text.</param>
/// <param name="intake">Its first hop, of one partition.</param>
/// <param name="maxLineBytes">As in <see cref="ReadOptions.MaxLineBytes"/>.</param>
internal sealed class PostFile(int at, Stream stream, PostIntake intake, int maxLineBytes) : IDisposable
{
    private const int PostsAhead = 512;

    private readonly ReadAhead _ahead = new(stream);
    private readonly PostBatch _posts = new(0);
    private LineReader? _lines;
    private int _next;
    private bool _ended;

    public int At => at;

    /// <summary>The moment of the next post; null if there is none any more.</summary>
    public long? Moment { get; private set; }

    /// <summary>Why the file ended before its time; null if it did not.</summary>
    public string? BrokenBy => _ended ? _ahead.BrokenBy : null;

    /// <summary>Bytes of text that were read.</summary>
    public long Read => _lines?.Read ?? 0;

    /// <summary>Goes on to the first post.</summary>
    public void Begin()
    {
        _lines = new(_ahead.Stream, maxLineBytes);
        ReadOn();
    }

    /// <summary>Hands on the next post, and goes on to the one after it.</summary>
    public void HandOn(PostIntake into)
    {
        into.Accept(_posts[_next++]);
        ReadOn();
    }

    public void Dispose() => _ahead.Dispose();

    private void ReadOn()
    {
        if (_next == _posts.Count)
        {
            _posts.Clear();
            _next = 0;
            Fill();
        }
        Moment = _next < _posts.Count ? _posts[_next].ObservedAt : null;
    }

    private void Fill()
    {
        while (!_ended && intake.Waiting < PostsAhead)
        {
            if (!_lines!.TryRead(out var line, out var isOverLong))
            {
                _ended = true;
                intake.Complete();
            }
            else if (isOverLong)
            {
                intake.SkipLongLine();
            }
            else
            {
                intake.Accept(line);
            }
        }
        intake.Flush(batch =>
        {
            for (var i = 0; i < batch.Count; i++)
            {
                var post = batch[i];
                _posts.Add(post, post.ObservedAt!.Value);
            }
        });
    }
}
