namespace ScoopDetector.Simulation;

/// <summary>Something that makes many people, or few who pretend to be many, post about the same: an entry of the truth.</summary>
/// <param name="Id">Unique in the stream: e000 for events, m… memes, s… shows, a… manipulation.</param>
/// <param name="Name">For people to read.</param>
/// <param name="Kind">The incident (<c>fire</c>, <c>quake</c> …), or <c>meme</c>, <c>show</c>, <c>attack-flood</c> and the other attacks.</param>
/// <param name="Newsworthy">Whether a newsroom would want to know.</param>
/// <param name="Language">Code of the language of its posts.</param>
/// <param name="Terms">Words that tell its posts from others, in lower case; the truth names those that occur most.</param>
public sealed record Happening(string Id, string Name, string Kind, bool Newsworthy, string Language, IReadOnlyList<string> Terms)
{
    /// <summary>Seconds of linear rise to the peak; only events.</summary>
    public int? RiseSeconds { get; init; }

    /// <summary>Mean seconds of the exponential decay after the peak; only events.</summary>
    public int? DecaySeconds { get; init; }

    /// <summary>Id of the event whose hashtag is hijacked.</summary>
    public string? Target { get; init; }

    /// <summary>How often the meme has come round, from 1.</summary>
    public int? Occurrence { get; init; }
}
