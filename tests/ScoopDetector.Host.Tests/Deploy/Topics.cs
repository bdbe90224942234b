using System.Text.Json.Nodes;

namespace ScoopDetector.Host.Tests.Deploy;

/// <summary>The topics that a script for kafka-topics.sh creates.</summary>
internal static class Topics
{
    /// <summary>The script of <c>sh -ec</c>.</summary>
    public static string Script(JsonNode command) => command.AsArray()[^1]!.GetValue<string>();

    /// <summary>A line each, without the variable that begins it: <c>--topic NAME --partitions …</c>.</summary>
    public static IReadOnlyList<string> In(string script) => [.. script.Split('\n').Where(line => line.Contains("t --topic", StringComparison.Ordinal)).Select(line => line[line.IndexOf("--topic", StringComparison.Ordinal)..])];
}
