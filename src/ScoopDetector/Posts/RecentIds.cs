using System.Numerics;
using ScoopDetector.State;

namespace ScoopDetector.Posts;

/// <summary>Ids and the moments at which they came, in the order of their coming, of which each can be found and the oldest be forgotten.</summary>
/// <remarks>
/// A ring of ids and moments, and a table of where in the ring an id stands: open addressing with linear probing, where what is removed leaves no gap (Knuth, The Art of Computer Programming 3, 6.4, algorithm R).
/// An entry of the table is a position and, in the bits that are left, the last bits of the id, so that another id is nearly always known without a look into the ring.
/// 18 bytes an id, and up to half as many again while there are fewer than there may be; a dictionary and a queue take 66.
/// Hot: asked for each post of the firehose.
/// </remarks>
/// <param name="most">So many there may be, at least 2: whoever adds when there are as many has forgotten the oldest before.</param>
internal sealed class RecentIds(int most) : IStateful
{
    private const int Least = 64;
    private const int AtOnce = 32;

    private ulong[] _ids = [];

    // The last 32 bits, in milliseconds: nothing that is still there is 49 days older than the latest.
    private uint[] _moments = [];
    private int _oldest;
    private long _latest = long.MinValue;

    // Where each id stands that came last; 0 for none. At most five eighths are taken.
    private uint[] _table = [];
    private int _positionBits;

    // Of no meaning: what is read ahead must go somewhere.
    private uint _read;

    /// <summary>How many have come and are not forgotten, an id that came twice twice.</summary>
    public int Count { get; private set; }

    /// <summary>When the oldest came; there must be one.</summary>
    public long OldestMoment => MomentAt(_oldest);

    /// <summary>Whether the id came at this moment or later, when it came last.</summary>
    public bool HasSince(ulong id, long moment) => Count > 0 && _table[PlaceOf(id)] is not 0 and var entry && MomentAt(PositionIn(entry)) >= moment;

    /// <summary>Takes the id in, unless it has come since.</summary>
    /// <param name="id">A hash, whose bits are all alike.</param>
    /// <param name="moment">In milliseconds: less than 49 days before the latest, and whatever is that much older must have been forgotten.</param>
    /// <param name="since">Likewise.</param>
    /// <returns>False if it has.</returns>
    public bool TryAdd(ulong id, long moment, long since)
    {
        if (Count == _ids.Length)
        {
            Grow(SizeFor(Count + (Count / 2)));
        }
        ref var entry = ref _table[PlaceOf(id)];
        if (entry != 0 && MomentAt(PositionIn(entry)) >= since)
        {
            return false;
        }
        var position = PositionOf(Count);
        (_ids[position], _moments[position], entry) = (id, (uint)moment, TagOf(id) | (uint)position);
        _latest = Math.Max(_latest, moment);
        Count++;
        return true;
    }

    /// <summary>There must be one.</summary>
    /// <returns>False if its id has come again since, and so is still there.</returns>
    public bool ForgetOldest()
    {
        var position = _oldest;
        var place = PlaceOf(_ids[position]);
        var isLast = PositionIn(_table[place]) == position;
        if (isLast)
        {
            Remove(place);
        }
        _oldest = PositionOf(1);
        Count--;
        return isLast;
    }

    public void Save(StateWriter writer)
    {
        var tillEnd = Math.Min(Count, _ids.Length - _oldest);
        writer.Count(Count);
        writer.Signed(_latest);
        writer.Fixed(_ids.AsSpan(_oldest, tillEnd));
        writer.Fixed(_ids.AsSpan(0, Count - tillEnd));
        var before = SaveDifferences(writer, _moments.AsSpan(_oldest, tillEnd), before: 0);
        SaveDifferences(writer, _moments.AsSpan(0, Count - tillEnd), before);
    }

