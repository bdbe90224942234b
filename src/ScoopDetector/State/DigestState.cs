using ScoopDetector.Bursts;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;
using ScoopDetector.Terms;
using ScoopDetector.Time;

namespace ScoopDetector.State;

/// <summary>The form of what many stages mention: posts, sealed panes and bursts.</summary>
internal static class DigestState
{
    public static void Save(PostDigest post, StateWriter writer)
    {
        var text = writer.TextOf(post);
        writer.Count(post.IdBytes.Length);
        writer.Count(post.AuthorBytes.Length);
        writer.Count(text.Length);
        writer.Count(post.LanguageBytes.Length);
        writer.Count(post.NetworkBytes.Length);
        writer.Signed(post.ObservedAt);
        writer.Bytes(post.IdBytes);
        writer.Bytes(post.AuthorBytes);
        writer.Bytes(text);
        writer.Bytes(post.LanguageBytes);
        writer.Bytes(post.NetworkBytes);
        writer.Signed(post.CreatedAt - post.ObservedAt);
        writer.Fixed(post.RepostOf);
        writer.Number((ulong)post.Traits);
        writer.Count(post.Terms.Length);
        foreach (ref readonly var use in post.Terms.AsSpan())
        {
            writer.Fixed(use.Term.Value);
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

    public static PostDigest LoadPost(StateReader reader)
    {
        var (id, author, text, language, network) = (reader.Length(), reader.Length(), reader.Length(), reader.Length(), reader.Length());
        var observedAt = reader.Signed();
        var total = (long)id + author + text + language + network;
        var bytes = total <= reader.Left ? reader.Bytes((int)total) : throw StateReader.Broken();
        return new(bytes[..id], bytes.Slice(id, author), bytes.Slice(id + author, text), bytes.Slice(id + author + text, language), bytes[^network..])
        {
            ObservedAt = observedAt,
            CreatedAt = observedAt + reader.Signed(),
            RepostOf = reader.Fixed8(),
            Traits = (PostTraits)reader.Number(),
            Terms = Many(reader, static reader => new TermUse(new(reader.Fixed8()), reader.Byte(), (ushort)reader.Count(), (ushort)reader.Count())),
            Shingles = Many(reader, static reader => reader.Fixed4()),
        };
    }

    public static void Save(Burst burst, StateWriter writer)
    {
        writer.Fixed(burst.Term.Value);
        writer.Signed(burst.Window.Ticks);
        writer.Count(burst.Independent);
        writer.Exact(burst.Usual);
        writer.Exact(burst.Surprise);
        writer.Exact(burst.Bits);
        writer.Exact(burst.Earlier);
        writer.Count(burst.Voices.Length);
        foreach (var voice in burst.Voices)
        {
            writer.Voice(voice);
        }
    }

    public static Burst LoadBurst(StateReader reader) => new(
        new(reader.Fixed8()), TimeSpan.FromTicks(reader.Signed()), reader.Count(), reader.Double(), reader.Double(), reader.Single(), reader.Single(),
        Many(reader, static reader => reader.Voice()));

    public static void Save(PaneTally tally, StateWriter writer)
    {
        Save(tally.Pane, writer);
        writer.Count(tally.Posts.Length);
        foreach (var post in tally.Posts)
        {
            writer.Post(post);
        }
        writer.Count(tally.Terms.Length);
        foreach (ref readonly var term in tally.Terms.AsSpan())
        {
            writer.Fixed(term.Term.Value);
            writer.Count(term.Posts);
            writer.Count(term.Start);
            writer.Count(term.Count);
            // Nearly every sample holds all authors: the number after the highest is 0.
            writer.Number(unchecked(term.HighestAuthor + 1));
        }
        writer.Count(tally.Samples.Length);
        writer.Counts(tally.Samples);
        writer.Count(tally.PostsByScript.Length);
        writer.Counts(tally.PostsByScript);
        Save(tally.Withdrawals, writer);
    }

    public static PaneTally LoadPane(StateReader reader) => new(LoadSpan(reader))
    {
        Posts = Many(reader, static reader => reader.Post()),
        Terms = Many(reader, static reader => new TermTally(new(reader.Fixed8()), reader.Count(), reader.Count(), reader.Count(), unchecked(reader.Number() - 1))),
        Samples = Many(reader, static reader => (int)reader.Signed()),
        PostsByScript = Many(reader, static reader => (int)reader.Signed()),
        Withdrawals = LoadWithdrawals(reader),
    };

    public static void Save(Pane pane, StateWriter writer)
    {
        writer.Signed(pane.Start);
        writer.Count(pane.Width);
    }

    public static Pane LoadSpan(StateReader reader) => Pane.Of(reader.Signed(), Math.Max(1, reader.Count()));

    public static void Save(IReadOnlyCollection<Withdrawal> withdrawals, StateWriter writer)
    {
        writer.Count(withdrawals.Count);
        foreach (var withdrawal in withdrawals)
        {
            writer.Fixed(withdrawal.PostId);
            writer.Fixed(withdrawal.AuthorId);
            writer.Signed(withdrawal.At);
        }
    }

    public static Withdrawal[] LoadWithdrawals(StateReader reader) =>
        Many(reader, static reader => new Withdrawal(reader.Fixed8(), reader.Fixed8(), reader.Signed()));

    private static T[] Many<T>(StateReader reader, Func<StateReader, T> read)
    {
        var many = new T[reader.Length()];
        for (var i = 0; i < many.Length; i++)
        {
            many[i] = read(reader);
        }
        return many;
    }
}
