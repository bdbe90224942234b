namespace ScoopDetector.Bursts;

/// <summary>The recent uses of all terms in one ring, each linked to the use of the same term before it.</summary>
/// <remarks>Hot: a use costs twelve bytes, written one behind the other. Uses are numbered from 1; beyond the ring's size the oldest are overwritten.</remarks>
internal sealed partial class UseLog(int most)
{
    private Use[] _ring = new Use[1 << 12];
    private uint _next = 1;
    private uint _oldest = 1;

    /// <param name="Post">The number of the post in <see cref="RecentVoices"/>.</param>
    /// <param name="Back">How many uses of all terms ago this term was used before; 0 if it was not.</param>
    /// <param name="Taught">How much it taught the baseline.</param>
    public readonly record struct Use(uint Post, uint Back, float Taught);

    /// <summary>Gives the number of the use.</summary>
    /// <param name="post">The post's number.</param>
    /// <param name="before">The number of the term's use before, 0 if there is none.</param>
    /// <param name="taught">How much it taught the baseline.</param>
    /// <param name="needed">Uses in posts from this number on are still needed: rather than overwrite one, the ring grows while it may.</param>
    public uint Add(uint post, uint before, float taught, uint needed)
    {
        if (_next - _oldest == _ring.Length)
        {
            if (_ring.Length < most && (int)(_ring[_oldest & (uint)(_ring.Length - 1)].Post - needed) >= 0)
            {
                Grow();
            }
            else
            {
                _oldest++;
            }
        }
        if (_next == 0)
        {
            // 0 means none: the number is left out, and so is its place in a full ring.
            _next++;
            _oldest += _next - _oldest > _ring.Length ? 1u : 0;
        }
        _ring[_next & (uint)(_ring.Length - 1)] = new(post, before == 0 ? 0 : _next - before, taught);
        return _next++;
    }

    /// <summary>False if it has been overwritten.</summary>
    public bool TryGet(uint number, out Use use)
    {
        use = _ring[number & (uint)(_ring.Length - 1)];
        return number - _oldest < _next - _oldest;
    }

    /// <summary>Brings the uses of several terms into the cache, for whoever goes through them one term after the other: each use leads to the one before, and so
    /// one term's come from memory one by one, but those of different terms together.</summary>
    /// <param name="latest">The latest use of each term; they are lost.</param>
    /// <param name="needed">Uses in posts before this number are not needed.</param>
    /// <param name="most">How many uses of each are needed.</param>
    public void ReadAhead(Span<uint> latest, uint needed, int most)
    {
        for (var i = 0; i < most && latest.Length > 1; i++)
        {
            var count = 0;
            foreach (var number in latest)
            {
                if (TryGet(number, out var use) && use.Back != 0 && (int)(use.Post - needed) >= 0)
                {
                    latest[count++] = number - use.Back;
                }
            }
            latest = latest[..count];
        }
    }

    /// <summary>The use teaches nothing after all; tells what it had taught.</summary>
    public float Unteach(uint number)
    {
        ref var use = ref _ring[number & (uint)(_ring.Length - 1)];
        var taught = use.Taught;
        use = use with { Taught = 0 };
        return taught;
    }

    private void Grow()
    {
        var larger = new Use[_ring.Length * 2];
        for (var number = _oldest; number != _next; number++)
        {
            larger[number & (uint)(larger.Length - 1)] = _ring[number & (uint)(_ring.Length - 1)];
        }
        _ring = larger;
    }
}
