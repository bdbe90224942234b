using ScoopDetector.Posts;
using ScoopDetector.Stages;
using ScoopDetector.State;
using ScoopDetector.Terms;
using ScoopDetector.Time;

namespace ScoopDetector.Tallies;

/// <summary>Cuts one partition's posts into panes, counts them, and seals each pane once the watermark has passed its end.</summary>
/// <remarks>A post is late if the watermark, as it stood before the post, had passed its pane; a withdrawal never is. That depends on the posts before it alone, not on how they were batched.</remarks>
internal sealed class PaneCutter(int partition, TallyOptions options, TimeProvider clock, DropCounts drops) : IStage<PostBatch, PanePart>, IStateful
{
    private readonly Tokenizer _tokenizer = new();
    private readonly Watermark _watermark = new(options.Patience, clock);
    private readonly SeenPosts _seen = new(options.RememberIds, options.Patience + options.Pane, options.RememberAtMost, drops);
    private readonly SeenPosts _withdrawn = new(options.RememberIds, options.Patience + options.Pane, options.RememberAtMost, drops);

    // By pane, ascending. Few are open at a time, and posts come nearly in order: the place of a pane is found from the end.
    private readonly List<TallyBook> _open = [];
    private readonly Stack<TallyBook> _blank = [];
    private readonly int _width = (int)options.Pane.TotalMilliseconds;
    private long _heardAt = clock.GetTimestamp();
    private long _toldTo = long.MinValue;
    private bool _toldIdle;

    public void Accept(PostBatch batch, Action<PanePart> emit)
    {
        if (batch.Count > 0)
        {
            _heardAt = clock.GetTimestamp();
        }
        for (var i = 0; i < batch.Count; i++)
        {
            var post = batch[i];
            Count(post, post.ObservedAt!.Value);
            // At once, and not at the end of the batch: hundreds of panes may lie in one batch of a quiet stream, and each would need its book.
            SealPanes(_watermark.Current, isIdle: false, emit);
        }
        if (batch.CompleteTo is { } moment)
        {
            _watermark.CompleteTo(moment);
        }
        if (batch.IsDrained)
        {
            _watermark.Idle();
        }
        Seal(_watermark.Current, batch.IsDrained && clock.GetElapsedTime(_heardAt) >= options.IdleAfter, emit);
    }

    public void Complete(Action<PanePart> emit) => Seal(long.MaxValue, isIdle: false, emit);

    private void Count(in Post post, long observedAt)
    {
        var (stamp, pane) = (observedAt, Pane.Of(observedAt, _width));
        if (pane.End <= _watermark.Current)
        {
            if (post.Kind == PostKind.Create)
            {
                drops.Add(Drop.Late);
                return;
            }
            // Nobody's wish to be forgotten is late: it holds from now on.
            (observedAt, pane) = (_watermark.Current, Pane.Of(_watermark.Current, _width));
        }
        var id = Hash64.Of(post.Id);
        if (post.Kind != PostKind.Create)
        {
            // A post is withdrawn once. An author may withdraw everything again later: only the same moment is the same wish, delivered twice.
            if (_withdrawn.Add(post.Kind == PostKind.Delete ? id : Hash64.Pair(Hash64.Of(post.AuthorId), (ulong)stamp), observedAt))
            {
                Book(pane).Withdraw(new(post.Kind == PostKind.Delete ? id : 0, Hash64.Of(post.AuthorId), observedAt));
            }
            else
            {
                drops.Add(Drop.Duplicate);
            }
        }
        else if (!_seen.Add(Hash64.Pair(id, Hash64.Of(post.AuthorId)), observedAt))
        {
            drops.Add(Drop.Duplicate);
        }
        else if (_withdrawn.Contains(id, observedAt))
        {
            drops.Add(Drop.Withdrawn);
        }
        else
        {
            Book(pane).Add(post, observedAt, _tokenizer);
        }
        _watermark.Observe(observedAt, _heardAt);
    }

    private TallyBook Book(Pane pane)
    {
        var at = _open.Count;
        while (at > 0 && _open[at - 1].Pane.Start >= pane.Start)
        {
            at--;
            if (_open[at].Pane.Start == pane.Start)
            {
                return _open[at];
            }
        }
        var book = (_blank.TryPop(out var blank) ? blank : new TallyBook(options.SampleSize)).Open(pane);
        _open.Insert(at, book);
        return book;
    }

    private void Seal(long upTo, bool isIdle, Action<PanePart> emit)
    {
        SealPanes(upTo, isIdle, emit);
        // A sign of life costs little, but not nothing: once a pane is enough, at once when the pane's end is passed.
        if (isIdle != _toldIdle || LastEndBefore(upTo) > _toldTo)
        {
            (_toldTo, _toldIdle) = (upTo, isIdle);
            emit(new(partition, upTo, isIdle, null));
        }
    }

    private long LastEndBefore(long moment) => moment is long.MinValue or long.MaxValue ? moment : Pane.Of(moment, _width).Start;

    private void SealPanes(long upTo, bool isIdle, Action<PanePart> emit)
    {
        while (_open is [var book, ..] && book.Pane.End <= upTo)
        {
            _open.RemoveAt(0);
            (_toldTo, _toldIdle) = (book.Pane.End, isIdle);
            emit(new(partition, _toldTo, isIdle, book.Seal()));
            _blank.Push(book);
        }
    }

    public void Save(StateWriter writer)
    {
        ((IStateful)_watermark).Save(writer);
        _seen.Save(writer);
        _withdrawn.Save(writer);
        writer.Signed(_toldTo);
        writer.Flag(_toldIdle);
        writer.Count(_open.Count);
        foreach (var book in _open)
        {
            book.Save(writer);
        }
    }

    public void Load(StateReader reader)
    {
        ((IStateful)_watermark).Load(reader);
        _seen.Load(reader);
        _withdrawn.Load(reader);
        _toldTo = reader.Signed();
        _toldIdle = reader.Flag();
        for (var count = reader.Length(); count > 0; count--)
        {
            var book = new TallyBook(options.SampleSize);
            book.Load(reader);
            _open.Add(book);
        }
    }
}
