using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Confluent.Kafka;
using ScoopDetector.Host.Kafka;
using ScoopDetector.State;
using ZstdSharp;

namespace ScoopDetector.Host.Checkpoints;

/// <summary>One role's checkpoints on a compacted topic, from where a standby on another machine goes on: the same bytes as in a file, compressed and cut into pieces.</summary>
/// <remarks>
/// One partition holds the manifests, the other the pieces. There are two slots, written in turn: a checkpoint that is not finished has torn the older one at most. A manifest is sent when its pieces are acknowledged and says
/// where they lie, so that a reader fetches them and nothing else; what is missing, changed or of two writers is known by the hash.
/// </remarks>
/// <param name="options">Which Kafka, which topic.</param>
/// <param name="name">Begins the keys: other roles and deployments lie beside.</param>
/// <param name="every">How often it is to be written.</param>
/// <param name="link">Is told how it stands with Kafka.</param>
/// <param name="stop">The process is to stop.</param>
internal sealed class CheckpointTopic(KafkaOptions options, string name, TimeSpan every, BrokerLink link, CancellationToken stop) : ICheckpointPlace
{
    public const int Partitions = 2;

    private const int Manifests = 0;
    private const int Pieces = 1;
    private const int Slots = 2;

    /// <summary>A topic takes records of 1 MiB unless it is told otherwise.</summary>
    private const int PieceBytes = 900_000;

    private const string PieceHeader = "scoop_checkpoint";

    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(10);

