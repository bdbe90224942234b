using System.Globalization;

namespace ScoopDetector.Simulation;

/// <summary>One line of the simulated firehose.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="ObservedAt">When our first hop receives it, to the millisecond; never earlier than that of the line before.</param>
/// <param name="Json">The line as UTF-8, without a line end. <b>Valid only until the next line is asked for</b>: the buffer is used again. Copy what
/// has to last.</param>
/// <param name="Author">The author's number, 48 bits; <see cref="AuthorId"/> is its spelling.</param>
/// <param name="PostId">The post that is delivered or deleted; 0 for a malformed line.</param>
/// <param name="Happening">What the post is part of; null for ordinary talk and for lines that are not a post's first delivery.</param>
public readonly record struct SimulatedLine(
    LineKind Kind, DateTimeOffset ObservedAt, ReadOnlyMemory<byte> Json, long Author, long PostId, Happening? Happening)
{
    /// <summary>The author as in the field <c>author_id</c>: twelve hexadecimal digits. The key on Kafka, so that a delete follows its post.</summary>
    public string AuthorId => Author.ToString("x12", CultureInfo.InvariantCulture);
}
