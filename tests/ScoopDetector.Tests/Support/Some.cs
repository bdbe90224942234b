using System.Text;
using ScoopDetector.Bursts;
using ScoopDetector.Events;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;
using ScoopDetector.Terms;
using ScoopDetector.Time;

namespace ScoopDetector.Tests.Support;

/// <summary>Values for tests in which only what is named matters.</summary>
internal static class Some
{
    private static int _ids;

    /// <summary>A post as the later stages see it.</summary>
    public static PostDigest Digest(string text, string author = "somebody", long at = 0, string network = "", string? id = null)
    {
        var book = new TallyBook(64).Open(Pane.Of(at, 5000));
        id ??= $"p{Interlocked.Increment(ref _ids)}";
        book.Add(
            new Post { Id = Encoding.UTF8.GetBytes(id), AuthorId = Encoding.UTF8.GetBytes(author), Text = Encoding.UTF8.GetBytes(text), Network = Encoding.UTF8.GetBytes(network), CreatedAt = at },
            at, new Tokenizer());
        return book.Seal().Posts[0];
    }

    /// <summary>The same, as a voice that says something of its own.</summary>
    public static Voice Voice(string text, string author = "somebody", long at = 0, string network = "", string? id = null)
    {
        var post = Digest(text, author, at, network, id);
        return new(post, post.IdHash, Bits: 40);
    }

    /// <summary>A word, as a term.</summary>
    public static TermId Term(string word) => Digest(word).Terms[0].Term;

    /// <summary>A burst of a word, with those of the voices that use it.</summary>
    public static Burst Burst(string word, IEnumerable<Voice> voices, double surprise = 12, double usual = 0.01)
    {
        var term = Term(word);
        var own = voices.Where(voice => voice.Post.Terms.Any(use => use.Term == term)).ToArray();
        return new(term, TimeSpan.FromMinutes(5), own.Length, usual, surprise, Bits: 15, Earlier: 0, own);
    }

    /// <summary>What small talk has to show for itself.</summary>
    public static EventEvidence Evidence(int voices = 3) => new()
    {
        Posts = voices,
        Authors = voices,
        Independent = voices,
        Things = 1,
        CommonBits = 10,
        Aboutness = 0.09,
        NamedShare = 0.1,
        FirstPersonShare = 0.2,
        AlarmShare = 0.15,
        Surprise = 4.5,
        SecondSurprise = 0,
        Usual = 0.12,
        Earlier = 0,
        RepostShare = 0,
        LinkShare = 0,
        TopOriginShare = 0.2,
        Minutes = 4.5,
    };

    /// <summary>A word of letters that no other number gives.</summary>
    public static string Word(int number)
    {
        var word = new StringBuilder("qu");
        for (var rest = number; rest > 0; rest /= 20)
        {
            word.Append("bcdfghjklmnprstvwxza"[rest % 20]);
        }
        return word.Append('o').ToString();
    }
}
