using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.Host.Sources.Lines;

/// <summary>Any HTTP answer that does not end and holds a message a line, in our own form or a network's.</summary>
internal sealed record LinesOptions
{
    /// <summary>Default null; must be set to use this source.</summary>
    public Uri? Address { get; init; }

    /// <summary>A bearer token, where one is needed. Default null.</summary>
    public string? Token { get; init; }

    /// <summary>After how long without a byte a line counts as broken. Default 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(2);
}
