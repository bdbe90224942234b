namespace ScoopDetector.Simulation.Scripts;

/// <summary>Advertisements on the hashtag of a live event.</summary>
internal sealed class Hijack(Happening happening, long beginMs, World world, Chance chance, string tag, int nth)
    : Attack(happening, beginMs, world, chance, tag)
{
    private readonly string[] _advertisements = [.. Enumerable.Range(0, 3).Select(_ =>
        Language.All.First(language => language.Code == happening.Language).Grammar.Say("ad", chance))];

    public override void Write(PlannedPost post, long id, Draft draft) =>
        draft.Text.Append($"{Vary(Chance.Pick(_advertisements))} {Text} {ShortLink(Chance)}");

    protected override IEnumerable<PlannedPost> Posts()
    {
        var (authors, size) = (Fresh(nth, 0, Chance.Whole(15, 60)), Chance.Whole(30, 150));
        return Enumerable.Range(0, size).Select(_ => PostAt(BeginMs + (long)Chance.Exponential(20 * Minute), Chance.Pick(authors)));
    }
}
