using ScoopDetector.Tallies;
using ScoopDetector.Terms;

namespace ScoopDetector.Bursts;

/// <summary>Finds for each post the one whose words it repeats: by the network's own repost mark, or by shared shingles.</summary>
/// <remarks>
/// Called in the order of posts, so that the origin is the earliest. Copies with small changes, with a random tail, behind a mention or inside a quotation
/// share a good part of their shingles; independent reports of one thing share names and numbers, but few runs of three words.
/// Hot: some twenty look-ups for each post. The table has one place for each key and the latest owner of a place has it, so that it never needs
/// to be tidied; it grows while more than half of it is in use, up to 32 MB.
/// </remarks>
/// <param name="span">For how long a phrase is remembered.</param>
internal sealed partial class OriginBook(TimeSpan span)
{
    /// <summary>The share of its shingles that makes a post a copy, and the least number of them.</summary>
    private const double CopiedShare = 0.3;

    private const int CopiedLeast = 2;
    private const int MostBits = 21;

    private readonly long _span = (long)span.TotalMilliseconds / Second;
    private readonly ulong[] _candidates = new ulong[Shingles.Most + 1];
    private readonly int[] _votes = new int[Shingles.Most + 1];
    private Place[] _places = new Place[1 << 12];
    private int _bits = 12;
    private int _used;

    // Written so that what is read ahead is not left out as idle.
    private uint _read;

    private const int Second = 1000;

    /// <summary>Six hours: whoever repeats something later says it anew.</summary>
    public OriginBook() : this(TimeSpan.FromHours(6)) { }

    public ulong OriginOf(PostDigest post)
    {
        var now = (uint)(post.ObservedAt / Second);
        var origin = Find(post, now) ?? post.IdHash;
        // The latest owner of a phrase has it: otherwise everyday phrases, taken long ago, would keep the copies of a new text apart.
        foreach (var shingle in post.Shingles)
        {
            Set(shingle, origin, now);
        }
        Set(IdKey(post.IdHash), origin, now);
        return origin;
    }

    private ulong? Find(PostDigest post, uint now)
    {
        if (post.RepostOf != 0 && TryGet(IdKey(post.RepostOf), now, out var reposted))
        {
            return reposted;
        }
        if (post.Shingles.Length < CopiedLeast)
        {
            // Too few words to be anybody's own: whoever feels the earth shake says the same three.
            return post.RepostOf != 0 ? post.RepostOf : null;
        }
        ReadAhead(post.Shingles);
        var kinds = 0;
        foreach (var shingle in post.Shingles)
        {
            if (!TryGet(shingle, now, out var origin))
            {
                continue;
            }
            var at = Array.IndexOf(_candidates, origin, 0, kinds);
            if (at < 0)
            {
                at = kinds++;
                (_candidates[at], _votes[at]) = (origin, 0);
            }
            _votes[at]++;
        }
        var best = -1;
        for (var i = 0; i < kinds; i++)
        {
            if (best < 0 || _votes[i] > _votes[best] || (_votes[i] == _votes[best] && _candidates[i] < _candidates[best]))
            {
                best = i;
            }
        }
        var needed = Math.Max(CopiedLeast, (int)Math.Ceiling(CopiedShare * post.Shingles.Length));
        return best >= 0 && _votes[best] >= needed ? _candidates[best] : post.RepostOf != 0 ? post.RepostOf : null;
    }

    /// <summary>Reads all places before any is judged: in a loop that waits for nothing they come from memory together.</summary>
    private void ReadAhead(uint[] keys)
    {
        var read = 0u;
        foreach (var key in keys)
        {
            read += _places[key >> (32 - _bits)].Key;
        }
        _read = read;
    }

    private static uint IdKey(ulong idHash) => (uint)idHash;

    private bool TryGet(uint key, uint now, out ulong origin)
    {
        ref readonly var place = ref _places[key >> (32 - _bits)];
        origin = place.Origin;
        return place.Key == key && origin != 0 && now - place.At <= _span;
    }

    private void Set(uint key, ulong origin, uint now)
    {
        ref var place = ref _places[key >> (32 - _bits)];
        if (place.Origin == 0 && ++_used > _places.Length / 2 && _bits < MostBits)
        {
            Grow(now);
            place = ref _places[key >> (32 - _bits)];
        }
        place = new(key, now, origin);
    }

    private void Grow(uint now)
    {
        var before = _places;
        _bits++;
        (_places, _used) = (new Place[1 << _bits], 1);
        foreach (var place in before)
        {
            if (place.Origin != 0 && now - place.At <= _span)
            {
                _places[place.Key >> (32 - _bits)] = place;
                _used++;
            }
        }
    }

    private readonly record struct Place(uint Key, uint At, ulong Origin);
}
