using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.Host.Sources.X;

/// <summary>Which stream of X's version 2. Needs a bearer token, and X bills every post that it sends.</summary>
internal sealed record XOptions
{
    /// <summary>Default https://api.x.com.</summary>
    public Uri Address { get; init; } = new("https://api.x.com");

    /// <summary>Default null; must be set to use this source.</summary>
    public string? Token { get; init; }

    /// <summary>Filtered or Sampled. Default Filtered: by the rules that were set for the token beforehand; the sample needs a contract.</summary>
    public XStream Stream { get; init; } = XStream.Filtered;

    /// <summary>How many minutes X is asked to send again after a break. Default 0: it is part of larger contracts only, and refused without.</summary>
    [Range(0, 5)]
    public int BackfillMinutes { get; init; }

    /// <summary>After how long without a byte a line counts as broken. Default 25 s: X sends an empty line every 20.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromSeconds(25);
}

internal enum XStream
{
    Filtered,
    Sampled,
}
