using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ScoopDetector.Host.Tests.Deploy;

/// <summary>The documents of a YAML file as JSON, so that one strict reader serves all forms: anchors resolved, merge keys (<c>&lt;&lt;</c>) merged. A key that stands twice is a fault.</summary>
internal static class YamlTree
{
    public static IReadOnlyList<JsonObject> ReadFile(string path) => Read(File.ReadAllText(path));

    public static IReadOnlyList<JsonObject> Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return [.. stream.Documents.Select(document => Map((YamlMappingNode)document.RootNode))];
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode map => Map(map),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Node)]),
        _ => Scalar((YamlScalarNode)node),
    };

    private static JsonObject Map(YamlMappingNode map)
    {
        var tree = new JsonObject();
        foreach (var (key, value) in map.Children.Where(entry => Name(entry.Key) != "<<"))
        {
            tree.Add(Name(key), Node(value));
        }
        foreach (var (_, merged) in map.Children.Where(entry => Name(entry.Key) == "<<"))
        {
            foreach (var (key, value) in Map((YamlMappingNode)merged).Where(entry => !tree.ContainsKey(entry.Key)))
            {
                tree.Add(key, value?.DeepClone());
            }
        }
        return tree;
    }

    private static string Name(YamlNode key) => ((YamlScalarNode)key).Value!;

    /// <summary>What is not quoted may be something else than a text, by the core schema of YAML 1.2.</summary>
    private static JsonValue? Scalar(YamlScalarNode scalar) => scalar switch
    {
        { Style: not ScalarStyle.Plain, Value: { } text } => JsonValue.Create(text),
        { Value: "true" } => JsonValue.Create(true),
        { Value: "false" } => JsonValue.Create(false),
        { Value: null or "" or "null" or "~" } => null,
        { Value: { } text } when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        { Value: { } text } when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        { Value: { } text } => JsonValue.Create(text),
    };
}
