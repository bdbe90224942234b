using ScoopDetector.Alerts;
using ScoopDetector.Bursts;
using ScoopDetector.Places;
using ScoopDetector.Simulation;

namespace ScoopDetector.Host.Demo;

/// <summary>What a demonstration shows, and how fast.</summary>
internal sealed record DemoOptions
{
    /// <summary>What the detector learns from before the showing begins. Nothing happens in it but small talk, shows and memes.</summary>
    public static readonly TimeSpan Learning = TimeSpan.FromHours(1);

    /// <summary>Of the simulated stream. Default 2: something happens in it soon after the learning.</summary>
    public ulong Seed { get; init; } = 2;

    /// <summary>How many times faster than its own time the stream goes. Default 60: an hour a minute, about as fast as one can read what happens.</summary>
    public double Speed { get; init; } = 60;

    /// <summary>Ordinary posts a second of the stream's time. Default 15.</summary>
    public double PostsPerSecond { get; init; } = 15;

    /// <summary>Where the page is, on 127.0.0.1. Default 5080; 0 for any that is free.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>How long it is shown after the learning; null for until it is interrupted.</summary>
    public TimeSpan? ShowFor { get; init; }

    /// <remarks>Four days: more than an hour and a half of showing at the usual speed. Ten events an hour, so that whoever watches need not wait long for the next.</remarks>
    public SimulationOptions Simulation => new() { Seed = Seed, Hours = 96, EventsPerHour = 10, PostsPerSecond = PostsPerSecond, Warmup = Learning };

    /// <remarks>All as measured, but what bursts while the detector learns is not told: it would be told at once and all together.</remarks>
    public static ScoopOptions Detection { get; } = new() { Bursts = new BurstOptions { LearnFor = Learning }, Alerts = new AlertOptions { Places = Gazetteers.Simulated } };
}
