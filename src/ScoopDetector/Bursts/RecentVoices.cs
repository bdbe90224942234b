namespace ScoopDetector.Bursts;

/// <summary>The posts of the longest window, numbered in order, and where each window begins.</summary>
/// <remarks>Hot: a window is a range of numbers, so that whether a use lies inside is one comparison.</remarks>
internal sealed partial class RecentVoices(IReadOnlyList<long> windows, int most)
{
    private readonly uint[] _first = [.. windows.Select(_ => 1u)];
    private Voice?[] _ring = new Voice?[1 << 10];
    private uint _oldest = 1;

    /// <summary>The number that the next post will get.</summary>
    public uint Next { get; private set; } = 1;

    /// <summary>Posts before this moment may have been dropped for want of room, in milliseconds.</summary>
    public long KnownFrom { get; private set; } = long.MinValue;

    /// <summary>The number of the first post that is still kept.</summary>
    public uint Oldest => _oldest;

    public Voice this[uint number] => _ring[number & (uint)(_ring.Length - 1)]!;

    /// <summary>The number of the first post inside the window.</summary>
    public uint FirstIn(int window) => _first[window];

    /// <summary>The number of the first post inside the longest window.</summary>
    public uint FirstInLongest => _first[^1];

    public void Add(Voice voice)
    {
        if (Next - _oldest == _ring.Length)
        {
            if (_ring.Length < most)
            {
                Grow();
            }
            else
            {
                KnownFrom = this[_oldest].Post.ObservedAt + 1;
                Drop();
            }
        }
        _ring[Next++ & (uint)(_ring.Length - 1)] = voice;
    }

    /// <summary>Moves the windows on, so that they end at this moment; what no window needs is let go.</summary>
    public void MoveTo(long now)
    {
        for (var window = 0; window < _first.Length; window++)
        {
            var from = now - windows[window];
            var first = (int)(_first[window] - _oldest) < 0 ? _oldest : _first[window];
            while (first != Next && this[first].Post.ObservedAt < from)
            {
                first++;
            }
            _first[window] = first;
        }
        while (_oldest != FirstInLongest)
        {
            Drop();
        }
    }

    private void Drop() => _ring[_oldest++ & (uint)(_ring.Length - 1)] = null;

    private void Grow()
    {
        var larger = new Voice?[_ring.Length * 2];
        for (var number = _oldest; number != Next; number++)
        {
            larger[number & (uint)(larger.Length - 1)] = this[number];
        }
        _ring = larger;
    }
}
