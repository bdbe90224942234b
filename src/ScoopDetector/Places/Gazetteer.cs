using System.Globalization;
using System.Text;
using ScoopDetector.Terms;

namespace ScoopDetector.Places;

/// <summary>The places that are known by name, and how people write them.</summary>
/// <remarks>The shipped one has the countries in twenty languages, some regions, and the 22,000 places of GeoNames (CC BY 4.0) with 15,000 inhabitants and more. Of places of one name in one country it has the largest.</remarks>
public sealed class Gazetteer
{
    private readonly Func<IEnumerable<Entry>> _entries;
    private readonly Lazy<Names> _names;

    private Gazetteer(Func<IEnumerable<Entry>> entries) => (_entries, _names) = (entries, new(() => new(entries())));

    /// <summary>The one that comes with the product; read when something is first asked of it.</summary>
    public static Gazetteer Shipped { get; } = new(ReadShipped);

    public static Gazetteer None { get; } = new(() => []);

    /// <summary>All of them, each once.</summary>
    public IReadOnlyCollection<Place> All => _names.Value.ByLabel.Values;

    /// <param name="places">In columns parted by tabs: name, country, latitude, longitude; and if need be inhabitants (0); <c>sure</c>, <c>asked</c> (believed only after a word of place) or <c>never</c> (no place, and hides those within);
    /// and other spellings parted by <c>|</c>, a <c>?</c> before those that are asked, a <c>#</c> before a code of two letters that counts only as the end of a hashtag, <c>?#</c> before one that counts only there behind a word that calls for it, as <c>#FloodPH</c> does. Empty lines and those that begin with # are left out.</param>
    /// <param name="source">Its name, for errors.</param>
    /// <exception cref="FormatException">Names the line and what is wrong with it.</exception>
    public static Gazetteer Read(TextReader places, string source)
    {
        Entry[] entries = [.. Entries(places, source)];
        return new(() => entries);
    }

    /// <summary>Of places that are written in one way only.</summary>
    public static Gazetteer Of(IEnumerable<Place> places) => new(() => places.Select(place => new Entry(place, [(place.Name, Belief.Sure)])));

    /// <summary>What this one knows and the other too, which alone is believed where both know a place by one label.</summary>
    public Gazetteer With(Gazetteer other) => new(() => _entries().Concat(other._entries()));

    /// <param name="label">As an alert names it, without regard to case.</param>
    /// <returns>Null if there is none of that name.</returns>
    public Place? Find(string label) => _names.Value.ByLabel.GetValueOrDefault(label);

    /// <summary>The longest spelling that begins at this word; null if none does.</summary>
    /// <param name="folded">The words of a post, as <see cref="PostWords"/> has them.</param>
    /// <param name="from">Where the word begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <returns>All that are written so, and are as long; empty for none.</returns>
    internal IReadOnlyList<Spelling> At(string folded, int from, int to)
    {
        var isUnspaced = Letters.IsUnspaced(folded[from]);
        var key = isUnspaced ? folded.AsSpan(from, Math.Min(KeyLength, to - from)) : folded.AsSpan(from, to - from);
        if (!_names.Value.ByBeginning.TryGetValue(key, out var spellings))
        {
            return [];
        }
        // The longest come first.
        foreach (var alike in spellings)
        {
            var end = from + alike[0].Folded.Length;
            if (string.CompareOrdinal(folded, from, alike[0].Folded, 0, alike[0].Folded.Length) == 0 && (isUnspaced || end == folded.Length || folded[end] == ' '))
            {
                return alike;
            }
        }
        return [];
    }

    /// <summary>The towns that a word in Cyrillic may name though only their Latin names are listed; empty for none.</summary>
    /// <param name="word">Folded.</param>
    internal IReadOnlyList<Spelling> InCyrillic(ReadOnlySpan<char> word) => _names.Value.InCyrillic.Find(word);

