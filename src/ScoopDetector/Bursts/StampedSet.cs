namespace ScoopDetector.Bursts;

/// <summary>A set of hashes that is emptied at no cost: each entry carries the stamp of the round that it belongs to.</summary>
/// <remarks>Hot: filled and emptied for each term that may burst.</remarks>
internal sealed class StampedSet
{
    private (ulong Key, int Stamp)[] _slots = new (ulong, int)[256];
    private int _stamp = 1;
    private int _count;

    public void Clear()
    {
        _stamp++;
        _count = 0;
    }

    /// <summary>False if it was there.</summary>
    public bool Add(ulong key)
    {
        if (_count * 2 >= _slots.Length)
        {
            Grow();
        }
        var mask = (uint)_slots.Length - 1;
        for (var at = (uint)key & mask; ; at = (at + 1) & mask)
        {
            ref var slot = ref _slots[at];
            if (slot.Stamp != _stamp)
            {
                slot = (key, _stamp);
                _count++;
                return true;
            }
            if (slot.Key == key)
            {
                return false;
            }
        }
    }

    private void Grow()
    {
        var before = _slots;
        var stamp = _stamp;
        (_slots, _stamp, _count) = (new (ulong, int)[before.Length * 2], 1, 0);
        foreach (var (key, its) in before)
        {
            if (its == stamp)
            {
                Add(key);
            }
        }
    }
}
