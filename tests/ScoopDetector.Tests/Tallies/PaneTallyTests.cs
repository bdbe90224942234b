using System.Globalization;
using System.Text;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;
using ScoopDetector.Terms;
using ScoopDetector.Time;
using Xunit;

namespace ScoopDetector.Tests.Tallies;

public sealed class PaneTallyTests
{
    /// <summary>Smaller than the authors that there are, so that samples are cut.</summary>
    private const int SampleSize = 3;

    private static readonly string[] Words = ["quake", "explosion", "port", "fire", "地震", "пожар"];

    private static readonly Gen<Said> SomePost = Gen.Select(Gen.Int[0, 11], Gen.Int[0, 4_999], Gen.Int[0, Words.Length - 1].Array[0, 4], Gen.Int[0, 2], (author, at, words, part) =>
        new Said(author, at, string.Join(' ', words.Select(word => Words[word])), part));

    private readonly DropCounts _drops = new();

    [Fact]
    public void Merging_is_associative_and_commutative_and_gives_what_one_would_have_tallied_alone() => SomePost.Array[0, 60].Sample(posts =>
    {
        var (a, b, c) = (Part(posts, 0), Part(posts, 1), Part(posts, 2));
        var alone = Show(Tally(posts.Index()));
        return alone == Show(Merge(a, b, c)) && alone == Show(Merge(c, a, b)) && alone == Show(Merge(Merge(a, b), c)) && alone == Show(Merge(a, Merge(b, c)))
            && Show(Merge(a, b)) == Show(Merge(b, a));
    }, iter: 1_000);

    [Fact]
    public void Split_by_author_and_merged_the_stream_is_what_it_is_alone() => Gen.Select(SomePost.Array[0, 60], Gen.Int[1, 4]).Sample((posts, partitions) =>
    {
        // Over half a minute, in order of time.
        var stream = posts.Select(post => post with { At = (post.At * 6) + post.Part }).OrderBy(post => post.At).Index().ToArray();
        return Cut(stream, 1).SequenceEqual(Cut(stream, partitions));
    }, iter: 500);

    [Fact]
    public void A_post_delivered_twice_counts_once()
    {
        var pane = Assert.Single(Cut(Create("a", 1), Create("a", 2), Create("b", 3)));

        Assert.Equal(["a", "b"], pane.Posts.Select(post => post.Id));
        Assert.Equal(2, Assert.Single(pane.Terms).Posts);
        Assert.Equal(1, _drops[Drop.Duplicate]);
    }

    [Fact]
    public void A_post_for_a_sealed_pane_is_late()
    {
        var panes = Cut(Create("a", 1), Create("b", 7), Create("late", 4), Create("c", 8));

        Assert.Equal(["a", "b c"], panes.Select(pane => string.Join(' ', pane.Posts.Select(post => post.Id))));
        Assert.Equal((1, 1), (_drops[Drop.Late], _drops.Total));
    }

    [Fact]
    public void A_withdrawal_is_never_late()
    {
        var panes = Cut(Create("a", 1), Create("b", 17), new Message(PostKind.Delete, "a", 2), Create("c", 18));

        Assert.Equal(["a", "b c"], panes.Where(pane => pane.Posts.Length > 0).Select(pane => string.Join(' ', pane.Posts.Select(post => post.Id))));
        Assert.Equal(new Withdrawal(Hash64.Of("a"u8), Hash64.Of("author"u8), 15_000), Assert.Single(panes[^1].Withdrawals));
        Assert.Equal(0, _drops.Total);
    }

    [Fact]
    public void A_withdrawal_that_is_delivered_twice_counts_once()
    {
        var panes = Cut(Create("a", 1), new Message(PostKind.Delete, "a", 2), Create("b", 17), new Message(PostKind.Delete, "a", 2), Create("c", 18));

        Assert.Equal(new Withdrawal(Hash64.Of("a"u8), Hash64.Of("author"u8), 2_000), Assert.Single(panes.SelectMany(pane => pane.Withdrawals)));
        Assert.Equal((1, 1), (_drops[Drop.Duplicate], _drops.Total));
    }

    [Fact]
    public void An_author_may_withdraw_everything_again_later_but_one_wish_delivered_twice_is_one()
    {
        var panes = Cut(new Message(PostKind.PurgeAuthor, "", 3), new Message(PostKind.PurgeAuthor, "", 9), Create("b", 17), new Message(PostKind.PurgeAuthor, "", 3));

        Assert.Equal([3_000, 9_000], panes.SelectMany(pane => pane.Withdrawals).Select(withdrawal => withdrawal.At));
        Assert.Equal(1, _drops[Drop.Duplicate]);
    }

    [Fact]
    public void A_straggler_within_patience_is_not_late()
    {
        var panes = Cut(Create("a", 1), Create("b", 6), Create("straggler", 4));

        Assert.Equal(["a straggler", "b"], panes.Select(pane => string.Join(' ', pane.Posts.Select(post => post.Id))));
        Assert.Equal(0, _drops.Total);
    }

