using System.Runtime.InteropServices;
using ScoopDetector.Posts;
using ScoopDetector.Terms;
using ScoopDetector.Time;

namespace ScoopDetector.Tallies;

/// <summary>Counts the posts of one open pane.</summary>
/// <remarks>Hot: runs for each post and each of its terms. Uses are noted in one flat list and gathered by term when the pane is sealed.</remarks>
internal sealed class TallyBook(Pane pane, int sampleSize)
{
    private readonly List<PostDigest> _posts = [];
    private readonly Dictionary<ulong, int> _numbers = [];
    private readonly List<ulong> _terms = [];
    private readonly List<int> _lastPost = [];
    private readonly List<Use> _uses = [];
    private readonly List<Withdrawal> _withdrawals = [];
    private readonly int[] _postsByScript = new int[8];
    private readonly TermUse[] _own = new TermUse[Tokenizer.MostUses + 8];

    public void Add(in Post post, long observedAt, Tokenizer tokenizer)
    {
        tokenizer.Read(post.Text);
        var traits = tokenizer.Traits;
        var number = _posts.Count;
        var count = 0;
        byte scripts = 0;
        foreach (var use in tokenizer.Uses)
        {
            if (NoteFirstUse(use.Term, number))
            {
                scripts |= (byte)(1 << (int)use.Term.Script);
                _own[count++] = use;
            }
        }
        foreach (var range in post.Links.Split((byte)'\n'))
        {
            if (post.Links[range] is { IsEmpty: false } link && count < _own.Length)
            {
                traits |= PostTraits.Link;
                var term = TermId.Of(CanonicalLink.Hash(link), TermKind.Link, Script.Other);
                if (NoteFirstUse(term, number))
                {
                    scripts |= 1 << (int)Script.Other;
                    // A link outside the text has no place in it: it stands at the end, with no length.
                    _own[count++] = new TermUse(term, byte.MaxValue, (ushort)Math.Min(post.Text.Length, ushort.MaxValue), 0);
                }
            }
        }
        for (var script = 0; script < 8; script++)
        {
            _postsByScript[script] += (scripts >> script) & 1;
        }
        Span<uint> shingles = stackalloc uint[Shingles.Most];
        shingles = shingles[..tokenizer.ReadShingles(shingles)];
        traits |= post.RepostOf.IsEmpty ? PostTraits.None : PostTraits.Repost;
        traits |= post.ReplyTo.IsEmpty ? PostTraits.None : PostTraits.Reply;
        _posts.Add(new PostDigest(post.Id, post.AuthorId, post.Text, post.Language)
        {
            ObservedAt = observedAt,
            CreatedAt = post.CreatedAt,
            RepostOf = post.RepostOf.IsEmpty ? 0 : Hash64.Of(post.RepostOf),
            Traits = traits | Eyewitness.Trait(post.Text, traits, tokenizer.Length),
            Terms = _own.AsSpan(0, count).ToArray(),
            Shingles = shingles.ToArray(),
        });
    }

    public void Withdraw(Withdrawal withdrawal) => _withdrawals.Add(withdrawal);

    public PaneTally Seal()
    {
        var (posts, rank) = InOrder();
        return new(pane)
        {
            Posts = posts,
            Terms = Gather(posts, rank),
            PostsByScript = _postsByScript,
            Withdrawals = [.. _withdrawals.Distinct().OrderBy(w => w.PostId).ThenBy(w => w.AuthorId).ThenBy(w => w.At)],
        };
    }

    private bool NoteFirstUse(TermId term, int post)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, term.Value, out var known);
        if (!known)
        {
            number = _terms.Count;
            _terms.Add(term.Value);
            _lastPost.Add(-1);
        }
        if (_lastPost[number] == post)
        {
            return false;
        }
        _lastPost[number] = post;
        _uses.Add(new(number, post));
        return true;
    }

    private (PostDigest[] Posts, int[] Rank) InOrder()
    {
        var posts = _posts.ToArray();
        var arrival = new int[posts.Length];
        for (var i = 0; i < arrival.Length; i++)
        {
            arrival[i] = i;
        }
        Array.Sort(posts, arrival, Comparer<PostDigest>.Create(PostDigest.InOrder));
        var rank = new int[posts.Length];
        for (var i = 0; i < arrival.Length; i++)
        {
            rank[arrival[i]] = i;
        }
        return (posts, rank);
    }

    /// <summary>Sorts the uses by term (a counting sort) and chooses each term's sample.</summary>
    private TermTally[] Gather(PostDigest[] posts, int[] rank)
    {
        var starts = new int[_terms.Count + 1];
        foreach (var use in _uses)
        {
            starts[use.Term + 1]++;
        }
        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }
        var next = starts.AsSpan(0, _terms.Count).ToArray();
        var gathered = new int[_uses.Count];
        foreach (var use in _uses)
        {
            gathered[next[use.Term]++] = rank[use.Post];
        }
        var terms = new TermTally[_terms.Count];
        for (var i = 0; i < terms.Length; i++)
        {
            var indices = gathered.AsSpan(starts[i]..starts[i + 1]);
            indices.Sort();
            terms[i] = AuthorSample.Choose(new(_terms[i]), indices.Length, indices, posts, sampleSize);
        }
        Array.Sort(terms, static (a, b) => a.Term.Value.CompareTo(b.Term.Value));
        return terms;
    }

    private readonly record struct Use(int Term, int Post);
}
