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

    /// <summary>A line that no parser should take for a post: cut, with fields missing or of the wrong type, of invalid text, or of a megabyte.</summary>
    Malformed,
}
