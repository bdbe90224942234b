using ScoopDetector.Host.Kafka;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources;

/// <summary>Where a source's posts go.</summary>
internal interface IPostOutput
{
    void Send(in Post post, long observedAt);

    /// <summary>Returns once all that was sent is safe.</summary>
    void Settle(CancellationToken stop);
}

/// <summary>To the posts topic.</summary>
internal sealed class TopicOutput(PostProducer producer) : IPostOutput
{
    public void Send(in Post post, long observedAt) => producer.Send(post, observedAt);

    public void Settle(CancellationToken stop) => producer.Settle(stop);
}
