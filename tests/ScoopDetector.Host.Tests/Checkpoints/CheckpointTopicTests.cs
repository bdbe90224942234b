using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Checkpoints;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Tests.Kafka;
using ScoopDetector.State;
using Xunit;

namespace ScoopDetector.Host.Tests.Checkpoints;

public sealed class CheckpointTopicTests : IDisposable
{
    private readonly Deployment _deployment = new();
    private readonly CheckpointTopic _topic;

    public CheckpointTopicTests() => _topic = Topic("scoop-score");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void What_was_written_in_pieces_is_read_to_the_byte()
    {
        var state = State(bytes: 2_500_000);

        var taken = _topic.Add(state, Origin(readTo: 7));

        var kept = Assert.Single(Topic("scoop-score").Kept());
        Assert.InRange(taken, 2_400_000, 2_600_000);
        Assert.Equal(7, kept.ReadTo);
        Assert.Equal(Bytes(state), kept.Read());
        Assert.Equal(3, Pieces().Count);
    }

    [Fact]
    public void The_latest_and_the_one_before_it_are_kept_in_two_slots_in_turn()
    {
        for (var readTo = 1; readTo <= 4; readTo++)
        {
            _topic.Add(State(bytes: 10), Origin(readTo));
        }

        Assert.Equal([4, 3], ReadTo(Topic("scoop-score")));
        Assert.Equal(["scoop-score/0", "scoop-score/1"], Keys(partition: 0).Distinct().Order());
        Assert.Equal(["scoop-score/0/0", "scoop-score/1/0"], Keys(partition: 1).Distinct().Order());
    }

    [Fact]
    public void Of_two_that_have_read_as_far_the_later_comes_first()
    {
        _topic.Add(State(bytes: 10), Origin(readTo: 5));
        _topic.Add(State(bytes: 20), Origin(readTo: 5));

        Assert.Equal(Bytes(State(bytes: 20)), Topic("scoop-score").Kept().First().Read());
    }

    [Fact]
    public void Those_of_other_roles_and_deployments_lie_beside()
    {
        _topic.Add(State(bytes: 10), Origin(readTo: 1));
        Topic("scoop-report").Add(State(bytes: 20), Origin(readTo: 2));
        Topic("scoop").Add(State(bytes: 30), Origin(readTo: 3));

        Assert.Equal([1], ReadTo(Topic("scoop-score")));
        Assert.Equal([2], ReadTo(Topic("scoop-report")));
        Assert.Equal([3], ReadTo(Topic("scoop")));
    }

    [Fact]
    public void One_whose_pieces_are_gone_is_known_and_the_next_takes_its_place()
    {
        _topic.Add(State(bytes: 10), Origin(readTo: 1));
        _topic.Add(State(bytes: 10), Origin(readTo: 2));
        Overwrite(Manifests().Last(), manifest => manifest with { First = 1000, Last = 1000 });
        var again = Topic("scoop-score");
        var kept = again.Kept().ToList();

        Assert.Equal("1 of its 1 pieces are gone", Assert.Throws<StateFault>(kept[0].Read).Message);
        Assert.Equal(Bytes(State(bytes: 10)), kept[1].Read());
        kept[1].GoOn();
        again.Add(State(bytes: 30), Origin(readTo: 3));

        Assert.Equal([3, 1], ReadTo(Topic("scoop-score")));
    }

    [Fact]
    public void One_that_was_changed_is_known_by_its_hash()
    {
        _topic.Add(State(bytes: 10), Origin(readTo: 1));
        var (manifest, piece) = (Manifests().Single(), Pieces().Single());
        var bytes = piece.Message.Value.ToArray();
        bytes[^1] ^= 1;
        Send(piece.Message.Key, bytes, piece.Message.Headers, partition: 1);
        Overwrite(manifest, one => one with { First = 1, Last = 1 });

        Assert.Equal("its pieces were changed", Assert.Throws<StateFault>(Topic("scoop-score").Kept().Single().Read).Message);
    }

    [Fact]
    public void One_with_a_damaged_manifest_or_of_another_version_comes_last()
    {
        _topic.Add(State(bytes: 10), Origin(readTo: 1));
        _topic.Add(State(bytes: 10), Origin(readTo: 2));
        Overwrite(Manifests().Last(), manifest => manifest with { Form = 99 });

        var kept = Topic("scoop-score").Kept().ToList();

        Assert.Equal([1, null], kept.Select(one => one.ReadTo));
        Assert.Equal("its manifest is damaged, or of another version", Assert.Throws<StateFault>(kept[1].Read).Message);
    }

