namespace ScoopDetector.Simulation.Scripts;

/// <summary>A wave of posts within minutes, each deleted by its author soon after: counted by whoever counts, gone for whoever looks.</summary>
internal sealed class Ephemeral(Happening happening, long beginMs, World world, Chance chance, string text, int nth)
    : Attack(happening, beginMs, world, chance, text)
{
    public override void Write(PlannedPost post, long id, Draft draft) => draft.Text.Append(Vary(Text));

    protected override IEnumerable<PlannedPost> Posts()
    {
        var (size, span) = (Chance.Whole(40, 200), Chance.Between(4 * Minute, 12 * Minute));
        for (var n = 0; n < size; n++)
        {
            var post = PostAt(BeginMs + (long)(Chance.Unit() * span), Chance.Happens(0.6) ? Fresh(nth, n) : Anyone());
            yield return post with { DeletedMs = post.ObservedMs + (long)(1000 * Chance.Between(45, 360)) };
        }
    }
}
