using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.Host.Sources.Bluesky;

/// <summary>Which Jetstream, and how it is listened to. Needs no account.</summary>
internal sealed record BlueskyOptions
{
    /// <summary>Tried one after the other when a line breaks. Default: the four public ones that Bluesky runs.</summary>
    [MinLength(1)]
    public IReadOnlyList<Uri> Hosts { get; init; } =
    [
        new("wss://jetstream2.us-east.bsky.network"), new("wss://jetstream2.us-west.bsky.network"),
        new("wss://jetstream1.us-east.bsky.network"), new("wss://jetstream1.us-west.bsky.network"),
    ];

    /// <summary>First or Second. Default First: the wire that every server speaks, the second ones too.</summary>
    public JetstreamWire Wire { get; init; } = JetstreamWire.First;

    /// <summary>Whether to have frames compressed. Default false: it saves a half of the bandwidth, and at some hundred posts a second no time.</summary>
    public bool Compress { get; init; }

    /// <summary>The dictionary of the first wire's compression, a file that Jetstream's repository holds. Default null; must be set to compress that wire. The second wire's is fetched.</summary>
    public string? DictionaryFile { get; init; }

    /// <summary>Which dictionary the second wire uses. Default 20260811, the one that its servers had in 2026.</summary>
    [Range(1, int.MaxValue)]
    public int DictionaryId { get; init; } = 20_260_811;

    /// <summary>How far before its last position a stream is resumed. Default 5 s: the servers' clocks differ a little, and what comes twice is known.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan Rewind { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A position older than this is given up, and the gap is told. Default 1 h: what is older is no news any more. The servers keep about a day and a half.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.12:00:00")]
    public TimeSpan ResumeAtMost { get; init; } = TimeSpan.FromHours(1);

    /// <summary>After how long without a message a line counts as broken. Default 30 s: this network is never silent.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Rules across properties, a line each.</summary>
    public IEnumerable<string> Faults()
    {
        if (Hosts.FirstOrDefault(host => host.Scheme is not ("ws" or "wss")) is { } host)
        {
            yield return $"Hosts holds {host}: it must begin with ws:// or wss://.";
        }
        if (Compress && Wire == JetstreamWire.First && DictionaryFile is null)
        {
            yield return "Compress is true and DictionaryFile is not set: name the file, or set Compress to false.";
        }
        if (DictionaryFile is { } file && !File.Exists(file))
        {
            yield return $"DictionaryFile is '{file}', which does not exist.";
        }
    }
}

internal enum JetstreamWire
{
    First,
    Second,
}
