using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.Posts;

/// <summary>What the reader of posts accepts.</summary>
public sealed record ReadOptions
{
    /// <summary>The longest text in bytes of UTF-8. Default 20,000: six times the longest that large networks allow; what is longer is no short post.</summary>
    [Range(280, 1_000_000)]
    public int MaxTextBytes { get; init; } = 20_000;

    /// <summary>The longest line in bytes. Default 262,144: room for the text fully escaped and for fields that we pass over. A longer line is skipped without being kept in memory.</summary>
    [Range(4_096, 64_000_000)]
    public int MaxLineBytes { get; init; } = 262_144;

    /// <summary>How far the claimed time of a post may be ahead of the stream before it needs company to be believed. Default 30 s: phones' clocks are off by seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ClockStep { get; init; } = TimeSpan.FromSeconds(30);
}
