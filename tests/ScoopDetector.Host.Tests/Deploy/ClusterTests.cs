using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Tests.Metrics;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Deploy;

public sealed partial class ClusterTests
{
    public static TheoryData<string> Overlays => Cluster.Overlays;

    [Theory, MemberData(nameof(Overlays))]
    public void Every_process_is_told_settings_that_it_knows_and_a_command_that_it_understands(string overlay)
    {
        var cluster = Cluster.Of(overlay);

        Assert.NotEmpty(cluster.Processes);
        Assert.All(cluster.Processes, process =>
        {
            Assert.Equal("run", Cluster.Arguments(process)[0]);
            Assert.Empty(RunVerb.Create().Parse(Cluster.Arguments(process)[1..]).Errors);
            Assert.NotEmpty(cluster.Settings(process).Get<DeskOptions>().Keys);
        });
    }

    [Theory]
    [InlineData("SCOOP_Kafka__BootstrapServer", "Kafka:BootstrapServer (SCOOP_Kafka__BootstrapServer) is not a setting: did you mean Kafka:BootstrapServers?")]
    [InlineData("SCOOP_Desk_Port", "SCOOP_Desk_Port is not a setting")]
    public void A_setting_that_is_misspelt_is_refused(string name, string said)
    {
        var cluster = Cluster.Of("single");
        cluster.Find("ConfigMap", "scoop-settings")!["data"]![name] = "1";

        Assert.StartsWith(said, Assert.Throws<UsageException>(() => cluster.Settings(cluster.Processes.Single())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_variables_that_Kubernetes_makes_of_the_service_would_stop_the_start_and_so_are_not_wanted()
    {
        var cluster = Cluster.Of("single");
        var service = Kustomize.NameOf(cluster.All("Service").Single()).Replace('-', '_').ToUpperInvariant();
        cluster.Find("ConfigMap", "scoop-settings")!["data"]![$"{service}_PORT"] = "tcp://10.0.0.1:80";

        Assert.Throws<UsageException>(() => cluster.Settings(cluster.Processes.Single()));
        Assert.All(cluster.Workloads, workload => Assert.False(Cluster.Pod(workload)["enableServiceLinks"]!.GetValue<bool>()));
    }

    [Theory, MemberData(nameof(Overlays))]
    public void No_pod_has_more_rights_than_it_needs(string overlay) => Assert.All(Cluster.Of(overlay).Workloads, workload =>
    {
        var (pod, container) = (Cluster.Pod(workload), Cluster.Container(workload));
        Assert.False(pod["automountServiceAccountToken"]!.GetValue<bool>());
        Assert.True(pod["securityContext"]!["runAsNonRoot"]!.GetValue<bool>());
        Assert.NotEqual(0, pod["securityContext"]!["runAsUser"]!.GetValue<long>());
        Assert.Equal("RuntimeDefault", pod["securityContext"]!["seccompProfile"]!["type"]!.GetValue<string>());
        var rights = container["securityContext"]!;
        Assert.False(rights["allowPrivilegeEscalation"]!.GetValue<bool>());
        Assert.True(rights["readOnlyRootFilesystem"]!.GetValue<bool>());
        Assert.Equal("""{"drop":["ALL"]}""", rights["capabilities"]!.ToJsonString());
        Assert.NotNull(container["resources"]!["limits"]!["memory"]);
        Assert.NotNull(container["resources"]!["requests"]!["cpu"]);
    });

    [Theory, MemberData(nameof(Overlays))]
    public void Whatever_a_pod_names_is_there_and_whatever_chooses_pods_chooses_some(string overlay)
    {
        var cluster = Cluster.Of(overlay);
        Assert.All(cluster.Workloads, workload =>
        {
            cluster.Environment(workload);
            var volumes = Cluster.Pod(workload)["volumes"]!.AsArray().Select(volume => volume!["name"]!.GetValue<string>());
            Assert.Equal(volumes.Order(), Cluster.Container(workload)["volumeMounts"]!.AsArray().Select(mount => mount!["name"]!.GetValue<string>()).Order());
            Assert.All(Cluster.Pod(workload)["volumes"]!.AsArray().Where(volume => volume!["persistentVolumeClaim"] is not null),
                volume => Assert.NotNull(cluster.Find("PersistentVolumeClaim", volume!["persistentVolumeClaim"]!["claimName"]!.GetValue<string>())));
        });
        Assert.All(cluster.Processes, process => Assert.True(Cluster.Chooses(process["spec"]!["selector"]!["matchLabels"]!.AsObject(), Cluster.Labels(process))));
        var choosers = cluster.All("Service").Select(one => one["spec"]!["selector"])
            .Concat(cluster.All("NetworkPolicy").Select(one => one["spec"]!["podSelector"]!["matchLabels"]))
            .Concat(cluster.All("PodDisruptionBudget").Select(one => one["spec"]!["selector"]!["matchLabels"]))
            .Append(Monitor()["spec"]!["selector"]!["matchLabels"]);
        Assert.All(choosers, chooser => Assert.Contains(cluster.Processes, process => Cluster.Chooses(chooser!.AsObject(), Cluster.Labels(process))));
        Assert.All(cluster.All("Service").SelectMany(one => one["spec"]!["ports"]!.AsArray()), port => Assert.Equal("http", port!["targetPort"]!.GetValue<string>()));
        Assert.All(cluster.Resources, resource => Assert.True(Kustomize.KindOf(resource) == "Namespace" || resource["metadata"]!["namespace"]!.GetValue<string>() == "scoop"));
    }

    [Theory, MemberData(nameof(Overlays))]
    public void There_is_one_of_each_process_that_has_a_store_and_none_new_before_the_old_one_is_gone(string overlay) =>
        Assert.All(Cluster.Of(overlay).Processes.Where(HasStore), process =>
        {
            Assert.Equal(1, process["spec"]!["replicas"]!.GetValue<long>());
            Assert.Equal("Recreate", process["spec"]!["strategy"]!["type"]!.GetValue<string>());
        });

    [Fact]
    public void The_scorer_has_a_standby_with_which_it_shares_nothing_but_the_topics()
    {
        var score = Assert.Single(Cluster.Of("roles").Processes, process => Cluster.Arguments(process).Contains("score"));

        Assert.Equal(2, score["spec"]!["replicas"]!.GetValue<long>());
        Assert.False(HasStore(score));
        Assert.NotEmpty(Cluster.Of("roles").Settings(score).Get<KafkaOptions>().CheckpointsTopic);
    }

    [Fact]
    public void Tally_is_scaled_by_the_lag_of_its_own_group_up_to_the_partitions()
    {
        var cluster = Cluster.Of("roles");
        var scaled = (ScaledObject)Manifest.Check(Assert.Single(cluster.All("ScaledObject")));
        var tally = cluster.Find("Deployment", scaled.Spec.ScaleTargetRef.Name)!;
        var kafka = cluster.Settings(tally).Get<KafkaOptions>();

        Assert.Contains("tally", Cluster.Arguments(tally));
        Assert.Null(tally["spec"]!["replicas"]);
        var trigger = Assert.Single(scaled.Spec.Triggers).Metadata;
        Assert.Equal((kafka.BootstrapServers, ClientConfigs.Consumer(kafka, "tally").GroupId, kafka.PostsTopic), (trigger.BootstrapServers, trigger.ConsumerGroup, trigger.Topic));
        Assert.Matches($@"--topic {Regex.Escape(kafka.PostsTopic)} --partitions {scaled.Spec.MaxReplicaCount} ", Topics.Script(Cluster.Container(cluster.Find("Job", "scoop-topics")!)["command"]!));
    }

    [Fact]
    public void The_topics_and_the_images_are_those_of_compose()
    {
        var compose = ComposeFile.Read(File.ReadAllText(Path.Combine(Promtool.Repository(), "docker-compose.yml")));
        var cluster = Cluster.Of("roles");

        var topics = Topics.In(Topics.Script(Cluster.Container(cluster.Find("Job", "scoop-topics")!)["command"]!));
        Assert.Equal(Topics.In(compose.Services["topics"].Command![^1]), topics);
        var kafka = new KafkaOptions();
        Assert.Equal(new[] { kafka.PostsTopic, kafka.PanePartsTopic, kafka.BurstsTopic, kafka.HeadlinesTopic, kafka.AlertsTopic, kafka.CheckpointsTopic }, topics.Select(topic => topic.Split(' ')[1]));
        Assert.All(cluster.Workloads, workload => Assert.Contains(compose.Services.Values, service => service.Image == Cluster.Container(workload)["image"]!.GetValue<string>()));
    }

    [Fact]
    public void The_rules_in_the_cluster_are_those_that_are_tested()
    {
        var tested = YamlTree.ReadFile(Path.Combine(Promtool.Repository(), "infra", "prometheus", "rules.yml")).Single()["groups"];
        var cluster = YamlTree.ReadFile(Path.Combine(Cluster.Folder, "components", "monitoring", "rules.yml")).Single()["spec"]!["groups"];

        Assert.True(JsonNode.DeepEquals(tested, cluster), "Copy the groups of infra/prometheus/rules.yml into infra/k8s/components/monitoring/rules.yml.");
    }

    [Theory, MemberData(nameof(Overlays))]
    public void Wherever_it_is_scraped_its_job_is_one_that_the_rules_look_for(string overlay)
    {
        var wanted = JobPattern().Match(File.ReadAllText(Path.Combine(Promtool.Repository(), "infra", "prometheus", "rules.yml"))).Groups[1].Value;
        var monitor = (PodMonitor)Manifest.Check(Monitor());

        Assert.All(Cluster.Of(overlay).Processes, process =>
        {
            Assert.Matches($"^(?:{wanted})$", Cluster.Labels(process)[monitor.Spec.JobLabel]!.GetValue<string>());
            Assert.Contains(Cluster.Container(process)["ports"]!.AsArray(), port => port!["name"]!.GetValue<string>() == monitor.Spec.PodMetricsEndpoints.Single().Port);
        });
        var credentials = monitor.Spec.PodMetricsEndpoints.Single().Authorization.Credentials;
        Assert.Contains(Cluster.Secret(credentials.Name), entry => entry.Key == credentials.Key);
    }

    private static bool HasStore(JsonObject process) => Cluster.Pod(process)["volumes"]!.AsArray().Any(volume => volume!["persistentVolumeClaim"] is not null);

    private static JsonObject Monitor() => YamlTree.ReadFile(Path.Combine(Cluster.Folder, "components", "monitoring", "pods.yml")).Single();

    [GeneratedRegex("up\\{job=~\"([^\"]+)\"")]
    private static partial Regex JobPattern();
}
