using System.Text;

namespace ScoopDetector.Simulation;

/// <summary>Sentences by templates: a symbol has alternatives, an alternative is text with further symbols in it.</summary>
/// <remarks>
/// The source is plain text. <c>:noun zipf</c> begins a symbol whose alternatives are listed commonest first (without <c>zipf</c> all are
/// equally likely); each line below it holds alternatives separated by <c>|</c>. In an alternative <c>{noun}</c> is replaced by a draw of that
/// symbol, <c>{noun?}</c> only half of the time, and <c>{@place}</c> by a fact of the happening. Lines that begin with <c>//</c> are remarks.
/// A symbol that is referred to but not given is a fault of the source and throws.
/// Hot: runs for every post. Nothing is allocated.
/// </remarks>
internal sealed class Grammar
{
    // The shift keeps the commonest word of a list at a few percent, as in a class of content words, not at half.
    private const double ZipfShift = 4;

    private readonly Dictionary<string, int> _symbols = [];
    private readonly List<Symbol> _table = [];

    public Grammar(string source)
    {
        foreach (var (name, zipf, alternatives) in Sections(source))
        {
            _symbols.Add(name, _table.Count);
            _table.Add(new Symbol(alternatives, zipf ? WeightedChoice.Zipf(alternatives.Length, ZipfShift, 1) : null));
        }
        foreach (var symbol in _table) symbol.Parts = [.. symbol.Alternatives.Select(Compile)];
    }

    public bool Has(string symbol) => _symbols.ContainsKey(symbol);

    /// <summary>The number of a symbol, for <see cref="Write(TextBuffer, int, Chance, Facts?)"/>.</summary>
    public int Find(string symbol) =>
        _symbols.TryGetValue(symbol, out var index) ? index : throw new KeyNotFoundException($"The grammar has no symbol '{symbol}'.");

    /// <summary>The alternatives of a symbol as they are written in the source.</summary>
    public IReadOnlyList<string> Alternatives(string symbol) => _table[Find(symbol)].Alternatives;

    public void Write(TextBuffer text, string symbol, Chance chance, Facts? facts = null) => Write(text, Find(symbol), chance, facts);

    public void Write(TextBuffer text, int symbol, Chance chance, Facts? facts = null)
    {
        foreach (var part in _table[symbol].Draw(chance))
        {
            if (part.Literal is { } literal) text.AppendPhrase(literal);
            else if (part.Fact is { } fact) text.AppendPhrase(Required(facts, fact));
            else if (!part.Optional || (chance.Next() & 1) == 0) Write(text, part.Symbol, chance, facts);
        }
    }

    public string Say(string symbol, Chance chance, Facts? facts = null)
    {
        var text = new TextBuffer(64);
        Write(text, symbol, chance, facts);
        text.TrimEnd();
        return text.ToString();
    }

    /// <summary>All that the symbol can become, where it depends on no fact.</summary>
    public IEnumerable<string> All(string symbol) => All(Find(symbol));

    private IEnumerable<string> All(int symbol) => _table[symbol].Parts.SelectMany(parts => parts.Aggregate(
        (IEnumerable<string>)[""],
        (soFar, part) => soFar.SelectMany(_ => part.Literal is { } literal ? [Encoding.UTF8.GetString(literal)] : All(part.Symbol), (begun, more) => begun + more)));

    private static ReadOnlySpan<byte> Required(Facts? facts, Fact fact) =>
        facts is null ? throw new InvalidOperationException($"The fact {fact} is only known within a happening.") : facts[fact];

    private static IEnumerable<(string Name, bool Zipf, string[] Alternatives)> Sections(string source)
    {
        var name = "";
        var zipf = false;
        List<string> alternatives = [];
        foreach (var line in source.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("//", StringComparison.Ordinal)) continue;
            if (line[0] != ':')
            {
                alternatives.AddRange(line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
                continue;
            }
            if (alternatives.Count > 0) yield return (name, zipf, [.. alternatives]);
            alternatives.Clear();
            var words = line[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            (name, zipf) = (words[0], words is [_, "zipf"]);
        }
        if (alternatives.Count > 0) yield return (name, zipf, [.. alternatives]);
    }

    private Part[] Compile(string alternative)
    {
        List<Part> parts = [];
        var rest = alternative.AsSpan();
        while (rest.Length > 0)
        {
            var open = rest.IndexOf('{');
            var literal = open < 0 ? rest : rest[..open];
            if (literal.Length > 0) parts.Add(new Part(Encoding.UTF8.GetBytes(literal.ToString()), null, 0, false));
            if (open < 0) break;
            var close = rest.IndexOf('}');
            parts.Add(Reference(rest[(open + 1)..close].ToString()));
            rest = rest[(close + 1)..];
        }
        return [.. parts];
    }

    private Part Reference(string name) =>
        name[0] == '@' ? new Part(null, Enum.Parse<Fact>(name[1..], ignoreCase: true), 0, false)
        : name[^1] == '?' ? new Part(null, null, Find(name[..^1]), true)
        : new Part(null, null, Find(name), false);

    private readonly record struct Part(byte[]? Literal, Fact? Fact, int Symbol, bool Optional);

    private sealed class Symbol(string[] alternatives, WeightedChoice? zipf)
    {
        public string[] Alternatives => alternatives;

        public Part[][] Parts { get; set; } = [];

        public Part[] Draw(Chance chance) => Parts[zipf?.Draw(chance) ?? chance.Below(Parts.Length)];
    }
}
