namespace ScoopDetector.Posts;

/// <summary>What kinds of happening a post's words of alarm tell.</summary>
[Flags]
internal enum Happenings
{
    None = 0,

    /// <summary>Something that any happening may bring: dead, missing, evacuated.</summary>
    Harm = 1,
    Quake = 1 << 1,
    Storm = 1 << 2,
    Flood = 1 << 3,
    Slide = 1 << 4,
    Fire = 1 << 5,
    Blast = 1 << 6,

    /// <summary>By people, with arms: a shooting, hostages.</summary>
    Attack = 1 << 7,

    /// <summary>Of a train, an aeroplane, a ship.</summary>
    Crash = 1 << 8,
    Collapse = 1 << 9,
    Volcano = 1 << 10,
    Meteor = 1 << 11,
    Unrest = 1 << 12,
    Outbreak = 1 << 13,
    Outage = 1 << 14,
}
