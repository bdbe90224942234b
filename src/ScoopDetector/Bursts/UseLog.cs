namespace ScoopDetector.Bursts;

/// <summary>The recent uses of all terms in one ring, each linked to the use of the same term before it.</summary>
/// <remarks>Hot: a use costs twelve bytes, written one behind the other. Uses are numbered from 1; beyond the ring's size the oldest are overwritten.</remarks>
internal sealed class UseLog(int most)
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
