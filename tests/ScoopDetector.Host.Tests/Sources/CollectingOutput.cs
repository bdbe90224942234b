using ScoopDetector.Host.Sources;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Tests.Sources;

/// <summary>Keeps what a source publishes. Nothing is safe while the gate is shut.</summary>
internal sealed class CollectingOutput : IPostOutput
{
    private readonly List<string> _told = [];
    private readonly Lock _lock = new();

    public ManualResetEventSlim Gate { get; } = new(initialState: true);

    public long? LastObservedAt { get; private set; }

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _told.Count;
            }
        }
    }

    public string[] Told
    {
        get
        {
            lock (_lock)
            {
                return [.. _told];
            }
        }
    }

    /// <summary>The texts of the posts, in their order.</summary>
    public string[] Texts => [.. Told.Select(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..])];

    public void Send(in Post post, long observedAt)
    {
        lock (_lock)
        {
            LastObservedAt = observedAt;
            _told.Add(Wire.Told.Line(post));
        }
    }

    public void Settle(CancellationToken stop) => Gate.Wait(CancellationToken.None);
}
