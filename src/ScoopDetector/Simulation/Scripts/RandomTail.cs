namespace ScoopDetector.Simulation.Scripts;

/// <summary>One text with a tail of random words, so that no two posts are near-duplicates by their length alone.</summary>
internal sealed class RandomTail(Happening happening, long beginMs, World world, Chance chance, string text, int nth)
    : Attack(happening, beginMs, world, chance, text)
{
    public override void Write(PlannedPost post, long id, Draft draft)
    {
        draft.Text.Append($"{Text} ");
        var words = Sentence(draft).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Chance.Shuffle(words);
        draft.Text.Append(string.Join(' ', words.Take(Chance.Whole(3, 7))));
    }

    protected override IEnumerable<PlannedPost> Posts()
    {
        var (authors, size) = (Fresh(nth, 0, Chance.Whole(10, 60)), Chance.Whole(50, 300));
        var span = Chance.Between(8 * Minute, 40 * Minute);
        return Enumerable.Range(0, size).Select(_ => PostAt(BeginMs + (long)(Chance.Unit() * span), Chance.Pick(authors)));
    }

    private string Sentence(Draft draft)
    {
        var start = draft.Text.Length;
        World.SmallTalk.WriteSentence(draft, Chance);
        var sentence = System.Text.Encoding.UTF8.GetString(draft.Text.From(start));
        draft.Text.CutTo(start);
        return sentence;
    }
}
