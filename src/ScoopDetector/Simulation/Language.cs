using System.Text;

namespace ScoopDetector.Simulation;

/// <summary>One of the languages of the firehose: its grammar, its hours, and how its sentences are finished.</summary>
/// <param name="index">Position among the languages; part of the author numbers.</param>
/// <param name="code">As in the field <c>lang</c> of a post.</param>
/// <param name="spaced">Whether words are set apart by spaces; only then are there capitals and typing errors.</param>
/// <param name="busiestHour">Hour of the day, in UTC, at which most is written.</param>
internal sealed class Language(int index, string code, bool spaced, double busiestHour, Grammar grammar)
{
    // Loaded once: grammars are immutable and parsing them takes longer than a short simulation.
    private static readonly Lazy<Language[]> Loaded = new(() =>
    [
        new(0, "en", true, 20, Read("en")),
        new(1, "es", true, 22, Read("es")),
        new(2, "ja", false, 12, Read("ja")),
    ]);

    /// <summary>English, Spanish, Japanese.</summary>
    public static IReadOnlyList<Language> All => Loaded.Value;

    public int Index => index;

    public string Code => code;

    public byte[] CodeBytes { get; } = Encoding.UTF8.GetBytes(code);

    public bool Spaced => spaced;

    public double BusiestHour => busiestHour;

    public Grammar Grammar => grammar;

    /// <summary>What people talk about, commonest first, as symbols of the grammar.</summary>
    public int[] Topics { get; } = [.. grammar.Alternatives("topic").Select(topic => grammar.Find($"talk.{topic}"))];

    public int Handle { get; } = grammar.Find("handle");

    public int Reply { get; } = grammar.Find("reply");

    public int Quote { get; } = grammar.Find("quote");

    public int Headline { get; } = grammar.Find("headline");

    public int Tag { get; } = grammar.Find("tag");

    public int Site { get; } = grammar.Find("site");

    public int Slug { get; } = grammar.Find("slug");

    private static Grammar Read(string code)
    {
        using var stream = typeof(Language).Assembly.GetManifestResourceStream($"ScoopDetector.Simulation.Texts.{code}.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new Grammar(reader.ReadToEnd());
    }
}
