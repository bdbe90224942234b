namespace ScoopDetector.Simulation.Scripts;

/// <summary>Decides before the stream begins what will happen in it, and when.</summary>
internal sealed class Scenario
{
    private const double Hour = 3_600_000;

    // Room behind the last beginning, so that even it can unfold before the stream ends.
    private const double Aftermath = 0.6 * Hour;

    // How the attacks are shared out among their kinds, in the order of Attack.Kinds.
    private static readonly int[] AttackWeights = [4, 4, 4, 3, 3, 2];

    private readonly World _world;
    private readonly SimulationOptions _options;
    private readonly Language[] _spoken;
    private readonly double _length, _warmup;

    private Scenario(World world)
    {
        (_world, _options) = (world, world.Options);
        (_length, _warmup) = (world.EndMs - world.StartMs, _options.Warmup.TotalMilliseconds);
        double[] shares = [1 - _options.SpanishShare - _options.JapaneseShare, _options.SpanishShare, _options.JapaneseShare];
        _spoken = [.. Language.All.Where(language => shares[language.Index] > 0)];
    }

    private enum Purpose : ulong
    {
        Events = 1,
        Memes,
        Shows,
        Attacks,
    }

    /// <summary>All scripts of a stream.</summary>
    public static IReadOnlyList<Script> Plan(World world)
    {
        var scenario = new Scenario(world);
        var events = scenario.Events().ToList();
        return [.. events, .. scenario.Memes(), .. scenario.Shows(), .. scenario.Attacks(events)];
    }

    private IEnumerable<NewsEvent> Events()
    {
        var count = AtLeastOne(_options.EventsPerHour * (_length - _warmup) / Hour);
        var step = (LastBeginning(_warmup) - _warmup) / count;
        var plan = ChanceFor(Purpose.Events);
        var places = new HashSet<string>();
        var languages = Rounds(_spoken, plan).GetEnumerator();
        var incidents = _spoken.ToDictionary(language => language, language => Rounds(language.Grammar.Alternatives("incident"), plan).GetEnumerator());
        for (var n = 0; n < count; n++)
        {
            languages.MoveNext();
            var language = languages.Current;
            incidents[language].MoveNext();
            // The first begins soon after the warm-up: whoever watches a demonstration waits for it.
            var at = _warmup + (step * (n + (n == 0 ? 0.1 : 1) * plan.Unit()));
            yield return NewsEvent.Create($"e{n:000}", incidents[language].Current, language, At(at), _world, ChanceFor(Purpose.Events, n), places);
        }
    }

    private IEnumerable<Script> Memes()
    {
        var plan = ChanceFor(Purpose.Memes);
        var taken = new HashSet<string>();
        for (var n = 0; n < _options.Memes; n++)
        {
            var language = plan.Pick(_spoken);
            var tag = plan.Pick(language.Grammar.Alternatives("meme"));
            if (!taken.Add(tag)) continue;
            var occurrence = 0;
            for (var at = (10 + (20 * n)) * Hour / 60; at < _length; at += (n + 1) * Hour)
                yield return Meme.Create($"m{n}-{occurrence}", tag, ++occurrence, language, At(at), _world, ChanceFor(Purpose.Memes, (1000 * n) + occurrence));
        }
    }

    private IEnumerable<Script> Shows()
    {
        var plan = ChanceFor(Purpose.Shows);
        var (first, count) = (_warmup / 2, AtLeastOne(_options.ShowsPerDay * _length / (24 * Hour)));
        for (var n = 0; n < count; n++)
        {
            var language = plan.Pick(_spoken);
            var show = plan.Pick(language.Grammar.Alternatives("show"));
            var at = OnTheHalfHour(plan.Between(first, Math.Max(first, _length - (2 * Hour))), first);
            yield return Show.Create($"s{n}", show, language, At(at), _length - at, _world, ChanceFor(Purpose.Shows, n));
        }
    }

    private IEnumerable<Script> Attacks(List<NewsEvent> events)
    {
        var plan = ChanceFor(Purpose.Attacks);
        var nth = 0;
        foreach (var (kind, weight) in Attack.Kinds.Zip(AttackWeights))
        {
            var count = AtLeastOne(_options.AttacksPerHour * (_length / Hour) * weight / AttackWeights.Sum());
            for (var n = 0; n < count; n++, nth++)
            {
                var (language, at, chance) = (plan.Pick(_spoken), AttackTime(kind, plan), ChanceFor(Purpose.Attacks, nth));
                if (kind != "hijack") yield return Attack.Create(kind, nth, language, At(at), _world, chance, null);
                else if (Ridden(events, plan) is { } target)
                    yield return Attack.Create(kind, nth, LanguageOf(target), HijackTime(target, plan), _world, chance, target);
            }
        }
    }

    /// <summary>An event worth riding on: one of the larger ones.</summary>
    private static NewsEvent? Ridden(List<NewsEvent> events, Chance plan)
    {
        var large = events.Where(each => each.Size >= 60).ToList();
        return large.Count > 0 ? plan.Pick(large) : events.MaxBy(each => each.Size);
    }

    private static Language LanguageOf(Script script) => Language.All.First(language => language.Code == script.Happening.Language);

    private long HijackTime(NewsEvent target, Chance plan) =>
        target.BeginMs + (long)Math.Min(plan.Between(8, 30) * Hour / 60, (_world.EndMs - target.BeginMs) / 2.0);

    private double AttackTime(string kind, Chance plan) =>
        kind == "drip" ? plan.Between(0, _length / 3) : plan.Between(_warmup / 2, LastBeginning(_warmup / 2));

    private double LastBeginning(double first) => _length - Math.Min(Aftermath, 0.4 * (_length - first));

    private double OnTheHalfHour(double at, double first)
    {
        var half = Math.Floor((_world.StartMs + at) / (Hour / 2)) * (Hour / 2) - _world.StartMs;
        return half >= first ? half : at;
    }

    private long At(double ms) => _world.StartMs + (long)ms;

    private Chance ChanceFor(Purpose purpose, int nth = -1) => Chance.For(_options.Seed, ((ulong)purpose << 32) + (ulong)(nth + 1));

    private static int AtLeastOne(double count) => count <= 0 ? 0 : Math.Max(1, (int)Math.Round(count));

    /// <summary>All items in a shuffled order, then all again in another: no item comes twice before every other has come once.</summary>
    private static IEnumerable<T> Rounds<T>(IReadOnlyList<T> items, Chance chance)
    {
        while (true)
        {
            T[] round = [.. items];
            chance.Shuffle(round);
            foreach (var item in round) yield return item;
        }
    }
}
