namespace ScoopDetector.Simulation;

/// <summary>Writes the ordinary posts: sentences on a topic, headlines with a link, answers, and what is passed on.</summary>
/// <remarks>Hot: runs for nearly every post.</remarks>
internal sealed class SmallTalk
{
    private const int Remembered = 1024;

    // What is remembered should have been said within the last minutes, whether the stream is slow or fast.
    private const double RememberedForSeconds = 300;

    private readonly RecentPosts[] _recent = [.. Language.All.Select(_ => new RecentPosts(Remembered))];
    private readonly Rhythm _rhythm;
    private readonly double _memory;

    public SmallTalk(Rhythm rhythm, double postsPerSecond) =>
        (_rhythm, _memory) = (rhythm, Math.Min(1, Remembered * Language.All.Count / (postsPerSecond * RememberedForSeconds)));

    public void Write(Draft draft, Chance chance)
    {
        var kind = chance.Unit();
        if (kind < 0.30 && _recent[draft.Language.Index].TryPick(chance, draft.CreatedMs, out var heard))
        {
            if (kind < 0.13) PassOn(draft, heard);
            else if (kind < 0.15) Quote(draft, heard, chance);
            else Answer(draft, heard, chance);
        }
        else if (kind > 0.92) WriteHeadline(draft, chance);
        else WriteThought(draft, chance);
    }

    /// <summary>A plain sentence in the language of the draft, without links or hashtags.</summary>
    public void WriteSentence(Draft draft, Chance chance)
    {
        var start = draft.Text.Length;
        draft.Language.Grammar.Write(draft.Text, _rhythm.DrawTopic(draft.Language, chance), chance);
        Handwriting.Finish(draft.Text, start, draft.Language, draft.Author, chance);
    }

    /// <summary>Lets a post be answered and passed on later.</summary>
    public void Hear(Draft draft, long id, Chance chance)
    {
        if (draft.RepostOf == 0 && chance.Happens(_memory)) _recent[draft.Language.Index].Remember(draft, id);
    }

    private static void PassOn(Draft draft, in RecentPosts.Entry heard)
    {
        draft.RepostOf = heard.Id;
        Cite(draft, heard);
    }

    private static void Quote(Draft draft, in RecentPosts.Entry heard, Chance chance)
    {
        draft.Language.Grammar.Write(draft.Text, draft.Language.Quote, chance);
        Handwriting.Finish(draft.Text, 0, draft.Language, draft.Author, chance);
        draft.Text.Append((byte)' ');
        Cite(draft, heard);
    }

    private static void Cite(Draft draft, in RecentPosts.Entry heard)
    {
        draft.Text.Append("RT "u8);
        draft.Mention(heard.Author);
        draft.Text.Append(": "u8);
        draft.Text.Append(heard.Text.Written);
    }

    private void Answer(Draft draft, in RecentPosts.Entry heard, Chance chance)
    {
        draft.ReplyTo = heard.Id;
        draft.Mention(heard.Author);
        draft.Text.Append((byte)' ');
        var start = draft.Text.Length;
        var symbol = chance.Happens(0.75) ? draft.Language.Reply : _rhythm.DrawTopic(draft.Language, chance);
        draft.Language.Grammar.Write(draft.Text, symbol, chance);
        Handwriting.Finish(draft.Text, start, draft.Language, draft.Author, chance);
    }

    private static void WriteHeadline(Draft draft, Chance chance)
    {
        draft.Language.Grammar.Write(draft.Text, draft.Language.Headline, chance);
        Handwriting.Finish(draft.Text, 0, draft.Language, 1, chance);
        WriteLink(draft, chance);
    }

    private void WriteThought(Draft draft, Chance chance)
    {
        WriteSentence(draft, chance);
        var extra = chance.Unit();
        if (extra < 0.11) WriteTag(draft, chance);
        if (extra < 0.03) WriteTag(draft, chance);
        if (extra is > 0.11 and < 0.14) WriteLink(draft, chance);
        if (extra > 0.98 && _recent[draft.Language.Index].TryPick(chance, draft.CreatedMs, out var friend))
        {
            draft.Text.Append((byte)' ');
            draft.Mention(friend.Author);
        }
    }

    private static void WriteTag(Draft draft, Chance chance)
    {
        draft.Text.Append(" #"u8);
        draft.Language.Grammar.Write(draft.Text, draft.Language.Tag, chance);
    }

    /// <remarks>The domain <c>.example</c> is reserved: no link of a simulation leads anywhere.</remarks>
    private static void WriteLink(Draft draft, Chance chance)
    {
        draft.Text.Append(" https://"u8);
        draft.Language.Grammar.Write(draft.Text, draft.Language.Site, chance);
        draft.Text.Append(".example/"u8);
        draft.Language.Grammar.Write(draft.Text, draft.Language.Slug, chance);
        draft.Text.Append((byte)'-');
        draft.Text.Append(chance.Whole(1000, 99_999));
    }
}
