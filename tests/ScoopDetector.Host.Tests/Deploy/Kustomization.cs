namespace ScoopDetector.Host.Tests.Deploy;

/// <summary>What a kustomization.yml of ours may say: the fields that they use, and no others.</summary>
internal sealed record Kustomization(
    string ApiVersion,
    string Kind,
    string? Namespace = null,
    string[]? Resources = null,
    string[]? Components = null,
    KustomizationPatch[]? Patches = null,
    KustomizationMap[]? ConfigMapGenerator = null);

/// <param name="Path">Of the patch.</param>
/// <param name="Target">What it is laid over; null for what the patch itself names.</param>
internal sealed record KustomizationPatch(string Path, KustomizationTarget? Target = null);

internal sealed record KustomizationTarget(string Kind, string? Name = null);

internal sealed record KustomizationMap(string Name, string[] Envs);