    [Fact]
    public void Withdrawals_travel_with_their_pane_and_through_merges()
    {
        var one = Assert.Single(Cut(Create("a", 1), new Message(PostKind.Delete, "a", 2)));
        var other = Assert.Single(Cut(new Message(PostKind.PurgeAuthor, "", 3)));

        Assert.Equal(new Withdrawal(Hash64.Of("a"u8), Hash64.Of("author"u8), 2_000), Assert.Single(one.Withdrawals));
        Assert.Equal(new Withdrawal(0, Hash64.Of("author"u8), 3_000), Assert.Single(other.Withdrawals));
        Assert.Equal([.. other.Withdrawals, .. one.Withdrawals], Merge(one, other).Withdrawals);
        Assert.Equal(2, Merge(Merge(one, other), other with { Posts = [] }).Withdrawals.Length);
    }

    [Fact]
    public void A_post_that_was_withdrawn_before_it_came_does_not_count()
    {
        var pane = Assert.Single(Cut(new Message(PostKind.Delete, "a", 1), Create("a", 2), Create("b", 3)));

        Assert.Equal("b", Assert.Single(pane.Posts).Id);
        Assert.Equal(1, _drops[Drop.Withdrawn]);
    }

    private static PaneTally Merge(params PaneTally[] parts) => PaneTally.Merge(parts, SampleSize);

    private static PaneTally Part(Said[] posts, int part) => Tally(posts.Index().Where(post => post.Item.Part == part));

    private static PaneTally Tally(IEnumerable<(int Index, Said Item)> posts)
    {
        var book = new TallyBook(SampleSize).Open(Pane.Of(0, 5_000));
        var tokenizer = new Tokenizer();
        foreach (var (index, said) in posts)
        {
            book.Add(said.Post(index), said.At, tokenizer);
            if (said.Text.Length == 0)
            {
                book.Withdraw(new((ulong)index, (ulong)said.Author, said.At));
            }
        }
        return book.Seal();
    }

    private static List<string> Cut((int Index, Said Item)[] stream, int partitions)
    {
        var (options, drops) = (new TallyOptions { SampleSize = 8 }, new DropCounts());
        var cutters = new PartitionCutters(options, new FakeTimeProvider(), drops);
        var merger = new PaneMerger(partitions, options, drops);
        var panes = new List<PaneTally>();
        void Receive(PanePart part) => merger.Accept(part, panes.Add);
        for (var partition = 0; partition < partitions; partition++)
        {
            var batch = new PostBatch(partition);
            foreach (var (index, said) in stream.Where(post => post.Item.Author % partitions == partition))
            {
                batch.Add(said.Post(index), said.At);
            }
            cutters.Accept(batch, Receive);
        }
        cutters.Complete(Receive);
        ((Stages.IStage<PanePart, PaneTally>)merger).Complete(panes.Add);
        Assert.Equal(0, drops.Total);
        return [.. panes.Where(pane => pane.Posts.Length > 0).Select(Show)];
    }

    private List<PaneTally> Cut(params Message[] messages)
    {
        var cutter = new PaneCutter(0, new(), new FakeTimeProvider(), _drops);
        var panes = new List<PaneTally>();
        void Receive(PanePart part) => panes.AddRange(part.Tally is { } tally ? [tally] : []);
        var batch = new PostBatch(0);
        foreach (var (kind, id, second) in messages)
        {
            batch.Add(new Post { Kind = kind, Id = Encoding.UTF8.GetBytes(id), AuthorId = "author"u8, Text = "quake"u8 }, second * 1_000);
        }
        cutter.Accept(batch, Receive);
        cutter.Complete(Receive);
        return panes;
    }

    private static Message Create(string id, int second) => new(PostKind.Create, id, second);

    /// <summary>All that a pane says, as text.</summary>
    private static string Show(PaneTally tally) => string.Join('\n',
    [
        tally.Pane.ToString(),
        .. tally.Posts.Select(post => $"{post.Id} {post.AuthorId} {Moment.Text(post.ObservedAt)} {post.Text} {string.Join(' ', post.Terms)} {string.Join(' ', post.Shingles)}"),
        .. tally.Terms.Select(term => $"{term.Term} {term.Posts.ToString(CultureInfo.InvariantCulture)} {string.Join(' ', tally.SampleOf(term).ToArray())} {term.HighestAuthor.ToString(CultureInfo.InvariantCulture)}"),
        string.Join(' ', tally.PostsByScript),
        string.Join(' ', tally.Withdrawals),
    ]);

    private readonly record struct Message(PostKind Kind, string Id, int Second);

    private sealed record Said(int Author, int At, string Text, int Part)
    {
        public Post Post(int index) => new()
        {
            Id = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"p{index}")),
            AuthorId = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"a{Author}")),
            Text = Encoding.UTF8.GetBytes(Text),
            CreatedAt = At,
        };
    }
}
