using System.Text;
using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;
using ScoopDetector.Terms;
using ScoopDetector.Time;
using Xunit;

namespace ScoopDetector.Tests;

/// <summary>What the path of each post allocates once everything that grows has grown: a byte a post is a megabyte a second on a large network.</summary>
public sealed class HotPathTests
{
    private const int Posts = 512;
    private const int Rounds = 50;
    private const int Measured = 5;

    private static readonly ScoopOptions Options = new();
    private static readonly byte[][] Lines = [.. Enumerable.Range(0, Posts).Select(Line)];

    [Fact]
    public void Reading_a_line_and_batching_its_post_allocates_nothing()
    {
        var intake = new PostIntake(Options.Read, Options.Tally, partitions: 4, new FakeTimeProvider(), new DropCounts());
        Action<PostBatch> handOn = static _ => { };

        var bytes = InSteadyState(() =>
        {
            foreach (var line in Lines)
            {
                intake.Accept(line);
            }
            intake.Flush(handOn);
        });

        Assert.Equal(0, bytes);
        Assert.Equal(intake.Lines, intake.Posts);
    }

    [Fact]
    public void Finding_and_numbering_the_terms_of_a_post_allocates_nothing()
    {
        var (tokenizer, numbers, uses) = (new Tokenizer(), new TermNumbers(), 0);
        var texts = Lines.Select((_, i) => Encoding.UTF8.GetBytes(Text(i))).ToArray();

        var bytes = InSteadyState(() =>
        {
            Span<uint> shingles = stackalloc uint[Shingles.Most];
            numbers.Clear();
            for (var post = 0; post < texts.Length; post++)
            {
                tokenizer.Read(texts[post]);
                foreach (ref readonly var use in tokenizer.Uses)
                {
                    uses += numbers.Note(use.Term.Value, post, out _) ? 1 : 0;
                }
                tokenizer.ReadShingles(shingles);
            }
        });

        Assert.Equal(0, bytes);
        Assert.True(uses > Posts, $"{uses} uses");
    }

    [Fact]
    public void Counting_a_post_allocates_what_is_kept_of_it_and_nothing_else()
    {
        var (book, tokenizer) = (new TallyBook(64), new Tokenizer());
        var batch = BatchOf(Lines);
        var pane = Pane.Of(0, 5_000);
        void Count()
        {
            book.Open(pane);
            for (var i = 0; i < batch.Count; i++)
            {
                book.Add(batch[i], batch[i].CreatedAt, tokenizer);
            }
        }

        Count();
        var kept = book.Seal().Posts;

        Assert.Equal(InSteadyState(() => CopyAll(kept)), InSteadyState(Count));
    }

    private static void CopyAll(PostDigest[] posts)
    {
        foreach (var post in posts)
        {
            GC.KeepAlive(new PostDigest(post.IdBytes, post.AuthorBytes, post.TextBytes, post.LanguageBytes, post.NetworkBytes)
            {
                ObservedAt = post.ObservedAt,
                CreatedAt = post.CreatedAt,
                RepostOf = post.RepostOf,
                Traits = post.Traits,
                Terms = post.Terms.AsSpan().ToArray(),
                Shingles = post.Shingles.AsSpan().ToArray(),
            });
        }
    }

