using System.Text;

namespace ScoopDetector.Simulation.Scripts;

/// <summary>Plays one happening: who posts when, and what.</summary>
/// <remarks>The plan is made when its time comes and the texts one by one in order of arrival, so a script costs nothing before and after.</remarks>
internal abstract class Script(Happening happening, long beginMs, World world, Chance chance)
{
    protected const double Minute = 60_000;

    public Happening Happening => happening;

    /// <summary>When it begins, in milliseconds since 1970; no post of it arrives earlier.</summary>
    public long BeginMs => beginMs;

    protected World World => world;

    protected Chance Chance => chance;

    protected Language Language { get; } = Language.All.First(language => language.Code == happening.Language);

    /// <summary>All posts in order of arrival; those written after the end of the stream are left out.</summary>
    public PlannedPost[] Plan() => [.. Posts().Where(post => post.CreatedMs < world.EndMs).OrderBy(post => post.ObservedMs)];

    /// <summary>Fills in the text of a post. Called once for each, in the order of <see cref="Plan"/>.</summary>
    /// <param name="id">The id that the post has been given.</param>
    public abstract void Write(PlannedPost post, long id, Draft draft);

    protected abstract IEnumerable<PlannedPost> Posts();

    protected PlannedPost PostAt(long createdMs, long author) => new(author, createdMs, createdMs + world.Transport.Delay(chance));

    protected long Anyone() => world.Crowd.Anyone(Language, chance);

    protected long[] Anyone(int count) => [.. Enumerable.Range(0, count).Select(_ => Anyone())];

    /// <summary>A short link of the kind that hides where it leads.</summary>
    protected static string ShortLink(Chance chance)
    {
        const string letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        var link = new StringBuilder("https://lnk.example/");
        for (var i = 0; i < 8; i++) link.Append(letters[chance.Below(letters.Length)]);
        return link.ToString();
    }
}
