using System.Text.Json;
using System.Text.Json.Nodes;

namespace ScoopDetector.Host.Tests.Deploy;

/// <summary>What docker-compose.yml may say: the fields that it uses, and no others.</summary>
internal sealed record ComposeFile(string Version, IReadOnlyDictionary<string, ComposeService> Services, IReadOnlyDictionary<string, JsonObject> Volumes)
{
    /// <exception cref="JsonException">A field is misspelt, or of another type.</exception>
    public static ComposeFile Read(string text)
    {
        var tree = YamlTree.Read(text).Single();
        // Pieces that services are made of: looked at where they are used.
        foreach (var piece in tree.Where(entry => entry.Key.StartsWith("x-", StringComparison.Ordinal)).ToList())
        {
            tree.Remove(piece.Key);
        }
        return Strict.Read<ComposeFile>(tree, Strict.Snake);
    }
}

internal sealed record ComposeService(
    string Image,
    string MemLimit,
    string[] CapDrop,
    string[] SecurityOpt,
    ComposeBuild? Build = null,
    string? User = null,
    string[]? Command = null,
    string? EnvFile = null,
    IReadOnlyDictionary<string, JsonElement>? Environment = null,
    IReadOnlyDictionary<string, ComposeDependency>? DependsOn = null,
    string[]? Profiles = null,
    string[]? Ports = null,
    string[]? Volumes = null,
    string[]? Tmpfs = null,
    bool ReadOnly = false,
    string? Restart = null,
    string? StopGracePeriod = null,
    double? Cpus = null,
    ComposeHealthcheck? Healthcheck = null);

internal sealed record ComposeBuild(string Context, string Dockerfile);

internal sealed record ComposeDependency(string Condition);

internal sealed record ComposeHealthcheck(string[] Test, string Interval, string Timeout, int Retries, string? StartPeriod = null);
