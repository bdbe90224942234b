namespace ScoopDetector.Simulation;

/// <summary>What stays the same in all posts about one happening; written <c>{@place}</c> in a grammar.</summary>
internal enum Fact
{
    /// <summary>The town.</summary>
    Place,

    /// <summary>The town without spaces, as in a hashtag.</summary>
    PlaceTag,

    /// <summary>The street or quarter.</summary>
    Street,

    /// <summary>What it happened at or to: the harbour, the night train, the phone network.</summary>
    Site,

    /// <summary>Who it is about or who speaks for it.</summary>
    Person,

    /// <summary>People or things counted; it grows while the happening unfolds.</summary>
    Count,

    /// <summary>A magnitude, such as 5.8.</summary>
    Size,

    /// <summary>The hashtag, with its sign.</summary>
    Tag,
}
