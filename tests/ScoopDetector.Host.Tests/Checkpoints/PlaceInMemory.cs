using ScoopDetector.Host.Checkpoints;
using ScoopDetector.State;

namespace ScoopDetector.Host.Tests.Checkpoints;

/// <summary>Keeps whatever is put there, and tells what became of it.</summary>
internal sealed class PlaceInMemory(bool tellsReadTo = false) : ICheckpointPlace
{
    private readonly List<(byte[] Bytes, long? ReadTo)> _kept = [];

    public string Name => "memory";

    public string Mend => "forget less";

    public TimeSpan Every { get; init; }

    public int Read { get; private set; }

    public long? GoneOnFrom { get; private set; }

    public int Count => _kept.Count;

    public IEnumerable<KeptCheckpoint> Kept() => Enumerable.Reverse(_kept).Select(kept => new KeptCheckpoint(
        "kept",
        () =>
        {
            Read++;
            return new MemoryStream(kept.Bytes);
        },
        () => GoneOnFrom = kept.ReadTo)
    { ReadTo = tellsReadTo ? kept.ReadTo : null });

    public long Add(StateWriter state, CheckpointOrigin origin)
    {
        using var bytes = new MemoryStream();
        state.WriteTo(bytes);
        _kept.Add((bytes.ToArray(), origin.ReadTo));
        return bytes.Length;
    }

    public void Damage() => _kept[^1].Bytes[^20] ^= 1;

    public void Dispose()
    {
    }
}
