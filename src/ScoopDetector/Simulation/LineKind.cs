namespace ScoopDetector.Simulation;

/// <summary>What a line of the firehose is.</summary>
public enum LineKind
{
    /// <summary>A post, delivered for the first time.</summary>
    Post,

    /// <summary>A post delivered once more: the same id and text, observed later.</summary>
    Repeat,

    /// <summary>Word that an author has deleted a post delivered before.</summary>
    Delete,

    /// <summary>A line that is not as agreed: cut, with fields missing or of the wrong type, with broken characters, or of a megabyte. A lenient reader
    /// may take some of them for posts; their ids are in no truth.</summary>
    Malformed,
}
