using ScoopDetector.Posts;

namespace ScoopDetector.Host.Files;

/// <summary>Makes first hops, one for each of several files that are read as one stream, and counts for all of them.</summary>
/// <param name="make">An intake of one partition that counts what it leaves out.</param>
/// <param name="drops">Of all of them.</param>
internal sealed class Hops(Func<DropCounts, PostIntake> make, DropCounts drops)
{
    private readonly List<PostIntake> _made = [];

    /// <summary>Lines read so far, good and bad.</summary>
    public long Lines => _made.Sum(hop => hop.Lines);

    /// <inheritdoc cref="PostIntake.Unfolded"/>
    public long Unfolded => _made.Sum(hop => hop.Unfolded);

    public PostIntake Next()
    {
        var hop = make(drops);
        _made.Add(hop);
        return hop;
    }

    /// <summary>One of which nothing is counted: for a look at how a file begins.</summary>
    public PostIntake Trial() => make(new());
}
