namespace ScoopDetector.Simulation.Scripts;

/// <summary>One to four accounts, many posts: loud, and still only a few voices.</summary>
internal sealed class Flood(Happening happening, long beginMs, World world, Chance chance, string text) : Attack(happening, beginMs, world, chance, text)
{
    private readonly string _link = ShortLink(chance);

    public override void Write(PlannedPost post, long id, Draft draft) => draft.Text.Append($"{Vary(Text)} {_link}");

    protected override IEnumerable<PlannedPost> Posts()
    {
        var (authors, size, span) = (Anyone(Chance.Whole(1, 4)), Chance.Whole(50, 500), Chance.Between(5 * Minute, 40 * Minute));
        return Enumerable.Range(0, size).Select(_ => PostAt(BeginMs + (long)(Chance.Unit() * span), Chance.Pick(authors)));
    }
}
