namespace ScoopDetector.Host.Desk;

/// <summary>Posts a second over the last few looks: steady enough to read, quick enough to show a halt.</summary>
internal sealed class PostRate(TimeProvider clock)
{
    private const int Looks = 5;

    private readonly Queue<(long At, long Posts)> _looks = new();

    public double Look(long posts)
    {
        var now = clock.GetTimestamp();
        _looks.Enqueue((now, posts));
        if (_looks.Count > Looks)
        {
            _looks.Dequeue();
        }
        var (at, before) = _looks.Peek();
        return now == at ? 0 : (posts - before) / clock.GetElapsedTime(at, now).TotalSeconds;
    }
}
