namespace ScoopDetector.Simulation.Scripts;

/// <summary>One text with small variations, each from an account never seen before; it swells as an event does.</summary>
internal sealed class Copypasta(Happening happening, long beginMs, World world, Chance chance, string text, int nth)
    : Attack(happening, beginMs, world, chance, text)
{
    public override void Write(PlannedPost post, long id, Draft draft) => draft.Text.Append(Vary(Text));

    protected override IEnumerable<PlannedPost> Posts()
    {
        var (size, swell) = (Chance.Whole(40, 300), new Swell(Chance.Between(Minute, 15 * Minute), Chance.Between(5 * Minute, 25 * Minute)));
        return Enumerable.Range(0, size).Select(n => PostAt(BeginMs + swell.Draw(Chance), Fresh(nth, n)));
    }
}
