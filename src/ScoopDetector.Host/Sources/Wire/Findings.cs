using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources.Wire;

/// <summary>What came out of one message: posts and withdrawals in their order, and the reasons for what was left out.</summary>
internal sealed class Findings
{
    public List<WirePost> Posts { get; } = [];

    public List<Drop> Drops { get; } = [];

    public bool IsEmpty => Posts.Count == 0 && Drops.Count == 0;

    public void Add(WirePost post) => Posts.Add(post);

    public void LeaveOut(Drop reason) => Drops.Add(reason);

    public void Clear()
    {
        Posts.Clear();
        Drops.Clear();
    }
}
