using ScoopDetector.Host.Sources.Bluesky;
using ScoopDetector.Host.Sources.Lines;
using ScoopDetector.Host.Sources.Mastodon;
using ScoopDetector.Host.Sources.Nostr;
using ScoopDetector.Host.Sources.Wire;
using ScoopDetector.Host.Sources.X;
using ScoopDetector.Host.Verbs;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources;

/// <summary>Which sources there are: each name with its connection and its wire format.</summary>
internal static class SourceCatalogue
{
    public static IReadOnlyList<string> Names { get; } = ["bluesky", "mastodon", "x", "nostr", "lines"];

    /// <exception cref="UsageException">One of them is no source, or stands there twice.</exception>
    public static IReadOnlyList<string> NamesIn(string list)
    {
        var names = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.FirstOrDefault(name => !Names.Contains(name)) is { } unknown)
        {
            throw new UsageException($"--source {unknown}: there are {string.Join(", ", Names)}.");
        }
        return names.Length > 0 && names.Distinct().Count() == names.Length ? names
            : throw new UsageException($"--source {list}: name each source once, parted by commas, of {string.Join(", ", Names)}.");
    }

    /// <exception cref="UsageException">Something that this source needs is not set.</exception>
    public static (ILiveSource Source, IPostTranslator Reader) Create(string name, SourcesOptions options, ReadOptions read, HttpClient http, TimeProvider clock) => name switch
    {
        "bluesky" => (new BlueskySource(options.Bluesky, read, http, clock), new WireReader(read, new JetstreamFormat()) { Clock = clock }),
        "mastodon" => (
            new MastodonSource(options.Mastodon with { Token = Needed(options.Mastodon.Token, "Sources:Mastodon:Token", "an access token with the scope read:statuses") }, read, http, clock),
            new WireReader(read, new MastodonFormat(MastodonSource.Prefix(options.Mastodon), options.Mastodon.KeepBots)) { Clock = clock }),
        "x" => (
            new XSource(options.X with { Token = Needed(options.X.Token, "Sources:X:Token", "a bearer token") }, read, http, clock),
            new WireReader(read, new XFormat()) { Clock = clock }),
        "nostr" => (new NostrSource(options.Nostr, read, clock), new WireReader(read, new NostrFormat()) { Clock = clock }),
        _ => (
            new LinesSource(options.Lines with { Address = Needed(options.Lines.Address, "Sources:Lines:Address", "where the lines are") }, read, http, clock),
            new OwnForm(read, WireReader.OfAny(read, clock), clock)),
    };

    private static T Needed<T>(T? value, string key, string what) where T : class =>
        value ?? throw new UsageException($"{key} is not set: it must be {what}. Set it in the environment (SCOOP_{key.Replace(":", "__", StringComparison.Ordinal)}), so that it stands in no file.");
}
