using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Sources.Bluesky;
using ScoopDetector.Host.Sources.Lines;
using ScoopDetector.Host.Sources.Mastodon;
using ScoopDetector.Host.Sources.Nostr;
using ScoopDetector.Host.Sources.Plurk;
using ScoopDetector.Host.Sources.Topic;
using ScoopDetector.Host.Sources.Wire;
using ScoopDetector.Host.Sources.X;
using ScoopDetector.Host.Verbs;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources;

/// <summary>Which sources there are: each name with its connection and its wire format.</summary>
internal static class SourceCatalogue
{
    public static IReadOnlyList<string> Names { get; } = ["bluesky", "mastodon", "x", "nostr", "plurk", "lines", "topic"];

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

    /// <param name="name">Which.</param>
    /// <param name="options">Of all sources.</param>
    /// <param name="read">What is accepted of a message.</param>
    /// <param name="http">Which client.</param>
    /// <param name="clock">Stamps and waits.</param>
    /// <param name="kafka">Where the detector's own topics are: a topic of the same Kafka needs no other address.</param>
    /// <exception cref="UsageException">Something that this source needs is not set.</exception>
    public static (ILiveSource Source, IPostTranslator Reader) Create(string name, SourcesOptions options, ReadOptions read, HttpClient http, TimeProvider clock, KafkaOptions? kafka = null) => name switch
    {
        "bluesky" => (new BlueskySource(options.Bluesky, read, http, clock), new WireReader(read, new JetstreamFormat()) { Clock = clock }),
        "mastodon" => (
            new MastodonSource(options.Mastodon with { Token = Needed(options.Mastodon.Token, "Sources:Mastodon:Token", "an access token with the scope read:statuses") }, read, http, clock),
            new WireReader(read, new MastodonFormat(MastodonSource.Prefix(options.Mastodon), options.Mastodon.KeepBots)) { Clock = clock }),
        "x" => (
            new XSource(options.X with { Token = Needed(options.X.Token, "Sources:X:Token", "a bearer token") }, read, http, clock),
            new WireReader(read, new XFormat()) { Clock = clock }),
        "nostr" => (new NostrSource(options.Nostr, read, clock), new WireReader(read, new NostrFormat()) { Clock = clock }),
        "plurk" => (new PlurkSource(Whole(options.Plurk), http, clock), new WireReader(read, new PlurkFormat()) { Clock = clock }),
        "topic" => (
            new TopicSource(options.Topic with { Topic = Needed(options.Topic.Topic, "Sources:Topic:Topic", "the topic that your collectors write") }, kafka ?? new(), read, clock),
            ReaderOf(options.Topic.Format, read, clock)),
        _ => (
            new LinesSource(options.Lines with { Address = Needed(options.Lines.Address, "Sources:Lines:Address", "where the lines are") }, read, http, clock),
            new OwnForm(read, WireReader.OfAny(read, clock), clock)),
    };

    private static PlurkOptions Whole(PlurkOptions options) => options.Searches.Count + options.UserIds.Count == 0
        ? throw new UsageException("Sources:Plurk:Searches and Sources:Plurk:UserIds are both empty: Plurk has no stream of all, so name what is searched for, or whose plurks are read, parted by commas.")
        : options with
        {
            ConsumerKey = Needed(options.ConsumerKey, "Sources:Plurk:ConsumerKey", "the key of your application at Plurk"),
            ConsumerSecret = Needed(options.ConsumerSecret, "Sources:Plurk:ConsumerSecret", "the secret of your application at Plurk"),
            Token = Needed(options.Token, "Sources:Plurk:Token", "the access token of your account at Plurk"),
            TokenSecret = Needed(options.TokenSecret, "Sources:Plurk:TokenSecret", "the secret of that token"),
        };

    private static IPostTranslator ReaderOf(TopicFormat format, ReadOptions read, TimeProvider clock) => format switch
    {
        TopicFormat.Auto => new OwnForm(read, WireReader.OfAny(read, clock), clock),
        TopicFormat.Own => new OwnForm(read, new WireReader(read), clock),
        TopicFormat.Bluesky => new WireReader(read, new JetstreamFormat()) { Clock = clock },
        TopicFormat.Mastodon => new WireReader(read, new MastodonFormat()) { Clock = clock },
        TopicFormat.X => new WireReader(read, new TweetFormat(), new XFormat()) { Clock = clock },
        TopicFormat.Nostr => new WireReader(read, new NostrFormat()) { Clock = clock },
        _ => new WireReader(read, new PlurkFormat()) { Clock = clock },
    };

    private static T Needed<T>(T? value, string key, string what) where T : class =>
        value ?? throw new UsageException($"{key} is not set: it must be {what}. Set it in the environment (SCOOP_{key.Replace(":", "__", StringComparison.Ordinal)}), so that it stands in no file.");
}
