using System.Text.Json.Serialization;

namespace ScoopDetector.Evaluation;

/// <summary><c>truth.json</c> of a benchmark stream, as far as scoring needs it.</summary>
public sealed record TruthFile
{
    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    /// <summary>Posts of the whole stream, background included.</summary>
    public required long Posts { get; init; }

    public required IReadOnlyList<EventTruth> Events { get; init; }

    /// <summary>Why nothing can be scored against this file; null if all is well.</summary>
    [JsonIgnore]
    public string? Fault => this switch
    {
        _ when End <= Start => $"its end ({End:O}) is not after its start ({Start:O})",
        { Posts: <= 0 } => $"it speaks of {Posts} posts",
        _ => null,
    };
}
