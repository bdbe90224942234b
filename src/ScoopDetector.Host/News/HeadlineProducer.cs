using System.Text;
using ScoopDetector.Host.Kafka;
using ScoopDetector.News;

namespace ScoopDetector.Host.News;

/// <summary>Writes headlines to their topic. Key: source and id, so that one that is seen again after a restart overwrites itself where the topic is compacted.</summary>
internal sealed class HeadlineProducer(KafkaOptions options, BrokerLink link) : IDisposable
{
    private readonly TopicProducer _producer = new(options, "news", options.HeadlinesTopic, link);

    public void Send(Headline headline) => _producer.Send(Encoding.UTF8.GetBytes($"{headline.Source} {headline.Id}"), HeadlineJson.Write(headline));

    public void Settle(CancellationToken stop) => _producer.Settle(stop);

    public void Dispose() => _producer.Dispose();
}
