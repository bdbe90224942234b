using ScoopDetector.Host.Checkpoints;

namespace ScoopDetector.Host.Tests.Checkpoints;

internal static class KeptBytes
{
    /// <summary>The whole of it.</summary>
    public static byte[] Read(this KeptCheckpoint kept)
    {
        using var stream = kept.Open();
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
