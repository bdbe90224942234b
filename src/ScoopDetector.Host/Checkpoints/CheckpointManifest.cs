using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScoopDetector.Host.Checkpoints;

/// <summary>Says of one checkpoint on the topic where its pieces lie and what they must come to. It is written last: what has none is no checkpoint.</summary>
/// <param name="Form">Of the pieces; a reader knows its own only.</param>
/// <param name="ReadTo">See <see cref="CheckpointOrigin.ReadTo"/>.</param>
/// <param name="Pieces">How many.</param>
/// <param name="First">The offset of the first.</param>
/// <param name="Last">The offset of the last.</param>
/// <param name="Bytes">Of all together, compressed.</param>
/// <param name="Sha256">Of all together, compressed; each piece bears it too.</param>
internal sealed record CheckpointManifest(int Form, long ReadTo, int Pieces, long First, long Last, int Bytes, byte[] Sha256)
{
    public const int OwnForm = 1;

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, ManifestJson.Default.CheckpointManifest);

    /// <summary>Null for what is none, or one of another form.</summary>
    public static CheckpointManifest? Read(byte[] record)
    {
        try
        {
            return JsonSerializer.Deserialize(record, ManifestJson.Default.CheckpointManifest) is { Form: OwnForm, Pieces: > 0, Bytes: > 0, Sha256: not null } manifest ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CheckpointManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
