using ScoopDetector.Tallies;
using ScoopDetector.Terms;

namespace ScoopDetector.Bursts;

/// <summary>Finds for each post the one whose words it repeats: by the network's own repost mark, or by shared shingles.</summary>
/// <remarks>
/// Called in the order of posts, so that the origin is the earliest. Copies with small changes, with a random tail, behind a mention or inside a quotation
/// share a good part of their shingles; independent reports of one thing share names and numbers, but few runs of three words.
/// Memory is two generations of at most <see cref="MostKeys"/> keys each.
/// </remarks>
internal sealed class OriginBook(TimeSpan span)
{
    /// <summary>The share of its shingles that makes a post a copy, and the least number of them.</summary>
    private const double CopiedShare = 0.3;

    private const int CopiedLeast = 2;
    private const int MostKeys = 1_500_000;

    private readonly long _span = (long)span.TotalMilliseconds;
    private readonly ulong[] _candidates = new ulong[Shingles.Most + 1];
    private readonly int[] _votes = new int[Shingles.Most + 1];
    private Dictionary<uint, ulong> _current = [];
    private Dictionary<uint, ulong> _before = [];
    private long _turnedAt = long.MinValue;

    public ulong OriginOf(PostDigest post)
    {
        Turn(post.ObservedAt);
        var origin = Find(post) ?? post.IdHash;
        // The latest owner of a phrase has it: otherwise everyday phrases, taken long ago, would keep the copies of a new text apart.
        foreach (var shingle in post.Shingles)
        {
            _current[shingle] = origin;
        }
        _current[IdKey(post.IdHash)] = origin;
        return origin;
    }

    private ulong? Find(PostDigest post)
    {
        if (post.RepostOf != 0 && TryGet(IdKey(post.RepostOf), out var reposted))
        {
            return reposted;
        }
        var kinds = 0;
        foreach (var shingle in post.Shingles)
        {
            if (!TryGet(shingle, out var origin))
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
        var needed = Math.Min(post.Shingles.Length, Math.Max(CopiedLeast, (int)Math.Ceiling(CopiedShare * post.Shingles.Length)));
        return best >= 0 && _votes[best] >= needed ? _candidates[best] : post.RepostOf != 0 ? post.RepostOf : null;
    }

    private bool TryGet(uint key, out ulong origin) => _current.TryGetValue(key, out origin) || _before.TryGetValue(key, out origin);

    private static uint IdKey(ulong idHash) => (uint)idHash;

    private void Turn(long moment)
    {
        if (moment < _turnedAt + _span && _current.Count < MostKeys)
        {
            return;
        }
        (_before, _current) = (_current, _before);
        _current.Clear();
        if (_turnedAt != long.MinValue && moment > _turnedAt + (2 * _span))
        {
            _before.Clear();
        }
        _turnedAt = moment;
    }
}