    [Fact]
    public void Pieces_without_a_manifest_are_no_checkpoint()
    {
        _topic.Add(State(bytes: 10), Origin(readTo: 1));
        var piece = Pieces().Single();
        Send("scoop-score/0/0"u8.ToArray(), piece.Message.Value, piece.Message.Headers, partition: 1);

        Assert.Equal([1], ReadTo(Topic("scoop-score")));
    }

    [Fact]
    public void What_a_longer_one_leaves_behind_is_deleted()
    {
        _topic.Add(State(bytes: 1_500_000), Origin(readTo: 1));
        _topic.Add(State(bytes: 10), Origin(readTo: 2));
        _topic.Add(State(bytes: 10), Origin(readTo: 3));

        var last = Pieces()[^1].Message;
        Assert.Equal(("scoop-score/1/1", null), (System.Text.Encoding.UTF8.GetString(last.Key), last.Value));
        Assert.Equal(Bytes(State(bytes: 10)), Topic("scoop-score").Kept().First().Read());
    }

    [Theory]
    [InlineData("elsewhere", "it does not exist")]
    [InlineData("scoop.alerts.v1", "it has 1 partitions and needs 2")]
    public void A_topic_that_is_not_there_or_otherwise_is_named(string topic, string fault)
    {
        var place = new CheckpointTopic(_deployment.Kafka with { CheckpointsTopic = topic }, "scoop-score", default, Link(), Stop);

        Assert.Equal(fault, Assert.Throws<IOException>(() => place.Add(State(bytes: 10), Origin(readTo: 1))).Message);
        Assert.Equal(fault, Assert.Throws<IOException>(() => place.Kept().Count()).Message);
    }

    public void Dispose() => _deployment.Dispose();

    private CheckpointTopic Topic(string name) => new(_deployment.Kafka, name, default, Link(), Stop);

    private BrokerLink Link() => new("test", _deployment.Kafka.BootstrapServers, TimeProvider.System, NullLogger.Instance);

    private static CheckpointOrigin Origin(long readTo) => new("topic", IsWhole: true, Began: null, [new(0, readTo, LogPosition.Unknown)]);

    /// <summary>Bytes that nothing can compress, always the same.</summary>
    private static StateWriter State(int bytes)
    {
        var (writer, noise) = (new StateWriter(), new byte[bytes]);
        new Random(bytes).NextBytes(noise);
        writer.Begin("noise");
        writer.Run(noise);
        return writer;
    }

    private static byte[] Bytes(StateWriter state)
    {
        using var bytes = new MemoryStream();
        state.WriteTo(bytes);
        return bytes.ToArray();
    }

    private static List<long?> ReadTo(CheckpointTopic topic) => [.. topic.Kept().Select(kept => kept.ReadTo)];

    private List<Confluent.Kafka.ConsumeResult<byte[], byte[]>> Manifests() => [.. new TopicTail(_deployment.Kafka, _deployment.Kafka.CheckpointsTopic).Read(0, from: 0, Stop)];

    private List<Confluent.Kafka.ConsumeResult<byte[], byte[]>> Pieces() => [.. new TopicTail(_deployment.Kafka, _deployment.Kafka.CheckpointsTopic).Read(1, from: 0, Stop)];

    private IEnumerable<string> Keys(int partition) => (partition == 0 ? Manifests() : Pieces()).Select(message => System.Text.Encoding.UTF8.GetString(message.Message.Key));

    private void Overwrite(Confluent.Kafka.ConsumeResult<byte[], byte[]> message, Func<CheckpointManifest, CheckpointManifest> change) =>
        Send(message.Message.Key, change(CheckpointManifest.Read(message.Message.Value)!).Write(), headers: null, partition: 0);

    private void Send(byte[] key, byte[] value, Confluent.Kafka.Headers? headers, int partition)
    {
        using var producer = new TopicProducer(_deployment.Kafka, "test", _deployment.Kafka.CheckpointsTopic, Link(), Stop);
        producer.Send(key, value, headers, partition: partition);
        producer.Settle(Stop);
    }
}