    public void Load(StateReader reader)
    {
        Count = reader.Length() is var count && count <= most ? count : throw new StateFault("its ids are more than are kept now");
        _latest = reader.Signed();
        if (Count == 0)
        {
            return;
        }
        // With room for what comes next.
        var size = SizeFor(Count + (Count / 8));
        (_ids, _moments) = (GC.AllocateUninitializedArray<ulong>(size), GC.AllocateUninitializedArray<uint>(size));
        reader.Fixed(_ids.AsSpan(0, Count));
        var moment = 0u;
        foreach (ref var next in _moments.AsSpan(0, Count))
        {
            next = moment += (uint)reader.Signed();
        }
        FillTable();
    }

    private static uint SaveDifferences(StateWriter writer, ReadOnlySpan<uint> moments, uint before)
    {
        foreach (var moment in moments)
        {
            writer.Signed((int)(moment - before));
            before = moment;
        }
        return before;
    }

    private int SizeFor(int ids) => Math.Min(most, Math.Max(Least, ids));

    private void Grow(int size)
    {
        var (ids, moments) = (new ulong[size], new uint[size]);
        for (var i = 0; i < Count; i++)
        {
            var position = PositionOf(i);
            (ids[i], moments[i]) = (_ids[position], _moments[position]);
        }
        (_ids, _moments, _oldest) = (ids, moments, 0);
        FillTable();
    }

    /// <summary>What lies in the ring begins at its first position.</summary>
    private void FillTable()
    {
        _positionBits = BitOperations.Log2((uint)_ids.Length - 1) + 1;
        _table = new uint[(int)((long)_ids.Length * 8 / 5)];
        for (var first = 0; first < Count; first += AtOnce)
        {
            var some = _ids.AsSpan(first, Math.Min(AtOnce, Count - first));
            ReadAhead(some);
            for (var i = 0; i < some.Length; i++)
            {
                _table[PlaceOf(some[i])] = TagOf(some[i]) | (uint)(first + i);
            }
        }
    }

    /// <summary>Brings the places of several into the cache together: each comes from main memory.</summary>
    private void ReadAhead(ReadOnlySpan<ulong> ids)
    {
        var read = 0u;
        foreach (var id in ids)
        {
            read ^= _table[HomeOf(id)];
        }
        _read = read;
    }

    /// <summary>Where in the table the id stands or, if it does not, would stand.</summary>
    private int PlaceOf(ulong id)
    {
        var (table, tag, bits) = (_table, TagOf(id), _positionBits);
        for (var place = HomeOf(id); ; place = Next(place))
        {
            var entry = table[place];
            if (entry == 0 || ((entry ^ tag) >> bits == 0 && _ids[PositionIn(entry)] == id))
            {
                return place;
            }
        }
    }

    /// <summary>Moves up whatever would not be found behind the gap.</summary>
    private void Remove(int gap)
    {
        for (var place = Next(gap); _table[place] != 0; place = Next(place))
        {
            var home = HomeOf(_ids[PositionIn(_table[place])]);
            if (Distance(home, place) >= Distance(gap, place))
            {
                (_table[gap], gap) = (_table[place], place);
            }
        }
        _table[gap] = 0;
    }

    /// <summary>Of the one that came so many after the oldest.</summary>
    private int PositionOf(int after) => (uint)_oldest + (uint)after is var position && position < _ids.Length ? (int)position : (int)(position - _ids.Length);

    private long MomentAt(int position) => _latest - ((uint)_latest - _moments[position]);

    private int HomeOf(ulong id) => (int)((id >> 32) * (ulong)_table.Length >> 32);

    private int Next(int place) => place + 1 < _table.Length ? place + 1 : 0;

    private int Distance(int from, int to) => to >= from ? to - from : to - from + _table.Length;

    private int PositionIn(uint entry) => (int)(entry & ((1u << _positionBits) - 1));

    /// <summary>Never 0: no entry is taken for none.</summary>
    private uint TagOf(ulong id) => ((uint)id << _positionBits) is not 0 and var tag ? tag : 1u << _positionBits;
}
