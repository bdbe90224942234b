using System.Globalization;
using System.Text;
using ScoopDetector.Terms;

namespace ScoopDetector.Places;

/// <summary>The places that are known by name, and how people write them.</summary>
/// <remarks>The shipped one has the countries in twenty languages, some regions, and the 22,000 places of GeoNames (CC BY 4.0) with 15,000 inhabitants and more. Of places of one name in one country it has the largest.</remarks>
public sealed class Gazetteer
{
    private readonly Lazy<Names> _names;

    private Gazetteer(Func<IEnumerable<Entry>> entries) => _names = new(() => new(entries()));

    /// <summary>The one that comes with the product; read when something is first asked of it, in some 0.1 s.</summary>
    public static Gazetteer Shipped { get; } = new(ReadShipped);

    public static Gazetteer None { get; } = new(() => []);

    /// <param name="places">In columns parted by tabs: name, country, latitude, longitude; and if need be inhabitants (0), <c>sure</c> or <c>asked</c> (sure), and other spellings parted by <c>|</c>.
    /// Empty lines and those that begin with # are left out.</param>
    /// <param name="source">Its name, for errors.</param>
    /// <exception cref="FormatException">Names the line and what is wrong with it.</exception>
    public static Gazetteer Read(TextReader places, string source)
    {
        Entry[] entries = [.. Entries(places, source)];
        return new(() => entries);
    }

    /// <summary>Of places that are written in one way only.</summary>
    public static Gazetteer Of(IEnumerable<Place> places) => new(() => places.Select(place => new Entry(place, [])));

    /// <summary>What this one knows and the other too, which is believed where both know a place by one label.</summary>
    public Gazetteer With(Gazetteer other) => new(() => _names.Value.Entries.Concat(other._names.Value.Entries));

    /// <param name="label">As an alert names it, without regard to case.</param>
    /// <returns>Null if there is none of that name.</returns>
    public Place? Find(string label) => _names.Value.ByLabel.GetValueOrDefault(label);

    /// <summary>The spellings that begin with this term, also with words before it that are no terms (La Paz).</summary>
    internal IReadOnlyList<Spelling> BeginningWith(TermId term) => _names.Value.ByTerm.TryGetValue(term, out var spellings) ? spellings : [];

    private static IEnumerable<Entry> ReadShipped()
    {
        using var stream = typeof(Gazetteer).Assembly.GetManifestResourceStream("ScoopDetector.Places.places.tsv")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return [.. Entries(reader, "places.tsv")];
    }

    private static IEnumerable<Entry> Entries(TextReader places, string source)
    {
        for (var number = 1; places.ReadLine() is { } line; number++)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }
            var fields = line.Split('\t');
            string Fault(string what) => $"{source}, line {number}: {what}; a line is name, country, latitude, longitude, and if need be inhabitants, sure or asked, and other spellings, parted by tabs.";
            if (fields.Length < 4 || fields[0].Length == 0 || fields[1].Length == 0)
            {
                throw new FormatException(Fault("there are fewer than four fields"));
            }
            double Degrees(int column, string name, double most) => double.TryParse(fields[column], CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most
                ? degrees
                : throw new FormatException(Fault(string.Create(CultureInfo.InvariantCulture, $"the {name} is '{fields[column]}' and must be a number from -{most} to {most}")));
            var inhabitants = 0;
            if (fields is [_, _, _, _, { Length: > 0 } people, ..] && !int.TryParse(people, NumberStyles.None, CultureInfo.InvariantCulture, out inhabitants))
            {
                throw new FormatException(Fault($"the inhabitants are '{people}' and must be a whole number"));
            }
            var believed = fields.ElementAtOrDefault(5) is { Length: > 0 } given ? given : "sure";
            if (believed is not ("sure" or "asked"))
            {
                throw new FormatException(Fault($"the sixth field is '{believed}' and must be sure or asked"));
            }
            yield return new(new(fields[0], fields[1], Degrees(2, "latitude", 90), Degrees(3, "longitude", 180), inhabitants, believed == "asked"),
                fields.ElementAtOrDefault(6)?.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? []);
        }
    }

    /// <param name="Folded">As <see cref="FoldedText"/> has it.</param>
    internal sealed record Spelling(string Folded, Place Place);

    private sealed record Entry(Place Place, IReadOnlyList<string> Spellings);

    /// <summary>What is looked up: by how an alert names a place, and by the first term of how people do.</summary>
    private sealed class Names
    {
        public Names(IEnumerable<Entry> entries)
        {
            Entries = [.. entries];
            var tokenizer = new Tokenizer();
            foreach (var (place, spellings) in Entries)
            {
                ByLabel[place.Label] = place;
                foreach (var written in spellings.Prepend(place.Name))
                {
                    tokenizer.Read(Encoding.UTF8.GetBytes(written));
                    // Some are of single letters and function words only, and cannot be found.
                    if (tokenizer.Uses is [var first, ..])
                    {
                        if (!ByTerm.TryGetValue(first.Term, out var others))
                        {
                            ByTerm[first.Term] = others = [];
                        }
                        others.Add(new(FoldedText.Of(written), place));
                    }
                }
            }
        }

        public IReadOnlyList<Entry> Entries { get; }

        public Dictionary<string, Place> ByLabel { get; } = new(StringComparer.OrdinalIgnoreCase);

        public Dictionary<TermId, List<Spelling>> ByTerm { get; } = [];
    }
}
