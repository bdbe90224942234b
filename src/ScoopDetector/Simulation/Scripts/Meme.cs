namespace ScoopDetector.Simulation.Scripts;

/// <summary>A hashtag that comes round at its hour under posts about anything.</summary>
internal sealed class Meme(Happening happening, long beginMs, World world, Chance chance, string tag) : Script(happening, beginMs, world, chance)
{
    public static Meme Create(string id, string tag, int occurrence, Language language, long beginMs, World world, Chance chance) =>
        new(new Happening(id, $"#{tag}", "meme", false, language.Code, TellingWords.Of(tag)) { Occurrence = occurrence }, beginMs, world, chance, tag);

    public override void Write(PlannedPost post, long id, Draft draft)
    {
        if (Chance.Happens(0.2)) draft.Text.Append($"#{tag} ");
        World.SmallTalk.WriteSentence(draft, Chance);
        if (draft.Text.From(0).IndexOf((byte)'#') < 0) draft.Text.Append($" #{tag}");
    }

    protected override IEnumerable<PlannedPost> Posts()
    {
        var (size, width) = (Chance.Whole(15, 70), Chance.Between(3 * Minute, 10 * Minute));
        return Enumerable.Range(0, size).Select(_ => PostAt(BeginMs + (long)Chance.Exponential(width), Anyone()));
    }
}