    /// <summary>Where no spaces are written, names are looked up by so many characters.</summary>
    private const int KeyLength = 2;

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
            if (string.IsNullOrWhiteSpace(line) || line[0] == '#')
            {
                continue;
            }
            string[] fields = [.. line.Split('\t').Select(field => field.Trim())];
            string Fault(string what) => $"{source}, line {number}: {what}; a line is name, country, latitude, longitude, and if need be inhabitants, sure, asked or never, and other spellings, parted by tabs.";
            if (fields.Length is < 4 or > 7 || fields[0].Length == 0 || fields[1].Length == 0)
            {
                throw new FormatException(Fault(fields.Length > 7 ? "there are more than seven fields" : "there are fewer than four fields"));
            }
            double Degrees(int column, string name, double most) => double.TryParse(fields[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most
                ? degrees
                : throw new FormatException(Fault(string.Create(CultureInfo.InvariantCulture, $"the {name} is '{fields[column]}' and must be a number from -{most} to {most}")));
            var inhabitants = 0;
            if (fields is [_, _, _, _, { Length: > 0 } people, ..] && !int.TryParse(people, NumberStyles.None, CultureInfo.InvariantCulture, out inhabitants))
            {
                throw new FormatException(Fault($"the inhabitants are '{people}' and must be a whole number"));
            }
            Belief? belief = fields.ElementAtOrDefault(5) switch { null or "" or "sure" => Belief.Sure, "asked" => Belief.Asked, "never" => Belief.Never, _ => null };
            yield return new(
                new(fields[0], fields[1], Degrees(2, "latitude", 90), Degrees(3, "longitude", 180), inhabitants),
                [
                    (fields[0], belief ?? throw new FormatException(Fault($"the sixth field is '{fields[5]}' and must be sure, asked or never"))),
                    .. (fields.ElementAtOrDefault(6) ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                        .Select(spelling => Written(spelling, belief == Belief.Never, Fault)),
                ]);
        }
    }

    private static (string Written, Belief Belief) Written(string spelling, bool isNever, Func<string, string> fault)
    {
        var written = spelling.TrimStart('?', '#');
        Belief belief = isNever ? Belief.Never : spelling switch { ['?', '#', ..] => Belief.AskedCode, ['#', ..] => Belief.Code, ['?', ..] => Belief.Asked, _ => Belief.Sure };
        return belief is Belief.Code or Belief.AskedCode && written.Length != PostWords.CodeLength
            ? throw new FormatException(fault($"the spelling '{spelling}' begins with # and must be a code of {PostWords.CodeLength} letters"))
            : (written, belief);
    }

    private sealed record Entry(Place Place, IReadOnlyList<(string Written, Belief Belief)> Spellings);

    /// <summary>What is looked up: by how an alert names a place, and by how people begin to.</summary>
    private sealed class Names
    {
        private readonly Dictionary<string, List<List<Spelling>>> _byBeginning = new(StringComparer.Ordinal);

        public Names(IEnumerable<Entry> entries)
        {
            // Of equal labels the last is believed.
            var known = new Dictionary<string, Entry>(StringComparer.OrdinalIgnoreCase);
            foreach (var entry in entries)
            {
                known[entry.Place.Label] = entry;
            }
            var words = new PostWords();
            foreach (var (place, spellings) in known.Values)
            {
                if (spellings[0].Belief != Belief.Never)
                {
                    ByLabel[place.Label] = place;
                }
                foreach (var (written, belief) in spellings)
                {
                    words.Read(written);
                    if (words.Folded.Length > 1)
                    {
                        Add(new(words.Folded, place, belief));
                    }
                }
            }
            foreach (var alike in _byBeginning.Values.Where(alike => alike.Count > 1))
            {
                alike.Sort(static (a, b) => b[0].Folded.Length.CompareTo(a[0].Folded.Length));
            }
            ByBeginning = _byBeginning.GetAlternateLookup<ReadOnlySpan<char>>();
        }

        public CyrillicNames InCyrillic { get; } = new();

        public Dictionary<string, Place> ByLabel { get; } = new(StringComparer.OrdinalIgnoreCase);

        /// <summary>By the first word, or the first characters where no spaces are written: what begins so, the longest first.</summary>
        public Dictionary<string, List<List<Spelling>>>.AlternateLookup<ReadOnlySpan<char>> ByBeginning { get; }

        private void Add(Spelling spelling)
        {
            InCyrillic.Add(spelling);
            var beginning = BeginningOf(spelling.Folded);
            if (!_byBeginning.TryGetValue(beginning, out var spellings))
            {
                _byBeginning[beginning] = spellings = [];
            }
            if (spellings.Find(others => others[0].Folded == spelling.Folded) is { } alike)
            {
                alike.Add(spelling);
            }
            else
            {
                spellings.Add([spelling]);
            }
        }

        private static string BeginningOf(string folded) => Letters.IsUnspaced(folded[0]) ? folded[..Math.Min(KeyLength, folded.Length)] : folded.Split(' ')[0];
    }
}
