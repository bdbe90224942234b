using System.Collections.Frozen;

namespace ScoopDetector.Evaluation;

/// <summary>What really happened in a stream, and which event owns which post.</summary>
public sealed class Truth
{
    private readonly FrozenDictionary<string, EventTruth> _ownerByPost;

    public Truth(TruthFile file)
    {
        Events = file.Events;
        News = [.. file.Events.Where(one => one.Newsworthy)];
        Start = file.Start;
        Days = (file.End.EpochSeconds - file.Start.EpochSeconds) / 86400;
        PostsPerDay = file.Posts / Days;

        var owners = new Dictionary<string, EventTruth>();
        foreach (var one in file.Events)
            foreach (var post in one.PostIds)
                owners[post] = one;
        _ownerByPost = owners.ToFrozenDictionary();
    }

    public IReadOnlyList<EventTruth> Events { get; }

    /// <summary>The newsworthy events: those that should be found.</summary>
    public IReadOnlyList<EventTruth> News { get; }

    public DateTimeOffset Start { get; }

    /// <summary>Length of the stream in days.</summary>
    public double Days { get; }

    /// <summary>The mean rate of the stream.</summary>
    public double PostsPerDay { get; }

    /// <summary>The event to which a post belongs; null for background. A post of two events belongs to the later one in the file.</summary>
    public EventTruth? OwnerOf(string postId) => _ownerByPost.GetValueOrDefault(postId);
}
