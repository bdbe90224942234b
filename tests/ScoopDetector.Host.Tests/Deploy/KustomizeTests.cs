using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScoopDetector.Host.Tests.Support;
using Xunit;

namespace ScoopDetector.Host.Tests.Deploy;

public sealed partial class KustomizeTests : IDisposable
{
    private readonly TemporaryFolder _copy = new();

    public static TheoryData<string> Overlays => Cluster.Overlays;

    public void Dispose() => _copy.Dispose();

    [Theory, MemberData(nameof(Overlays))]
    public void Every_overlay_comes_to_manifests_of_known_forms(string overlay) =>
        Assert.All(Cluster.Of(overlay).Resources, resource => Manifest.Check(resource));

    [Fact]
    public void What_is_added_for_a_Prometheus_Operator_is_of_its_forms()
    {
        var resources = Directory.GetFiles(Path.Combine(Cluster.Folder, "components", "monitoring"), "*.yml").Where(file => Path.GetFileName(file) != "kustomization.yml").SelectMany(YamlTree.ReadFile).ToList();

        Assert.Equal(["PodMonitor", "PrometheusRule"], resources.Select(Kustomize.KindOf).Order());
        Assert.All(resources, resource => Manifest.Check(resource));
    }

    [Theory]
    [InlineData("overlays/single/detector.yml", "replicas:", "replica:", "replica")]
    [InlineData("overlays/roles/tally.yml", "topologyKey:", "topologykey:", "topologykey")]
    [InlineData("overlays/roles/tally.yml", "unhealthyPodEvictionPolicy:", "unhealthyEvictionPolicy:", "unhealthyEvictionPolicy")]
    [InlineData("overlays/roles/tally-scale.yml", "maxReplicaCount:", "maxReplicas:", "maxReplicas")]
    [InlineData("overlays/roles/tally-scale.yml", "lagThreshold:", "lagTreshold:", "lagTreshold")]
    [InlineData("overlays/roles/tally-scale.yml", "\"500000\"", "500000", "lagThreshold")]
    [InlineData("components/process/process.yml", "readOnlyRootFilesystem:", "readonlyRootFilesystem:", "readonlyRootFilesystem")]
    [InlineData("components/process/process.yml", "periodSeconds: 30", "periodSeconds: half", "half")]
    [InlineData("components/process/process.yml", "enableServiceLinks:", "enableServicelinks:", "enableServicelinks")]
    [InlineData("base/network.yml", "podSelector:", "podSelectors:", "podSelectors")]
    [InlineData("base/store.yml", "accessModes:", "accessMode:", "accessMode")]
    [InlineData("base/topics.yml", "ttlSecondsAfterFinished:", "ttlSeconds:", "ttlSeconds")]
    public void A_field_that_is_misspelt_or_of_another_type_is_refused_and_named(string file, string right, string wrong, string named)
    {
        Spoil(file, right, wrong);

        var faults = new[] { "roles", "live" }.SelectMany(overlay => Faults(() => Kustomize.Build(_copy.Path($"overlays/{overlay}")).ForEach(resource => Manifest.Check(resource)))).ToList();
        Assert.Contains(faults, fault => fault.Contains(named, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("overlays/live/kustomization.yml", "patches:", "patch:", "'patch'")]
    [InlineData("overlays/live/live.yml", "name: scoop-detector", "name: scoop-detecter", "there is no Deployment scoop-detecter")]
    [InlineData("components/process/kustomization.yml", "kind: Deployment", "kind: StatefulSet", "there is no StatefulSet")]
    [InlineData("overlays/live/kustomization.yml", "../single", "../singel", "singel does not exist")]
    [InlineData("base/kustomization.yml", "settings.env", "setting.env", "setting.env does not exist")]
    [InlineData("overlays/single/kustomization.yml", "components/process", "overlays/live", "is a Kustomization where a Component is wanted")]
    [InlineData("overlays/single/detector.yml", "spec:", "replicas: 1\nreplicas: 1\nspec:", "Duplicate key")]
    public void A_part_that_is_not_there_or_a_patch_that_hits_nothing_is_refused(string file, string right, string wrong, string said)
    {
        Spoil(file, right, wrong);

        Assert.Contains(said, Assert.Single(Faults(() => Kustomize.Build(_copy.Path("overlays/live")))), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Overlays))]
    public async Task Kubectl_comes_to_the_same(string overlay)
    {
        var theirs = YamlTree.Read(Hash().Replace(await KubectlAsync("kustomize", Path.Combine(Cluster.Folder, "overlays", overlay)), "scoop-settings"));
        var ours = Cluster.Of(overlay).Resources;

        Assert.Equal(ours.Select(Title).Order(), theirs.Select(Title).Order());
        Assert.All(theirs, resource => Assert.True(
            JsonNode.DeepEquals(resource, ours.Single(one => Title(one) == Title(resource))), $"{Title(resource)}: {resource.ToJsonString()} and not {ours.Single(one => Title(one) == Title(resource)).ToJsonString()}"));
    }

    private static string Title(JsonObject resource) => $"{Kustomize.KindOf(resource)} {Kustomize.NameOf(resource)}";

    private void Spoil(string file, string right, string wrong)
    {
        foreach (var original in Directory.GetFiles(Cluster.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = _copy.Path(Path.GetRelativePath(Cluster.Folder, original));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(original, copy);
        }
        var text = File.ReadAllText(_copy.Path(file));
        Assert.Contains(right, text, StringComparison.Ordinal);
        File.WriteAllText(_copy.Path(file), text.Replace(right, wrong, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Faults(Action build)
    {
        try
        {
            build();
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException or YamlDotNet.Core.YamlException or FormatException)
        {
            return [fault.ToString()];
        }
        return [];
    }

    private static async Task<string> KubectlAsync(params string[] arguments)
    {
        var version = await AskAsync("version", "--client");
        Assert.SkipUnless(Modern().IsMatch(version), $"This kubectl knows no components: {version.ReplaceLineEndings(" ")}");
        return await AskAsync(arguments);
    }

    private static async Task<string> AskAsync(params string[] arguments)
    {
        try
        {
            using var kubectl = Process.Start(new ProcessStartInfo("kubectl", arguments) { RedirectStandardOutput = true })!;
            var said = await kubectl.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await kubectl.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, kubectl.ExitCode);
            return said;
        }
        catch (Win32Exception)
        {
            Assert.Skip("There is no kubectl.");
            throw;
        }
    }

    [GeneratedRegex("scoop-settings-[a-z0-9]{10}")]
    private static partial Regex Hash();

    [GeneratedRegex("Kustomize Version: v[5-9]")]
    private static partial Regex Modern();
}
