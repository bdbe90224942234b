using Confluent.Kafka;
using ScoopDetector.Host.Kafka;
using Xunit;

namespace ScoopDetector.Host.Tests.Kafka;

public sealed class ConsumerEndsTests
{
    [Fact]
    public void What_is_done_of_a_partition_that_is_lost_ends_nothing()
    {
        using var deployment = new Deployment();
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(ClientConfigs.Consumer(deployment.Kafka, "test")).Build();
        var done = new TopicPartitionOffset(deployment.Kafka.PostsTopic, 0, 1);
        Assert.Throws<KafkaException>(() => consumer.StoreOffset(done));

        consumer.Done(done);

        consumer.Assign(new TopicPartition(done.Topic, 0));
        consumer.Done(done);
        Assert.Equal([done], consumer.Commit());
    }
}
