using System.Buffers;
using ScoopDetector.Bursts;
using ScoopDetector.Tallies;
using ScoopDetector.Terms;

namespace ScoopDetector.Host.Kafka.Wire;

/// <summary>A <see cref="BurstPane"/> as a record of the bursts topic.</summary>
/// <remarks>As for <see cref="PanePartWire"/>. A post that speaks in several bursts is told once, and is one object again when read.</remarks>
internal static class BurstPaneWire
{
    public const byte Version = 3;

    private const byte Learning = 1;

    public static void Write(BurstPane pane, IBufferWriter<byte> into)
    {
        var writer = new WireWriter(into);
        var posts = pane.Bursts.SelectMany(burst => burst.Voices, (_, voice) => voice.Post).Distinct().ToArray();
        var numbers = posts.Index().ToDictionary(numbered => numbered.Item, numbered => numbered.Index);
        var terms = PostDigestWire.TermsOf(pane.Bursts.Select(burst => burst.Term), posts);
        writer.Byte(Version);
        writer.Byte(pane.IsLearning ? Learning : (byte)0);
        PaneWire.Write(writer, pane.Pane);
        writer.Count(pane.Posts);
        PostDigestWire.Write(writer, terms, posts, pane.Pane.Start);
        writer.Count(pane.Bursts.Count);
        foreach (var burst in pane.Bursts)
        {
            Write(writer, terms, numbers, burst);
        }
        PaneWire.Write(writer, pane.Withdrawals, pane.Pane.Start);
    }

    public static bool TryRead(ReadOnlySpan<byte> bytes, out BurstPane? pane)
    {
        var reader = new WireReader(bytes);
        pane = null;
        if (reader.Byte() != Version)
        {
            return false;
        }
        var isLearning = (reader.Byte() & Learning) != 0;
        var at = PaneWire.Read(ref reader);
        var count = reader.Count();
        var (terms, posts) = PostDigestWire.Read(ref reader, at.Start);
        var bursts = new Burst[reader.Length(36)];
        for (var i = 0; i < bursts.Length && !reader.IsBroken; i++)
        {
            bursts[i] = Read(ref reader, terms, posts);
        }
        var withdrawals = PaneWire.ReadWithdrawals(ref reader, at.Start);
        if (reader.IsBroken || !reader.IsAtEnd)
        {
            return false;
        }
        pane = new(at, isLearning, count, bursts, withdrawals);
        return true;
    }

    private static void Write(WireWriter writer, TermId[] terms, Dictionary<PostDigest, int> numbers, Burst burst)
    {
        writer.Count(PostDigestWire.NumberOf(burst.Term, terms));
        writer.Signed(burst.Window.Ticks);
        writer.Count(burst.Independent);
        writer.Fixed(burst.Usual);
        writer.Fixed(burst.Surprise);
        writer.Fixed(burst.Bits);
        writer.Fixed(burst.Earlier);
        writer.Count(burst.Voices.Length);
        foreach (var voice in burst.Voices)
        {
            writer.Count(numbers[voice.Post]);
            writer.Fixed(voice.Bits);
            writer.Byte(voice.IsCopy ? (byte)1 : (byte)0);
            if (voice.IsCopy)
            {
                writer.Fixed(voice.Origin);
            }
        }
    }

    private static Burst Read(ref WireReader reader, TermId[] terms, PostDigest[] posts)
    {
        var number = reader.Index(terms.Length);
        var window = TimeSpan.FromTicks(reader.Signed());
        var independent = reader.Count();
        var usual = reader.Double();
        var surprise = reader.Double();
        var bits = (float)reader.Double();
        var earlier = (float)reader.Double();
        var voices = new Voice[reader.Length(10)];
        for (var i = 0; i < voices.Length; i++)
        {
            var post = reader.Index(posts.Length);
            var said = (float)reader.Double();
            var origin = reader.Byte() == 0 ? (ulong?)null : reader.Fixed8();
            if (reader.IsBroken)
            {
                return null!;
            }
            voices[i] = new(posts[post], origin ?? posts[post].IdHash, said);
        }
        return reader.IsBroken ? null! : new(terms[number], window, independent, usual, surprise, bits, earlier, voices);
    }
}
