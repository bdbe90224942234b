using System.Text.Json.Nodes;

namespace ScoopDetector.Host.Tests.Deploy;

/// <summary>Builds what <c>kubectl kustomize</c> builds, as far as our files use it, and refuses what that passes over: a patch that hits nothing, a field that it does not know.</summary>
/// <remarks>Names of generated maps carry no hash here.</remarks>
internal static class Kustomize
{
    /// <summary>By which field the items of a list are known, as the schema of Kubernetes has it; other lists are replaced as a whole.</summary>
    private static readonly Dictionary<string, string> Keys = new() { ["containers"] = "name", ["env"] = "name", ["volumes"] = "name", ["ports"] = "containerPort", ["volumeMounts"] = "mountPath" };

    /// <exception cref="InvalidDataException">Something that it names is not there, or a patch hits nothing.</exception>
    public static List<JsonObject> Build(string folder)
    {
        var resources = new List<JsonObject>();
        Add(folder, resources, "Kustomization");
        return resources;
    }

    public static string NameOf(JsonNode resource) => resource["metadata"]!["name"]!.GetValue<string>();

    public static string KindOf(JsonNode resource) => resource["kind"]!.GetValue<string>();

    private static void Add(string folder, List<JsonObject> resources, string kind)
    {
        var file = Path.Combine(folder, "kustomization.yml");
        var kustomization = Strict.Read<Kustomization>(YamlTree.Read(File.ReadAllText(Existing(file))).Single(), Strict.Camel);
        if (kustomization.Kind != kind)
        {
            throw new InvalidDataException($"{file} is a {kustomization.Kind} where a {kind} is wanted.");
        }
        foreach (var path in kustomization.Resources ?? [])
        {
            AddResource(Path.GetFullPath(path, folder), resources);
        }
        foreach (var path in kustomization.Components ?? [])
        {
            Add(Path.GetFullPath(path, folder), resources, "Component");
        }
        resources.AddRange((kustomization.ConfigMapGenerator ?? []).Select(map => Generated(map, folder)));
        foreach (var patch in kustomization.Patches ?? [])
        {
            Patch(patch, folder, resources);
        }
        foreach (var resource in kustomization.Namespace is null ? [] : resources.Where(resource => KindOf(resource) != "Namespace"))
        {
            resource["metadata"]!["namespace"] = kustomization.Namespace;
        }
    }

    private static void AddResource(string path, List<JsonObject> resources)
    {
        if (Directory.Exists(path))
        {
            Add(path, resources, "Kustomization");
            return;
        }
        foreach (var resource in YamlTree.ReadFile(Existing(path)))
        {
            if (resources.Any(one => KindOf(one) == KindOf(resource) && NameOf(one) == NameOf(resource)))
            {
                throw new InvalidDataException($"{path}: {KindOf(resource)} {NameOf(resource)} is there twice.");
            }
            resources.Add(resource);
        }
    }

    private static JsonObject Generated(KustomizationMap map, string folder) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = map.Name },
        ["data"] = new JsonObject(map.Envs.SelectMany(path => EnvFile(Existing(Path.Combine(folder, path)))).Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, entry.Value))),
    };

    /// <summary>Lines of <c>NAME=value</c>; what begins with a # is a remark.</summary>
    public static IEnumerable<KeyValuePair<string, string>> EnvFile(string path) => File.ReadLines(path)
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('=', 2))
        .Select(parts => KeyValuePair.Create(parts[0], parts[1]));

    private static void Patch(KustomizationPatch patch, string folder, List<JsonObject> resources)
    {
        var file = Existing(Path.Combine(folder, patch.Path));
        var change = YamlTree.ReadFile(file).Single();
        var (kind, name) = patch.Target is { } target ? (target.Kind, target.Name) : (KindOf(change), NameOf(change));
        var hit = resources.Where(resource => KindOf(resource) == kind && (name is null || NameOf(resource) == name)).ToList();
        if (hit.Count == 0)
        {
            throw new InvalidDataException($"{file} hits nothing: there is no {kind} {name}.");
        }
        foreach (var resource in hit)
        {
            var own = NameOf(resource);
            Merge(resource, change);
            resource["metadata"]!["name"] = own;
        }
    }

    private static void Merge(JsonObject into, JsonObject change)
    {
        foreach (var (key, value) in change)
        {
            switch (into[key], value)
            {
                case (JsonObject below, JsonObject above):
                    Merge(below, above);
                    break;
                case (JsonArray below, JsonArray above) when Keys.TryGetValue(key, out var by):
                    MergeItems(below, above, by);
                    break;
                default:
                    into[key] = value?.DeepClone();
                    break;
            }
        }
    }

    /// <summary>What is new comes first.</summary>
    private static void MergeItems(JsonArray into, JsonArray change, string by)
    {
        var at = 0;
        foreach (var item in change.Cast<JsonObject>())
        {
            if (into.Cast<JsonObject>().FirstOrDefault(one => JsonNode.DeepEquals(one[by], item[by])) is { } known)
            {
                Merge(known, item);
            }
            else
            {
                into.Insert(at++, item.DeepClone());
            }
        }
    }

    private static string Existing(string path) => File.Exists(path) ? path : throw new InvalidDataException($"{path} does not exist.");
}
