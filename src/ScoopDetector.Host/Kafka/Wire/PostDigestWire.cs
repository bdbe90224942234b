using ScoopDetector.Posts;
using ScoopDetector.Tallies;
using ScoopDetector.Terms;

namespace ScoopDetector.Host.Kafka.Wire;

/// <summary>The terms and posts that a record speaks of, each told once; the rest of the record names them by number.</summary>
internal static class PostDigestWire
{
    private const int LeastBytesOfPost = 13;
    private const int BytesOfTerm = 8;

    /// <param name="writer">Where to.</param>
    /// <param name="terms">All that the posts and the rest of the record use, ascending, none twice.</param>
    /// <param name="posts">In any order, which is kept.</param>
    /// <param name="about">A moment near the posts', so that their times are short.</param>
    public static void Write(WireWriter writer, TermId[] terms, IReadOnlyList<PostDigest> posts, long about)
    {
        writer.Count(terms.Length);
        foreach (var term in terms)
        {
            writer.Fixed(term.Value);
        }
        writer.Count(posts.Count);
        foreach (var post in posts)
        {
            Write(writer, terms, post, about);
        }
    }

    public static (TermId[] Terms, PostDigest[] Posts) Read(ref WireReader reader, long about)
    {
        var terms = new TermId[reader.Length(BytesOfTerm)];
        for (var i = 0; i < terms.Length; i++)
        {
            terms[i] = new(reader.Fixed8());
        }
        var posts = new PostDigest[reader.Length(LeastBytesOfPost)];
        for (var i = 0; i < posts.Length && !reader.IsBroken; i++)
        {
            posts[i] = ReadPost(ref reader, terms, about);
        }
        return (terms, posts);
    }

    /// <summary>Ascending, none twice.</summary>
    public static TermId[] TermsOf(IEnumerable<TermId> others, IEnumerable<PostDigest> posts) =>
        [.. others.Concat(posts.SelectMany(post => post.Terms, (_, use) => use.Term)).Distinct().OrderBy(term => term.Value)];

    public static int NumberOf(TermId term, TermId[] terms) =>
        MemoryExtensions.BinarySearch(terms.AsSpan(), term, Comparer<TermId>.Create(static (a, b) => a.Value.CompareTo(b.Value)));

    private static void Write(WireWriter writer, TermId[] terms, PostDigest post, long about)
    {
        writer.Bytes(post.IdBytes);
        writer.Bytes(post.AuthorBytes);
        writer.Bytes(post.TextBytes);
        writer.Bytes(post.LanguageBytes);
        writer.Bytes(post.NetworkBytes);
        writer.Signed(post.ObservedAt - about);
        writer.Signed(post.CreatedAt - post.ObservedAt);
        writer.Byte((byte)post.Traits);
        writer.Byte(post.RepostOf == 0 ? (byte)0 : (byte)1);
        if (post.RepostOf != 0)
        {
            writer.Fixed(post.RepostOf);
        }
        writer.Count(post.Terms.Length);
        foreach (var use in post.Terms)
        {
            writer.Count(NumberOf(use.Term, terms));
            writer.Byte(use.Place);
            writer.Count(use.Start);
            writer.Count(use.Length);
        }
        writer.Count(post.Shingles.Length);
        foreach (var shingle in post.Shingles)
        {
            writer.Fixed(shingle);
        }
    }

    private static PostDigest ReadPost(ref WireReader reader, TermId[] terms, long about)
    {
        var id = reader.Bytes();
        var author = reader.Bytes();
        var text = reader.Bytes();
        var language = reader.Bytes();
        var network = reader.Bytes();
        var observedAt = about + reader.Signed();
        return new PostDigest(id, author, text, language, network)
        {
            ObservedAt = observedAt,
            CreatedAt = observedAt + reader.Signed(),
            Traits = (PostTraits)reader.Byte(),
            RepostOf = reader.Byte() == 0 ? 0 : reader.Fixed8(),
            Terms = ReadUses(ref reader, terms),
            Shingles = ReadShingles(ref reader),
        };
    }

    private static TermUse[] ReadUses(ref WireReader reader, TermId[] terms)
    {
        var uses = new TermUse[reader.Length(4)];
        for (var i = 0; i < uses.Length && !reader.IsBroken; i++)
        {
            var number = reader.Index(terms.Length);
            if (!reader.IsBroken)
            {
                uses[i] = new(terms[number], reader.Byte(), (ushort)reader.Index(1 << 16), (ushort)reader.Index(1 << 16));
            }
        }
        return uses;
    }

    private static uint[] ReadShingles(ref WireReader reader)
    {
        var shingles = new uint[reader.Length(4)];
        for (var i = 0; i < shingles.Length; i++)
        {
            shingles[i] = reader.Fixed4();
        }
        return shingles;
    }
}
