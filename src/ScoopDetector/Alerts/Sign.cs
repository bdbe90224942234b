using System.Runtime.CompilerServices;
using ScoopDetector.Events;

namespace ScoopDetector.Alerts;

/// <summary>Something about an event that tells news from small talk.</summary>
/// <param name="Key">By which a model names it.</param>
/// <param name="Name">In words.</param>
/// <param name="Usual">What small talk has.</param>
/// <param name="Value">As measured.</param>
internal sealed record Sign(string Key, string Name, double Usual, Func<EventEvidence, double> Value)
{
    public static readonly Sign Surprise = new("surprise", "surprise of the leading term, powers of ten", 4.5, e => e.Surprise);
    public static readonly Sign SecondSurprise = new("secondSurprise", "surprise of the second term", 0, e => e.SecondSurprise);
    public static readonly Sign Voices = new("usual", "voices usual for the leading term", 0.12, e => e.Usual);
    public static readonly Sign Earlier = new("earlier", "earlier bursts of the leading terms", 0, e => e.Earlier);
    public static readonly Sign Reposts = new("repostShare", "share of reposts", 0, e => e.RepostShare);
    public static readonly Sign Links = new("linkShare", "share of posts with a link", 0, e => e.LinkShare);
    public static readonly Sign Aboutness = new("aboutness", "share of what is said that is about it", 0.09, e => e.Aboutness);
    public static readonly Sign Things = new("things", "different things that a voice says of it", 1, e => e.Things);
    public static readonly Sign CommonBits = new("commonBits", "what two voices have in common, bits", 10, e => e.CommonBits);
    public static readonly Sign Names = new("namedShare", "share of voices that use a name", 0.1, e => e.NamedShare);
    public static readonly Sign FirstPerson = new("firstPersonShare", "share of short posts in the first person", 0.2, e => e.FirstPersonShare);
    public static readonly Sign Minutes = new("minutes", "minutes since the first post", 4.5, e => e.Minutes);
    public static readonly Sign Independent = new("independent", "independent voices", 4, e => e.Independent);

    public static IReadOnlyList<Sign> All { get; } =
    [
        Surprise, SecondSurprise, Voices, Earlier, Reposts, Links, Aboutness, Things, CommonBits, Names, FirstPerson, Minutes, Independent,
    ];

    // There is one of each: to compare their names for every alert would cost more than to measure them.
    public bool Equals(Sign? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
