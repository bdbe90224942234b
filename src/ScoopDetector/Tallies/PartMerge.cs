using ScoopDetector.Terms;

namespace ScoopDetector.Tallies;

/// <summary>Adds up the parts of one pane. Their posts and terms are in order already, so each is taken in turn from the part that has the next.</summary>
/// <remarks>Hot: runs for each term of each part, where a stream has several partitions.</remarks>
internal sealed class PartMerge
{
    private readonly PaneTally[] _parts;
    private readonly AuthorSamples _samples;

    // By part, of each of its posts: its place among all.
    private readonly int[][] _placeOf;
    private int[] _candidates = new int[64];

    public PartMerge(PaneTally[] parts, int sampleSize)
    {
        (_parts, _samples) = (parts, new(sampleSize));
        _placeOf = [.. parts.Select(part => new int[part.Posts.Length])];
    }

    public PaneTally Merge()
    {
        var posts = MergePosts();
        _samples.Begin(posts);
        return new(_parts[0].Pane)
        {
            Posts = posts,
            Terms = MergeTerms(),
            Samples = _samples.ToArray(),
            PostsByScript = [.. Enumerable.Range(0, 8).Select(script => _parts.Sum(part => part.PostsByScript[script]))],
            Withdrawals = Withdrawal.InOrder([.. _parts.SelectMany(part => part.Withdrawals)]),
        };
    }

    private PostDigest[] MergePosts()
    {
        var merged = new PostDigest[_parts.Sum(part => part.Posts.Length)];
        var next = new int[_parts.Length];
        for (var place = 0; place < merged.Length; place++)
        {
            var from = -1;
            for (var part = 0; part < _parts.Length; part++)
            {
                if (next[part] < _parts[part].Posts.Length
                    && (from < 0 || PostDigest.InOrder(_parts[part].Posts[next[part]], _parts[from].Posts[next[from]]) < 0))
                {
                    from = part;
                }
            }
            _placeOf[from][next[from]] = place;
            merged[place] = _parts[from].Posts[next[from]++];
        }
        return merged;
    }

    private TermTally[] MergeTerms()
    {
        var merged = new List<TermTally>(_parts.Sum(part => part.Terms.Length));
        var next = new int[_parts.Length];
        while (TryFindLowest(next, out var term))
        {
            merged.Add(MergeTerm(term, next));
        }
        return [.. merged];
    }

    private bool TryFindLowest(int[] next, out TermId lowest)
    {
        (lowest, var found) = (default, false);
        for (var part = 0; part < _parts.Length; part++)
        {
            var terms = _parts[part].Terms;
            if (next[part] < terms.Length && (!found || terms[next[part]].Term.Value < lowest.Value))
            {
                (lowest, found) = (terms[next[part]].Term, true);
            }
        }
        return found;
    }

    private TermTally MergeTerm(TermId term, int[] next)
    {
        var (posts, count, limit) = (0, 0, ulong.MaxValue);
        for (var part = 0; part < _parts.Length; part++)
        {
            var terms = _parts[part].Terms;
            if (next[part] == terms.Length || terms[next[part]].Term != term)
            {
                continue;
            }
            ref readonly var tally = ref terms[next[part]++];
            (posts, limit) = (posts + tally.Posts, Math.Min(limit, tally.HighestAuthor));
            if (_candidates.Length < count + tally.Count)
            {
                Array.Resize(ref _candidates, (count + tally.Count) * 2);
            }
            foreach (var post in _parts[part].SampleOf(tally))
            {
                _candidates[count++] = _placeOf[part][post];
            }
        }
        var candidates = _candidates.AsSpan(0, count);
        candidates.Sort();
        return _samples.Choose(term, posts, candidates, limit);
    }
}
