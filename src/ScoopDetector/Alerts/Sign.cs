using System.Runtime.CompilerServices;
using ScoopDetector.Events;

namespace ScoopDetector.Alerts;

/// <summary>Something about an event that tells news from small talk.</summary>
/// <param name="Key">By which a model names it.</param>
/// <param name="Name">In words.</param>
/// <param name="Usual">What small talk has.</param>
/// <param name="Value">As measured.</param>
/// <param name="Least">The least that it can be.</param>
/// <param name="Most">More than this tells nothing more.</param>
/// <param name="With">The same event, had this been measured.</param>
internal sealed record Sign(string Key, string Name, double Usual, Func<EventEvidence, double> Value, double Least, double Most, Func<EventEvidence, double, EventEvidence> With)
{
    public static readonly Sign Surprise = new("surprise", "surprise of the leading term, powers of ten", 4.5, e => e.Surprise, 0, 30, static (e, value) => e with { Surprise = value });
    public static readonly Sign SecondSurprise = new("secondSurprise", "surprise of the second term", 0, e => e.SecondSurprise, 0, 30, static (e, value) => e with { SecondSurprise = value });
    public static readonly Sign Voices = new("usual", "voices usual for the leading term", 0.12, e => e.Usual, 0, 20, static (e, value) => e with { Usual = value });
    public static readonly Sign Earlier = new("earlier", "earlier bursts of the leading terms", 0, e => e.Earlier, 0, 10, static (e, value) => e with { Earlier = value });
    public static readonly Sign Reposts = new("repostShare", "share of reposts", 0, e => e.RepostShare, 0, 1, static (e, value) => e with { RepostShare = value });
    public static readonly Sign Links = new("linkShare", "share of posts with a link", 0, e => e.LinkShare, 0, 1, static (e, value) => e with { LinkShare = value });
    public static readonly Sign Aboutness = new("aboutness", "share of what is said that is about it", 0.09, e => e.Aboutness, 0, 1, static (e, value) => e with { Aboutness = value });
    public static readonly Sign Things = new("things", "different things that a voice says of it", 1, e => e.Things, 1, 8, static (e, value) => e with { Things = value });
    public static readonly Sign CommonBits = new("commonBits", "what two voices have in common, bits", 10, e => e.CommonBits, 0, 100, static (e, value) => e with { CommonBits = value });
    public static readonly Sign Names = new("namedShare", "share of voices that use a name", 0.1, e => e.NamedShare, 0, 1, static (e, value) => e with { NamedShare = value });
    public static readonly Sign FirstPerson = new("firstPersonShare", "share of short posts in the first person", 0.2, e => e.FirstPersonShare, 0, 1, static (e, value) => e with { FirstPersonShare = value });
    public static readonly Sign Alarm = new("alarmShare", "share of voices with a word of alarm", 0.15, e => e.AlarmShare, 0, 1, static (e, value) => e with { AlarmShare = value });
    public static readonly Sign Minutes = new("minutes", "minutes since the first post", 4.5, e => e.Minutes, 0, 120, static (e, value) => e with { Minutes = value });
    public static readonly Sign Independent = new("independent", "independent voices", 4, e => e.Independent, 1, 200, static (e, value) => e with { Independent = (int)value });

    /// <summary>Whether it is a number of people, which has no halves.</summary>
    public bool IsCount => this == Independent;

    public static IReadOnlyList<Sign> All { get; } =
    [
        Surprise, SecondSurprise, Voices, Earlier, Reposts, Links, Aboutness, Things, CommonBits, Names, FirstPerson, Alarm, Minutes, Independent,
    ];

    // There is one of each: to compare their names for every alert would cost more than to measure them.
    public bool Equals(Sign? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
