using System.Text;
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
    public static PostDigest Digest(string text, string author = "somebody", long at = 0)
    {
        var book = new TallyBook(64).Open(Pane.Of(at, 5000));
        var id = $"p{Interlocked.Increment(ref _ids)}";
        book.Add(new Post { Id = Encoding.UTF8.GetBytes(id), AuthorId = Encoding.UTF8.GetBytes(author), Text = Encoding.UTF8.GetBytes(text), CreatedAt = at }, at, new Tokenizer());
        return book.Seal().Posts[0];
    }
}
