using System.Buffers;
using ScoopDetector.Tallies;
using ScoopDetector.Terms;

namespace ScoopDetector.Host.Kafka.Wire;

/// <summary>A <see cref="PanePart"/> as a record of the pane parts topic.</summary>
/// <remarks>The first byte is the version of the form. A reader knows one version only: whatever else it meets it refuses, as a misread count would be worse than none.</remarks>
internal static class PanePartWire
{
    public const byte Version = 2;

    private const byte Idle = 1;
    private const byte WithTally = 2;

    public static void Write(PanePart part, IBufferWriter<byte> into)
    {
        var writer = new WireWriter(into);
        writer.Byte(Version);
        writer.Byte((byte)((part.IsIdle ? Idle : 0) | (part.Tally is null ? 0 : WithTally)));
        writer.Count(part.Partition);
        writer.Signed(part.SealedTo);
        if (part.Tally is { } tally)
        {
            Write(writer, tally);
        }
    }

    public static bool TryRead(ReadOnlySpan<byte> bytes, out PanePart? part)
    {
        var reader = new WireReader(bytes);
        part = null;
        if (reader.Byte() != Version)
        {
            return false;
        }
        var flags = reader.Byte();
        var partition = reader.Count();
        var sealedTo = reader.Signed();
        var tally = (flags & WithTally) != 0 ? ReadTally(ref reader) : null;
        if (reader.IsBroken || !reader.IsAtEnd)
        {
            return false;
        }
        part = new(partition, sealedTo, (flags & Idle) != 0, tally);
        return true;
    }

    private static void Write(WireWriter writer, PaneTally tally)
    {
        var about = tally.Pane.Start;
        var terms = PostDigestWire.TermsOf(tally.Terms.Select(term => term.Term), tally.Posts);
        PaneWire.Write(writer, tally.Pane);
        PostDigestWire.Write(writer, terms, tally.Posts, about);
        writer.Count(tally.Terms.Length);
        foreach (var term in tally.Terms)
        {
            Write(writer, terms, term, tally.SampleOf(term));
        }
        writer.Count(tally.PostsByScript.Length);
        foreach (var posts in tally.PostsByScript)
        {
            writer.Count(posts);
        }
        PaneWire.Write(writer, tally.Withdrawals, about);
    }

    private static void Write(WireWriter writer, TermId[] terms, TermTally term, ReadOnlySpan<int> sample)
    {
        writer.Count(PostDigestWire.NumberOf(term.Term, terms));
        writer.Count(term.Posts);
        // Nearly every sample holds all authors: the number after the highest is 0.
        writer.Number(unchecked(term.HighestAuthor + 1));
        writer.Count(sample.Length);
        var before = 0;
        foreach (var at in sample)
        {
            writer.Signed(at - before);
            before = at;
        }
    }

    private static PaneTally ReadTally(ref WireReader reader)
    {
        var pane = PaneWire.Read(ref reader);
        var (terms, posts) = PostDigestWire.Read(ref reader, pane.Start);
        var tallies = new TermTally[reader.Length(4)];
        var samples = new List<int>(tallies.Length);
        for (var i = 0; i < tallies.Length && !reader.IsBroken; i++)
        {
            tallies[i] = ReadTerm(ref reader, terms, posts.Length, samples);
        }
        var scripts = new int[reader.Length(1)];
        for (var i = 0; i < scripts.Length; i++)
        {
            scripts[i] = reader.Count();
        }
        return new(pane) { Posts = posts, Terms = tallies, Samples = [.. samples], PostsByScript = scripts, Withdrawals = PaneWire.ReadWithdrawals(ref reader, pane.Start) };
    }

    private static TermTally ReadTerm(ref WireReader reader, TermId[] terms, int posts, List<int> samples)
    {
        var number = reader.Index(terms.Length);
        var count = reader.Count();
        var highest = unchecked(reader.Number() - 1);
        var (start, length) = (samples.Count, reader.Length(1));
        long at = 0;
        for (var i = 0; i < length; i++)
        {
            at += reader.Signed();
            samples.Add(at >= 0 && at < posts ? (int)at : reader.Break());
        }
        return reader.IsBroken ? default : new(terms[number], count, start, length, highest);
    }
}
