using ScoopDetector.Bursts;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;
using ScoopDetector.Terms;
using ScoopDetector.Time;

namespace ScoopDetector.Benchmarks.Workloads;

/// <summary>What cannot be left out, and nothing else: reading each post, finding its terms, and counting the distinct authors of each in each pane. On one thread, from memory.</summary>
internal sealed class BareCount(HeldLines lines, ScoopOptions options) : IWorkload
{
    public long HeldBytes => lines.Bytes;

    public long Run()
    {
        var (reader, tokenizer, terms, authors) = (new PostReader(options.Read), new Tokenizer(), new TermNumbers(), new StampedSet());
        var (posts, pane) = (0, default(Pane));
        for (var i = 0; i < lines.Count; i++)
        {
            if (!reader.TryRead(lines[i], out var post, out _) || post.Kind != PostKind.Create)
            {
                continue;
            }
            if (!pane.Contains(post.CreatedAt))
            {
                pane = Pane.Of(post.CreatedAt, (int)options.Tally.Pane.TotalMilliseconds);
                terms.Clear();
                authors.Clear();
            }
            var author = Hash64.Of(post.AuthorId);
            tokenizer.Read(post.Text);
            foreach (ref readonly var use in tokenizer.Uses)
            {
                if (authors.Add(Hash64.Pair(use.Term.Value, author)))
                {
                    terms.Note(use.Term.Value, posts, out _);
                }
            }
            posts++;
        }
        return posts;
    }

    public void Dispose()
    {
    }
}
