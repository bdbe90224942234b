using ScoopDetector.Host.Kafka;
using ScoopDetector.News;

namespace ScoopDetector.Host.News;

/// <summary>Reads the headlines that are on their topic at this moment: a run goes on with what the one before it has heard.</summary>
internal sealed class HeadlineTail(KafkaOptions options)
{
    /// <param name="stop">Gives up.</param>
    /// <returns>In the order of their time; of several versions of one the first, as a later look at a feed knows less of when it came.</returns>
    public IReadOnlyList<Headline> Read(CancellationToken stop) =>
        [.. new TopicTail(options, options.HeadlinesTopic).Read(stop)
            .Select(message => HeadlineJson.Read(message.Message.Value ?? [])).OfType<Headline>().DistinctBy(headline => headline.Key).OrderBy(headline => headline.At)];
}
