using ScoopDetector.Posts;
using ScoopDetector.Stages;
using ScoopDetector.Terms;
using ScoopDetector.Time;

namespace ScoopDetector.Tallies;

/// <summary>Cuts one partition's posts into panes, counts them, and seals each pane once the watermark has passed its end.</summary>
/// <remarks>A post is late if the watermark, as it stood before the post, had passed its pane. That depends on the posts before it alone, not on how they were batched.</remarks>
internal sealed class PaneCutter(int partition, TallyOptions options, TimeProvider clock, DropCounts drops) : IStage<PostBatch, PanePart>
{
    private readonly Tokenizer _tokenizer = new();
    private readonly Watermark _watermark = new(options.Patience, clock);
    private readonly SeenPosts _seen = new(options.RememberIds);
    private readonly SeenPosts _withdrawn = new(options.RememberIds);
    private readonly SortedDictionary<long, TallyBook> _open = [];
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
        var pane = Pane.Of(observedAt, _width);
        if (pane.End <= _watermark.Current)
        {
            drops.Add(Drop.Late);
            return;
        }
        var id = Hash64.Of(post.Id);
        if (post.Kind != PostKind.Create)
        {
            _withdrawn.Add(id, observedAt);
            Book(pane).Withdraw(new(post.Kind == PostKind.Delete ? id : 0, Hash64.Of(post.AuthorId), observedAt));
        }
        else if (!_seen.Add(id, observedAt))
        {
            drops.Add(Drop.Duplicate);
        }
        else if (_withdrawn.Contains(id))
        {
            drops.Add(Drop.Withdrawn);
        }
        else
        {
            Book(pane).Add(post, observedAt, _tokenizer);
        }
        _watermark.Observe(observedAt);
    }

    private TallyBook Book(Pane pane)
    {
        if (!_open.TryGetValue(pane.Start, out var book))
        {
            _open[pane.Start] = book = new(pane, options.SampleSize);
        }
        return book;
    }

    private void Seal(long upTo, bool isIdle, Action<PanePart> emit)
    {
        while (_open.Count > 0 && _open.First() is var (start, book) && start + _width <= upTo)
        {
            _open.Remove(start);
            (_toldTo, _toldIdle) = (start + _width, isIdle);
            emit(new(partition, _toldTo, isIdle, book.Seal()));
        }
        // A sign of life costs little, but not nothing: once a pane is enough, at once when the pane's end is passed.
        if (isIdle != _toldIdle || LastEndBefore(upTo) > _toldTo)
        {
            (_toldTo, _toldIdle) = (upTo, isIdle);
            emit(new(partition, upTo, isIdle, null));
        }
    }

    private long LastEndBefore(long moment) => moment is long.MinValue or long.MaxValue ? moment : Pane.Of(moment, _width).Start;
}
