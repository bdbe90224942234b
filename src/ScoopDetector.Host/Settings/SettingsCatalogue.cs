using ScoopDetector.Host.Checkpoints;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Metrics;
using ScoopDetector.Host.News;
using ScoopDetector.Host.Sources;
using ScoopDetector.Host.Store;
using ScoopDetector.News;

namespace ScoopDetector.Host.Settings;

/// <summary>Which settings there are: the options of the detection at the root, and a section for each adapter of the host.</summary>
/// <remarks>Every verb knows all of them and refuses what is wrong in any: one file serves all verbs, and a slip in a section that this verb
/// does not use is found now and not on the night it is used.</remarks>
/// <param name="root">The record whose properties are sections of their own.</param>
/// <param name="sections">The record of each further section.</param>
internal sealed class SettingsCatalogue(Type root, IReadOnlyDictionary<string, Type> sections)
{
    public static SettingsCatalogue Product { get; } = new(typeof(ScoopOptions), new Dictionary<string, Type>
    {
        ["Kafka"] = typeof(KafkaOptions),
        ["Sources"] = typeof(SourcesOptions),
        ["News"] = typeof(NewsOptions),
        ["Coverage"] = typeof(CoverageOptions),
        ["Checkpoints"] = typeof(CheckpointOptions),
        ["Store"] = typeof(StoreOptions),
        ["Desk"] = typeof(DeskOptions),
        ["Metrics"] = typeof(MetricsOptions),
        ["Deliveries"] = typeof(DeliveriesOptions),
    });

    public Type Root { get; } = root;

    /// <summary>By name, without regard to case.</summary>
    public IReadOnlyDictionary<string, Type> Sections { get; } = new Dictionary<string, Type>(sections, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every key that can be set, whole: <c>Tally:Pane</c>.</summary>
    public IReadOnlyList<string> Keys { get; } =
        [.. KeysOf(root, ""), .. sections.SelectMany(section => KeysOf(section.Value, section.Key + ":"))];

    private static IEnumerable<string> KeysOf(Type options, string prefix) => OptionProperty.Of(options)
        .SelectMany(property => property.IsSection ? KeysOf(property.Type, $"{prefix}{property.Name}:") : [prefix + property.Name]);
}
