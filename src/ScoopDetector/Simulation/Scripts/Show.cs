namespace ScoopDetector.Simulation.Scripts;

/// <summary>A match or a contest: talk under one hashtag while it runs, and moments at which everybody shouts the same.</summary>
internal sealed class Show : Script
{
    private readonly string _show, _tag;
    private readonly string[] _moments;
    private readonly double _lengthMs;

    private Show(Happening happening, long beginMs, World world, Chance chance, string show, string tag, string[] moments, double lengthMs)
        : base(happening, beginMs, world, chance) => (_show, _tag, _moments, _lengthMs) = (show, tag, moments, lengthMs);

    public static Show Create(string id, string show, Language language, long beginMs, double roomMs, World world, Chance chance)
    {
        var tag = language.Grammar.Say($"show.{show}.tag", chance);
        string[] moments = [.. language.Grammar.Alternatives($"show.{show}.moment")];
        chance.Shuffle(moments);
        moments = moments[..chance.Whole(2, 4)];
        var happening = new Happening(id, $"#{tag}", "show", false, language.Code,
            TellingWords.In(string.Join(' ', [tag, .. moments])));
        return new Show(happening, beginMs, world, chance, show, tag, moments, Math.Min(chance.Between(45 * Minute, 100 * Minute), roomMs));
    }

    public override void Write(PlannedPost post, long id, Draft draft)
    {
        if (post.Beat >= 0) draft.Text.Append($"{_moments[post.Beat]} ");
        if (post.Beat < 0 || Chance.Happens(0.4))
        {
            var start = draft.Text.Length;
            Language.Grammar.Write(draft.Text, $"show.{_show}.talk", Chance);
            Handwriting.Finish(draft.Text, start, Language, draft.Author, Chance);
        }
        draft.Text.TrimEnd();
        if (Chance.Happens(0.9)) draft.Text.Append($" #{_tag}");
    }

    protected override IEnumerable<PlannedPost> Posts()
    {
        var size = (int)Chance.LogUniform(200, 900);
        long[] moments = [.. _moments.Select(_ => BeginMs + (long)(Chance.Between(0.1, 1) * _lengthMs))];
        for (var n = 0; n < size; n++)
        {
            if (Chance.Happens(0.45))
            {
                var beat = Chance.Below(moments.Length);
                yield return PostAt(moments[beat] + (long)Chance.Exponential(2.5 * Minute), Anyone()) with { Beat = beat };
            }
            else yield return PostAt(BeginMs + (long)(Chance.Unit() * _lengthMs), Anyone());
        }
    }
}