    [Fact]
    public void From_its_line_to_its_sealed_pane_a_post_allocates_what_is_kept_of_it_and_nothing_else()
    {
        var (tally, drops, pane) = (Options.Tally with { RememberAtMost = 10 * Posts }, new DropCounts(), 0);
        byte[][][] panes = [.. Enumerable.Range(0, Rounds + Measured).Select(pane => Enumerable.Range(0, Posts).Select(post => LineOf(pane, post)).ToArray())];
        var (intake, cutter, sealedPosts) = (new PostIntake(Options.Read, tally, 1, new FakeTimeProvider(), drops), new PaneCutter(0, tally, new FakeTimeProvider(), drops), 0);
        Action<PanePart> emit = part => sealedPosts += part.Tally?.Posts.Length ?? 0;
        Action<PostBatch> handOn = batch => cutter.Accept(batch, emit);
        var (book, tokenizer, batch) = (new TallyBook(tally.SampleSize), new Tokenizer(), BatchOf(panes[0]));

        var bytes = InSteadyState(() =>
        {
            foreach (var line in panes[pane])
            {
                intake.Accept(line);
            }
            intake.Flush(handOn);
            pane++;
        });
        var kept = InSteadyState(() =>
        {
            book.Open(Pane.Of(0, 5_000));
            for (var i = 0; i < batch.Count; i++)
            {
                book.Add(batch[i], batch[i].CreatedAt, tokenizer);
            }
            GC.KeepAlive(new PanePart(0, 0, false, book.Seal()));
        });

        Assert.Equal(kept, bytes);
        Assert.Equal((Rounds + Measured - 1) * Posts, sealedPosts);
        Assert.Equal(0, drops.Total);
    }

    [Fact]
    public void Remembering_an_id_allocates_nothing_once_there_are_as_many_as_there_may_be()
    {
        var (drops, moment) = (new DropCounts(), 0L);
        var seen = new SeenPosts(TimeSpan.FromHours(2), TimeSpan.FromSeconds(7), most: 10 * Posts, drops);

        var bytes = InSteadyState(() =>
        {
            for (var i = 0; i < Posts; i++)
            {
                seen.Add(Hash64.Pair((ulong)++moment, 1), moment);
            }
        });

        Assert.Equal(0, bytes);
        Assert.Equal((Rounds + Measured - 10) * Posts, drops.ForgottenIds);
    }

    /// <summary>The bytes that the work allocates on this thread when it has been done often enough for every table to have its size.</summary>
    /// <remarks>The median of some times: what a collection on behalf of another test takes back of this thread's 8 KB of room counts as allocated, once.</remarks>
    private static long InSteadyState(Action work)
    {
        for (var i = 0; i < Rounds; i++)
        {
            work();
        }
        var bytes = new long[Measured];
        for (var i = 0; i < Measured; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            bytes[i] = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Array.Sort(bytes);
        return bytes[Measured / 2];
    }

    private static PostBatch BatchOf(byte[][] lines)
    {
        var (batch, reader) = (new PostBatch(0), new PostReader(Options.Read));
        foreach (var line in lines)
        {
            Assert.True(reader.TryRead(line, out var post, out _));
            batch.Add(post, post.CreatedAt);
        }
        return batch;
    }

    /// <summary>One of many in a pane: each pane has as many bytes of them as any other.</summary>
    private static byte[] LineOf(int pane, int post)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_772_431_200_000 + (pane * 5_000L) + (post * 5_000 / Posts));
        return Encoding.UTF8.GetBytes($$"""{"id":"p{{pane:00}}-{{post:000}}","author_id":"a{{post % 300}}","created_at":"{{at:yyyy-MM-ddTHH:mm:ss.fffZ}}","observed_at":"{{at:yyyy-MM-ddTHH:mm:ss.fffZ}}","lang":"en","text":"{{Text(post).Replace("\n", "\\n", StringComparison.Ordinal)}}"}""");
    }

    private static byte[] Line(int i) => Encoding.UTF8.GetBytes(
        $$"""{"id":"p{{i}}","author_id":"a{{i % 300}}","created_at":"2026-03-02T06:00:{{i % 60:00}}.000Z","lang":"en","text":"{{Text(i).Replace("\n", "\\n", StringComparison.Ordinal)}}"}""");

    private static string Text(int i) => (i % 4) switch
    {
        0 => $"Explosion near the harbour bridge, sirens everywhere now {i}",
        1 => $"RT @eye{i}: #HarbourBridge shaking \U0001F631 https://example.org/story/{i}?utm_source=x",
        2 => $"港で爆発 大きな音がした 橋の近く {i}",
        _ => $"Взрыв у моста\nмы слышали его дома, вот {i} видео",
    };
}
