using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.Host.Sources.Nostr;

/// <summary>Which relays are listened to. Needs no account.</summary>
internal sealed record NostrOptions
{
    /// <summary>Tried one after the other when a line breaks. Default: two large public ones. One at a time: they carry mostly the same.</summary>
    [MinLength(1)]
    public IReadOnlyList<Uri> Relays { get; init; } = [new("wss://relay.damus.io"), new("wss://nos.lol")];

    /// <summary>How far before its last sign of life a stream is resumed. Default 1 min: notes carry their authors' times, and come a little late.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Rewind { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A gap longer than this is not filled, and told. Default 1 h: what is older is no news any more.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan ResumeAtMost { get; init; } = TimeSpan.FromHours(1);

    /// <summary>After how long without a message a line counts as broken. Default 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(2);
}
