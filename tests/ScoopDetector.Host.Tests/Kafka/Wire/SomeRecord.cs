using CsCheck;
using ScoopDetector.Bursts;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;
using ScoopDetector.Terms;
using ScoopDetector.Time;

namespace ScoopDetector.Host.Tests.Kafka.Wire;

/// <summary>Records of any content, likely or not.</summary>
internal static class SomeRecord
{
    private static readonly Gen<long> Moment = Gen.Frequency((9, Gen.Long[1_700_000_000_000, 1_700_000_100_000]), (1, Gen.Long[long.MinValue / 4, long.MaxValue / 4]));

    private static readonly Gen<Pane> SomePane = Gen.Select(Gen.Long[0, 1_700_000_000_000], Gen.OneOf(Gen.Const(1000), Gen.Const(5000), Gen.Const(60_000))).Select(Pane.Of);

    // Few terms, so that they are shared; any value, so that nothing is taken for granted.
    private static readonly Gen<TermId> Term = Gen.OneOf(Gen.ULong[0, 20], Gen.ULong).Select(value => new TermId(value));

    private static readonly Gen<TermUse> Use = Gen.Select(Term, Gen.Byte, Gen.UShort, Gen.UShort).Select((term, place, start, length) => new TermUse(term, place, start, length));

    private static readonly Gen<PostDigest> Post = Gen.Select(
        Gen.Byte.Array[0, 20], Gen.Byte.Array[0, 20], Gen.Byte.Array[0, 60], Gen.Select(Gen.Byte.Array[0, 5], Gen.Byte.Array[0, 8]), Gen.Select(Moment, Moment), Gen.OneOf(Gen.Const(0UL), Gen.ULong),
        Gen.Select(Gen.Byte, Use.Array[0, 8], Gen.UInt.Array[0, 20]))
        .Select((id, author, text, claims, times, repostOf, said) => new PostDigest(id, author, text, claims.Item1, claims.Item2)
        {
            ObservedAt = times.Item1,
            CreatedAt = times.Item2,
            RepostOf = repostOf,
            Traits = (PostTraits)said.Item1,
            Terms = said.Item2,
            Shingles = said.Item3,
        });

    private static readonly Gen<Withdrawal> SomeWithdrawal = Gen.Select(Gen.ULong, Gen.ULong, Moment).Select((post, author, at) => new Withdrawal(post, author, at));

    private static readonly Gen<PaneTally> Tally =
        from pane in SomePane
        from posts in Post.Array[1, 6]
        from terms in Gen.Select(Term, Gen.Int[0, int.MaxValue], Gen.Int[0, posts.Length - 1].Array[0, 5], Gen.OneOf(Gen.Const(ulong.MaxValue), Gen.ULong))
            .Select((term, count, sample, highest) => (Tally: new TermTally(term, count, 0, sample.Length, highest), Sample: sample)).Array[0, 6]
        from scripts in Gen.Int[0, int.MaxValue].Array[8]
        from withdrawals in SomeWithdrawal.Array[0, 4]
        let starts = terms.Select((_, term) => terms[..term].Sum(before => before.Sample.Length)).ToArray()
        select new PaneTally(pane)
        {
            Posts = posts,
            Terms = [.. terms.Select((term, i) => term.Tally with { Start = starts[i] })],
            Samples = [.. terms.SelectMany(term => term.Sample)],
            PostsByScript = scripts,
            Withdrawals = withdrawals,
        };

    public static Gen<PanePart> PanePart { get; } = Gen.Select(Gen.Int[0, 10_000], Gen.OneOf(Moment, Gen.OneOf(Gen.Const(long.MinValue), Gen.Const(long.MaxValue))), Gen.Bool, Gen.OneOf(Gen.Const((PaneTally?)null), Tally.Select(tally => (PaneTally?)tally)))
        .Select((partition, sealedTo, isIdle, tally) => new PanePart(partition, sealedTo, isIdle, tally));

    public static Gen<BurstPane> BurstPane { get; } =
        from pane in SomePane
        from posts in Post.Array[1, 6]
        from bursts in Gen.Select(Term, Gen.Long[0, TimeSpan.TicksPerDay], Gen.Int[0, int.MaxValue], Gen.Double, Gen.Double,
                Gen.Select(Gen.Int[0, posts.Length - 1], Gen.OneOf(Gen.Const((ulong?)null), Gen.ULong.Select(origin => (ulong?)origin))).Array[0, 6])
            .Select((term, window, independent, usual, surprise, voices) => new Burst(term, TimeSpan.FromTicks(window), independent, usual, surprise, (float)usual, (float)surprise,
                [.. voices.Select(voice => new Voice(posts[voice.Item1], voice.Item2 ?? posts[voice.Item1].IdHash, voice.Item1 * 1.5f))])).Array[0, 5]
        from count in Gen.Int[0, int.MaxValue]
        from isLearning in Gen.Bool
        from withdrawals in SomeWithdrawal.Array[0, 4]
        select new BurstPane(pane, isLearning, count, bursts, withdrawals);
}