    private readonly byte[][] _keys = [.. Enumerable.Range(0, Slots).Select(slot => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name}/{slot}")))];

    // As far as is known: what lies in each slot, and which holds the one that is to stay.
    private readonly CheckpointManifest?[] _held = new CheckpointManifest?[Slots];
    private int _latest;

    public string Name => $"topic {options.CheckpointsTopic}";

    public string Mend => "create it as infra/docs/kafka.md says, or set Kafka:CheckpointsTopic to nothing";

    public TimeSpan Every => every;

    /// <summary>What a process saves when it is to stop is saved all the same: then silence alone ends the reading.</summary>
    private CancellationToken Stop => stop.IsCancellationRequested ? CancellationToken.None : stop;

    // Whoever waits for it can go on without, and is put out of its group if it waits for ever.
    private TopicTail Topic => new(options, options.CheckpointsTopic) { SilentAtMost = Answer };

    public IEnumerable<KeptCheckpoint> Kept() => Kafka(() =>
    {
        RequireTopic();
        var writtenAt = new long?[Slots];
        foreach (var message in Topic.Read(Manifests, from: 0, Stop))
        {
            if (Array.FindIndex(_keys, key => key.AsSpan().SequenceEqual(message.Message.Key)) is >= 0 and var slot)
            {
                (_held[slot], writtenAt[slot]) = (CheckpointManifest.Read(message.Message.Value ?? []), message.Offset.Value);
            }
        }
        int[] latestFirst = [.. Enumerable.Range(0, Slots).Where(slot => writtenAt[slot] is not null).OrderByDescending(slot => _held[slot]?.ReadTo).ThenByDescending(slot => writtenAt[slot])];
        _latest = latestFirst.FirstOrDefault();
        return latestFirst.Select(slot => new KeptCheckpoint($"{Name}, slot {slot}", () => Kafka(() => Fetch(slot)), () => _latest = slot) { ReadTo = _held[slot]?.ReadTo });
    });

    /// <remarks>Gives up where Kafka does not take it in half a minute: the next will do.</remarks>
    public long Add(StateWriter state, CheckpointOrigin origin) => Kafka(() =>
    {
        RequireTopic();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(2 * Answer);
        var (bytes, slot, offsets) = (Compress(state), 1 - _latest, new List<long>());
        var hash = SHA256.HashData(bytes);
        using var producer = new TopicProducer(options, "checkpoints", options.CheckpointsTopic, link, patience.Token) { Stored = at => offsets.Add(at.Offset.Value) };
        var pieces = bytes.Chunk(PieceBytes).ToList();
        for (var piece = 0; piece < pieces.Count; piece++)
        {
            producer.Send(KeyOf(slot, piece), pieces[piece], new Headers { { PieceHeader, hash } }, partition: Pieces);
        }
        producer.Settle(patience.Token);
        var manifest = new CheckpointManifest(CheckpointManifest.OwnForm, origin.ReadTo, pieces.Count, offsets[0], offsets[^1], bytes.Length, hash);
        producer.Send(_keys[slot], manifest.Write(), partition: Manifests);
        // What a longer one has left behind may hold words that were withdrawn since.
        for (var piece = pieces.Count; piece < _held[slot]?.Pieces; piece++)
        {
            producer.Send(KeyOf(slot, piece), null, partition: Pieces);
        }
        producer.Settle(patience.Token);
        (_held[slot], _latest) = (manifest, slot);
        return bytes.Length;
    });

    /// <summary>Nobody is kept from writing there: who may is settled where the role's records are claimed.</summary>
    public void Dispose() => Array.Clear(_held);

    private MemoryStream Fetch(int slot)
    {
        if (_held[slot] is not { } manifest)
        {
            throw new StateFault("its manifest is damaged, or of another version");
        }
        var pieces = new byte[manifest.Pieces][];
        foreach (var message in Topic.Read(Pieces, manifest.First, Stop, manifest.Last + 1))
        {
            if (message.Message.Headers.TryGetLastBytes(PieceHeader, out var hash) && hash.AsSpan().SequenceEqual(manifest.Sha256) && NumberOf(message.Message.Key) is { } number && number < pieces.Length)
            {
                pieces[number] = message.Message.Value;
            }
        }
        var missing = pieces.Count(piece => piece is null);
        if (missing > 0)
        {
            throw new StateFault($"{missing} of its {pieces.Length} pieces are gone");
        }
        byte[] bytes = [.. pieces.SelectMany(piece => piece)];
        if (!SHA256.HashData(bytes).AsSpan().SequenceEqual(manifest.Sha256))
        {
            throw new StateFault("its pieces were changed");
        }
        return new(Expand(bytes), writable: false);
    }

    private void RequireTopic()
    {
        using var client = new AdminClientBuilder(ClientConfigs.Look(options, "lookup")).SetLogHandler((_, _) => { }).Build();
        var found = client.GetMetadata(options.CheckpointsTopic, Answer).Topics.Single(found => found.Topic == options.CheckpointsTopic);
        if (found.Error.Code != ErrorCode.NoError)
        {
            throw new IOException(found.Error.Code == ErrorCode.TopicAuthorizationFailed ? "it may not be read and written" : "it does not exist");
        }
        if (found.Partitions.Count != Partitions)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"it has {found.Partitions.Count} partitions and needs {Partitions}"));
        }
    }

    /// <summary>Whatever is wrong with Kafka is wrong with the place.</summary>
    private static T Kafka<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (fault is KafkaException or KafkaFault)
        {
            throw new IOException(fault.Message, fault);
        }
    }

    internal static byte[] Compress(StateWriter state)
    {
        using var bytes = new MemoryStream();
        using (var compressed = new CompressionStream(bytes))
        {
            state.WriteTo(compressed);
        }
        return bytes.ToArray();
    }

    internal static byte[] Expand(byte[] bytes)
    {
        using var expanded = new MemoryStream();
        using var compressed = new DecompressionStream(new MemoryStream(bytes));
        compressed.CopyTo(expanded);
        return expanded.ToArray();
    }

    private byte[] KeyOf(int slot, int piece) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name}/{slot}/{piece}"));

    private static int? NumberOf(byte[] key) =>
        int.TryParse(key.AsSpan(key.AsSpan().LastIndexOf((byte)'/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
