using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.Host.Desk.Limits;

/// <summary>What one visitor may ask of the desk: whoever has a key is one, and so is each address without a key. A newsroom behind a proxy is one address to the desk unless <see cref="DeskOptions.Proxies"/> names it.</summary>
/// <remarks>They are there for a program that asks in a loop, not for people: fifty desks behind one address stay far below them.</remarks>
internal sealed record LimitOptions
{
    /// <summary>Requests to /api and /feeds, each minute. Default 6,000: fifty programs behind one address may ask twice a second each.</summary>
    [Range(1, 10_000_000)]
    public int Requests { get; init; } = 6_000;

    /// <summary>Attempts to sign in, each minute. Default 300: fifty people behind one address sign in in the same minute, and each mistypes some. A key is long and random and is not found by guessing;
    /// what is spared is the work.</summary>
    [Range(1, 100_000)]
    public int SignIns { get; init; } = 300;

    /// <summary>Event streams that are open at once. Default 500: fifty desks of ten each.</summary>
    [Range(1, 100_000)]
    public int Streams { get; init; } = 500;
}
