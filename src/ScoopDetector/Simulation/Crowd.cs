namespace ScoopDetector.Simulation;

/// <summary>Who posts. An account writes in one language; a few write a lot, most hardly ever.</summary>
/// <remarks>Accounts are numbered 0, 1, 2 …; <see cref="Id"/> scatters the numbers over 48 bits without collisions, so that ids betray nothing.</remarks>
internal sealed class Crowd(SimulationOptions options)
{
    private const long Mask = (1L << 48) - 1;
    private readonly WeightedChoice _rank = WeightedChoice.Zipf(options.Authors, 25, 0.85);
    private readonly long _offset = (long)Chance.Mix(options.Seed) & Mask;

    /// <summary>Somebody who writes in <paramref name="language"/>.</summary>
    public long Anyone(Language language, Chance chance) => Number(_rank.Draw(chance), language);

    /// <summary>An account that nobody has seen before: the <paramref name="nth"/> of those made for one happening.</summary>
    public long Fresh(Language language, int happening, int nth) => Number(options.Authors + (happening * 4096L) + nth, language);

    public static Language LanguageOf(long author) => Language.All[(int)(author % Language.All.Count)];

    /// <summary>The 48 bits of the author id. A bijection of 48 bits, as each of its steps is one.</summary>
    public long Id(long author)
    {
        var bits = (author + _offset) & Mask;
        bits = (bits ^ (bits >> 23)) * 0x5BF0A8B1_4573L & Mask;
        bits = (bits ^ (bits >> 25)) * 0x6D2B79F5_1D4BL & Mask;
        return bits ^ (bits >> 24);
    }

    /// <summary>The name after the at sign, always the same for one account.</summary>
    public static void WriteHandle(TextBuffer text, long author)
    {
        var language = LanguageOf(author);
        language.Grammar.Write(text, language.Handle, Chance.For((ulong)author, 0x68616E64));
    }

    private static long Number(long rank, Language language) => (rank * Language.All.Count) + language.Index;
}
