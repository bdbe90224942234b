namespace ScoopDetector.Simulation.Scripts;

/// <summary>One link about every two minutes for six hours, under texts about anything: never a burst, always there.</summary>
internal sealed class Drip(Happening happening, long beginMs, World world, Chance chance, string link) : Attack(happening, beginMs, world, chance, link)
{
    private const double LengthMs = 6 * 3_600_000;

    public override void Write(PlannedPost post, long id, Draft draft)
    {
        World.SmallTalk.WriteSentence(draft, Chance);
        draft.Text.Append($" {Text}");
    }

    protected override IEnumerable<PlannedPost> Posts()
    {
        var authors = Anyone(Chance.Whole(6, 25));
        for (double at = BeginMs; at < BeginMs + LengthMs; at += Chance.Exponential(2 * Minute))
            yield return PostAt((long)at, Chance.Pick(authors));
    }
}
