using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScoopDetector.Host.Settings;
using ScoopDetector.Host.Tests.Metrics;
using Xunit;

namespace ScoopDetector.Host.Tests.Deploy;

/// <summary>What an overlay of infra/k8s comes to.</summary>
internal sealed partial class Cluster(IReadOnlyList<JsonObject> resources)
{
    /// <summary>Any: what the kubelet would give the pod.</summary>
    public const string PodAddress = "10.1.2.3";

    public static readonly string Folder = Path.Combine(Promtool.Repository(), "infra", "k8s");

    /// <summary>The names of the overlays.</summary>
    public static TheoryData<string> Overlays => [.. Directory.GetDirectories(Path.Combine(Folder, "overlays")).Select(folder => Path.GetFileName(folder)).Order()];

    public IReadOnlyList<JsonObject> Resources { get; } = resources;

    public static Cluster Of(string overlay) => new(Kustomize.Build(Path.Combine(Folder, "overlays", overlay)));

    public IEnumerable<JsonObject> All(string kind) => Resources.Where(resource => Kustomize.KindOf(resource) == kind);

    public JsonObject? Find(string kind, string name) => All(kind).FirstOrDefault(resource => Kustomize.NameOf(resource) == name);

    /// <summary>What runs in pods.</summary>
    public IEnumerable<JsonObject> Workloads => Resources.Where(resource => resource["spec"]?["template"]?["spec"]?["containers"] is not null);

    /// <summary>The program's own.</summary>
    public IEnumerable<JsonObject> Processes => All("Deployment");

    public static JsonObject Pod(JsonObject workload) => (JsonObject)workload["spec"]!["template"]!["spec"]!;

    public static JsonObject Container(JsonObject workload) => (JsonObject)Pod(workload)["containers"]!.AsArray().Single()!;

    public static JsonObject Labels(JsonObject workload) => (JsonObject)workload["spec"]!["template"]!["metadata"]!["labels"]!;

    /// <summary>Whether pods with these labels are among those that a selector of <c>matchLabels</c> chooses.</summary>
    public static bool Chooses(JsonObject? matchLabels, JsonObject labels) => matchLabels!.All(wanted => JsonNode.DeepEquals(labels[wanted.Key], wanted.Value));

    public static string[] Arguments(JsonObject workload) => [.. Container(workload)["args"]!.AsArray().Select(argument => argument!.GetValue<string>())];

    /// <summary>The settings that a process would read, from its environment as the kubelet makes it.</summary>
    /// <exception cref="Host.Verbs.UsageException">One of them is none.</exception>
    public ScoopSettings Settings(JsonObject workload) => ScoopSettings.Read(SettingsCatalogue.Product, null, Environment(workload), []);

    public Dictionary<string, string> Environment(JsonObject workload)
    {
        var environment = new Dictionary<string, string>();
        foreach (var from in Container(workload)["envFrom"]?.AsArray().OfType<JsonObject>() ?? [])
        {
            foreach (var (name, value) in from["secretRef"] is { } secret ? Secret(secret["name"]!.GetValue<string>()) : Map(from["configMapRef"]!["name"]!.GetValue<string>()))
            {
                environment[name] = value;
            }
        }
        var known = new Dictionary<string, string>();
        foreach (var variable in Container(workload)["env"]?.AsArray().OfType<JsonObject>() ?? [])
        {
            var name = variable["name"]!.GetValue<string>();
            environment[name] = known[name] = variable["valueFrom"] is { } source ? From(source) : Reference().Replace(variable["value"]!.GetValue<string>(), found => known[found.Groups[1].Value]);
        }
        return environment;
    }

    private string From(JsonNode source)
    {
        if (source["fieldRef"]?["fieldPath"]?.GetValue<string>() == "status.podIP")
        {
            return PodAddress;
        }
        var reference = source["configMapKeyRef"] ?? throw new InvalidDataException($"No test knows what {source.ToJsonString()} gives.");
        return Map(reference["name"]!.GetValue<string>()).Single(entry => entry.Key == reference["key"]!.GetValue<string>()).Value;
    }

    private IEnumerable<KeyValuePair<string, string>> Map(string name) =>
        (Find("ConfigMap", name) ?? throw new InvalidDataException($"There is no ConfigMap {name}."))["data"]!.AsObject().Select(entry => KeyValuePair.Create(entry.Key, entry.Value!.GetValue<string>()));

    /// <summary>What the page for operators tells to put into a secret: that is not in the repository.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Secret(string name)
    {
        var page = File.ReadAllText(Path.Combine(Promtool.Repository(), "infra", "docs", "ops.md"));
        var command = Regex.Match(page, $@"create secret generic {name}((?:\\\n|[^\n])*)\n").Groups[1].Value;
        List<KeyValuePair<string, string>> entries = [.. Literal().Matches(command).Select(entry => KeyValuePair.Create(entry.Groups[1].Value, entry.Groups[2].Value.Replace("HASH", new string('a', 64), StringComparison.Ordinal)))];
        return entries.Count > 0 ? entries : throw new InvalidDataException($"infra/docs/ops.md does not say what is in the secret {name}.");
    }

    [GeneratedRegex(@"\$\((\w+)\)")]
    private static partial Regex Reference();

    [GeneratedRegex("--from-literal=([^=]+)=(\\S+)")]
    private static partial Regex Literal();
}
