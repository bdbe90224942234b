using System.Text.Json.Nodes;
using k8s;

namespace ScoopDetector.Host.Tests.Deploy;

/// <summary>Holds a manifest against the form of its kind: Kubernetes' own types, or ours for the kinds of operators.</summary>
internal static class Manifest
{
    /// <summary>The resource, read by its form.</summary>
    /// <exception cref="Exception">A field is misspelt or of another type, or the kind is not known.</exception>
    public static object Check(JsonObject resource)
    {
        var kind = $"{resource["apiVersion"]}/{resource["kind"]}";
        return kind switch
        {
            "keda.sh/v1alpha1/ScaledObject" => Read<ScaledObject>(resource),
            "monitoring.coreos.com/v1/PodMonitor" => Read<PodMonitor>(resource),
            "monitoring.coreos.com/v1/PrometheusRule" => Read<PrometheusRule>(resource),
            // JSON is YAML too.
            _ => KubernetesYaml.LoadAllFromString(resource.ToJsonString(), strict: true).Single(),
        };
    }

    private static T Read<T>(JsonObject resource)
        where T : notnull => Strict.Read<T>(resource, Strict.Camel);
}
