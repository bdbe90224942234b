namespace ScoopDetector.Simulation;

/// <summary>A post being written; one is used for all, again and again.</summary>
internal sealed class Draft
{
    public TextBuffer Text { get; } = new();

    public long Author { get; private set; }

    /// <summary>When it was written, in milliseconds since 1970; what its clock claims may differ.</summary>
    public long CreatedMs { get; private set; }

    public long ObservedMs { get; private set; }

    public Language Language { get; private set; } = Language.All[0];

    /// <summary>The post that this one passes on; 0 for none.</summary>
    public long RepostOf { get; set; }

    /// <summary>The post that this one answers; 0 for none.</summary>
    public long ReplyTo { get; set; }

    public void Begin(long author, long createdMs, long observedMs)
    {
        Text.Clear();
        (Author, CreatedMs, ObservedMs, Language) = (author, createdMs, observedMs, Crowd.LanguageOf(author));
        (RepostOf, ReplyTo) = (0, 0);
    }

    public void Mention(long author)
    {
        Text.Append((byte)'@');
        Crowd.WriteHandle(Text, author);
    }
}
