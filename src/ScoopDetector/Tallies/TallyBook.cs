using ScoopDetector.Posts;
using ScoopDetector.State;
using ScoopDetector.Terms;
using ScoopDetector.Time;

namespace ScoopDetector.Tallies;

/// <summary>Counts the posts of one open pane; sealed, it can be opened for another.</summary>
/// <remarks>Hot: runs for each post and each of its terms. Uses are noted in one flat list and gathered by term when the pane is sealed.
/// A book is used again and again, since a quiet pane would spend more on a new one than on its posts.</remarks>
internal sealed class TallyBook(int sampleSize) : IStateful
{
    private readonly List<PostDigest> _posts = [];
    private readonly TermNumbers _terms = new();
    private readonly TermOrder _order = new();
    private readonly AuthorSamples _samples = new(sampleSize);
    private readonly List<Withdrawal> _withdrawals = [];
    private readonly int[] _postsByScript = new int[8];
    private readonly TermUse[] _own = new TermUse[Tokenizer.MostUses + 8];
    private Use[] _uses = new Use[256];
    private int _used;
    private int[] _starts = new int[128];
    private int[] _gathered = new int[128];

    public Pane Pane { get; private set; }

    /// <summary>Begins an empty pane.</summary>
    public TallyBook Open(Pane pane)
    {
        Pane = pane;
        _posts.Clear();
        _terms.Clear();
        _used = 0;
        _withdrawals.Clear();
        Array.Clear(_postsByScript);
        return this;
    }

    public void Add(in Post post, long observedAt, Tokenizer tokenizer)
    {
        tokenizer.Read(post.Text);
        var traits = tokenizer.Traits;
        var number = _posts.Count;
        var count = 0;
        byte scripts = 0;
        foreach (ref readonly var use in tokenizer.Uses)
        {
            if (NoteFirstUse(use.Term, number))
            {
                scripts |= (byte)(1 << (int)use.Term.Script);
                _own[count++] = use;
            }
        }
        foreach (var range in post.Links.IsEmpty ? default : post.Links.Split((byte)'\n'))
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
        _posts.Add(new PostDigest(post.Id, post.AuthorId, post.Text, post.Language, post.Network)
        {
            ObservedAt = observedAt,
            CreatedAt = post.CreatedAt,
            RepostOf = post.RepostOf.IsEmpty ? 0 : Hash64.Of(post.RepostOf),
            Traits = traits | Eyewitness.Trait(post.Text, traits, tokenizer.Length) | (post.HasMedia ? PostTraits.Media : PostTraits.None),
            Terms = _own.AsSpan(0, count).ToArray(),
            Shingles = shingles.ToArray(),
        });
    }

    public void Withdraw(Withdrawal withdrawal) => _withdrawals.Add(withdrawal);

    public PaneTally Seal()
    {
        var posts = _posts.ToArray();
        var rank = SortPosts(posts);
        _samples.Begin(posts);
        return new(Pane)
        {
            Posts = posts,
            Terms = posts.Length == 1 ? GatherOnePost() : Gather(rank),
            Samples = _samples.ToArray(),
            PostsByScript = _postsByScript.AsSpan().ToArray(),
            Withdrawals = Withdrawal.InOrder(_withdrawals),
        };
    }

    private bool NoteFirstUse(TermId term, int post)
    {
        var isFirst = _terms.Note(term.Value, post, out var number);
        if (isFirst)
        {
            if (_used == _uses.Length)
            {
                Array.Resize(ref _uses, _used * 2);
            }
            _uses[_used++] = new(number, post);
        }
        return isFirst;
    }

    /// <summary>Gives where each post went, by its place of arrival; null if all have stayed, as nearly always.</summary>
    private static int[]? SortPosts(PostDigest[] posts)
    {
        var inOrder = true;
        for (var i = 1; i < posts.Length && inOrder; i++)
        {
            inOrder = PostDigest.InOrder(posts[i - 1], posts[i]) <= 0;
        }
        if (inOrder)
        {
            return null;
        }
        var arrival = new int[posts.Length];
        for (var i = 0; i < arrival.Length; i++)
        {
            arrival[i] = i;
        }
        Array.Sort(posts, arrival, PostDigest.Comparer);
        var rank = new int[posts.Length];
        for (var i = 0; i < arrival.Length; i++)
        {
            rank[arrival[i]] = i;
        }
        return rank;
    }

    /// <summary>Nobody else can have used them: on a quiet stream nearly every pane is such a one.</summary>
    private TermTally[] GatherOnePost()
    {
        var order = _order.Of(_terms.Terms);
        var tallies = new TermTally[order.Length];
        for (var i = 0; i < tallies.Length; i++)
        {
            tallies[i] = new(new(order[i].Term), 1, 0, 1, ulong.MaxValue);
        }
        return tallies;
    }

    /// <summary>Sorts the uses by term (a counting sort) and chooses each term's sample.</summary>
    private TermTally[] Gather(int[]? rank)
    {
        var gathered = GatherUses(rank);
        var tallies = new TermTally[_terms.Count];
        var at = 0;
        foreach (var (term, number) in _order.Of(_terms.Terms))
        {
            var indices = gathered[_starts[number].._starts[number + 1]];
            if (rank is not null)
            {
                indices.Sort();
            }
            tallies[at++] = _samples.Choose(new(term), indices.Length, indices);
        }
        return tallies;
    }

    /// <summary>The posts of each term, one term behind the other; those of a term stand from <c>_starts[number]</c> to the next start.</summary>
    private Span<int> GatherUses(int[]? rank)
    {
        if (_starts.Length <= _terms.Count)
        {
            _starts = new int[_terms.Count * 2];
        }
        if (_gathered.Length < _used)
        {
            _gathered = new int[_used * 2];
        }
        var end = 0;
        for (var number = 0; number < _terms.Count; number++)
        {
            _starts[number] = end;
            end += _terms.Posts(number);
        }
        foreach (var use in _uses.AsSpan(0, _used))
        {
            _gathered[_starts[use.Term]++] = rank is null ? use.Post : rank[use.Post];
        }
        // Each start has moved to its end, which is the next one's start.
        _starts.AsSpan(0, _terms.Count).CopyTo(_starts.AsSpan(1));
        _starts[0] = 0;
        return _gathered.AsSpan(0, end);
    }

    /// <summary>What was counted is in the posts themselves.</summary>
    public void Save(StateWriter writer)
    {
        DigestState.Save(Pane, writer);
        writer.Count(_posts.Count);
        foreach (var post in _posts)
        {
            writer.Post(post);
        }
        DigestState.Save(_withdrawals, writer);
    }

    public void Load(StateReader reader)
    {
        Open(DigestState.LoadSpan(reader));
        for (var count = reader.Length(); count > 0; count--)
        {
            Count(reader.Post());
        }
        _withdrawals.AddRange(DigestState.LoadWithdrawals(reader));
    }

    private void Count(PostDigest post)
    {
        var scripts = 0;
        foreach (ref readonly var use in post.Terms.AsSpan())
        {
            NoteFirstUse(use.Term, _posts.Count);
            scripts |= 1 << (int)use.Term.Script;
        }
        for (var script = 0; script < 8; script++)
        {
            _postsByScript[script] += (scripts >> script) & 1;
        }
        _posts.Add(post);
    }

    private readonly record struct Use(int Term, int Post);
}
