using Confluent.Kafka;
using ScoopDetector.Host.Kafka;
using ScoopDetector.News;

namespace ScoopDetector.Host.News;

/// <summary>Reads the headlines that are on their topic at this moment.</summary>
internal sealed class HeadlineTail(KafkaOptions options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>In the order of the topic; none where Kafka does not answer: then a restart knows less of the past, and loses nothing of what comes.</returns>
    public IReadOnlyList<Headline> Read()
    {
        try
        {
            return [.. new TopicTail(options, options.HeadlinesTopic) { SilentAtMost = Patience }.Read(CancellationToken.None)
                .Select(message => HeadlineJson.Read(message.Message.Value ?? [])).OfType<Headline>().GroupBy(headline => headline.Key).Select(versions => versions.Last())];
        }
        catch (KafkaException)
        {
            return [];
        }
    }
}
