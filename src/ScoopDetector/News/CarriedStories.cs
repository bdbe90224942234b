using ScoopDetector.Terms;

namespace ScoopDetector.News;

/// <summary>Puts the headlines of several outlets together that are about one thing: what many carried is what a newsroom would not have wanted to miss.</summary>
/// <remarks>Single-pass clustering (Allan et al., On-line new event detection and tracking, 1998): a headline joins the story with the headline most like it, by the cosine of words weighted by their rarity, if both share a name and another word.</remarks>
/// <param name="options">When a story counts as carried, and how long it goes on.</param>
internal sealed class CarriedStories(CoverageOptions options)
{
    /// <summary>From this cosine on two headlines are about one thing.</summary>
    private const double OneThing = 0.35;

    /// <summary>A headline is held against so many of a story, the latest.</summary>
    private const int Compared = 8;

    private readonly Dictionary<TermId, List<Running>> _byName = [];
    private readonly Queue<Running> _running = new();
    private readonly List<CarriedStory> _carried = [];

    /// <summary>Those that enough outlets carried, in the order in which that became so.</summary>
    public IReadOnlyList<CarriedStory> All => _carried;

    public void Accept(Headline headline, HashSet<TermId> terms, HashSet<TermId> names, WordRarity rarity)
    {
        ForgetBefore(headline.At!.Value - options.LookAhead);
        var item = new Item(terms, names, terms.Sum(term => Squared(rarity.Of(term))));
        var (best, alike) = (default(Running), 0.0);
        foreach (var story in names.SelectMany(name => _byName.GetValueOrDefault(name, [])).Distinct())
        {
            if (story.Items.Max(other => Alike(item, other, rarity)) is var cosine && cosine > alike)
            {
                (best, alike) = (story, cosine);
            }
        }
        if (best is null || alike < OneThing)
        {
            _running.Enqueue(best = new(headline));
        }
        Join(best, headline, item);
    }

    private void Join(Running story, Headline headline, Item item)
    {
        story.Items.Enqueue(item);
        if (story.Items.Count > Compared)
        {
            story.Items.Dequeue();
        }
        foreach (var name in item.Names.Where(story.Names.Add))
        {
            (_byName.TryGetValue(name, out var stories) ? stories : _byName[name] = []).Add(story);
        }
        var carried = story.Carried;
        carried.Take(headline);
        if (carried.Outlets.Add(headline.Source) && carried.Outlets.Count == options.CarriedBy)
        {
            _carried.Add(carried);
        }
    }

    private void ForgetBefore(DateTimeOffset oldest)
    {
        while (_running.TryPeek(out var story) && story.Carried.First.At < oldest)
        {
            _running.Dequeue();
            foreach (var name in story.Names)
            {
                _byName[name].Remove(story);
                if (_byName[name].Count == 0)
                {
                    _byName.Remove(name);
                }
            }
        }
    }

    private static double Alike(Item one, Item other, WordRarity rarity)
    {
        var (common, words, names) = (0.0, 0, 0);
        foreach (var term in one.Terms.Where(other.Terms.Contains))
        {
            common += Squared(rarity.Of(term));
            words += term.Kind == TermKind.Bigram ? 0 : 1;
            names += one.Names.Contains(term) && other.Names.Contains(term) ? 1 : 0;
        }
        return names == 0 || words < 2 ? 0 : common / Math.Sqrt(one.Length * other.Length);
    }

    private static double Squared(double number) => number * number;

    /// <param name="Length">The square of its length as a vector.</param>
    private sealed record Item(HashSet<TermId> Terms, HashSet<TermId> Names, double Length);

    private sealed class Running(Headline first)
    {
        public Queue<Item> Items { get; } = new();

        public HashSet<TermId> Names { get; } = [];

        public CarriedStory Carried { get; } = new(first);
    }
}

/// <summary>One story of the news.</summary>
internal sealed class CarriedStory(Headline first)
{
    /// <summary>That which the public could read first.</summary>
    public Headline First { get; private set; } = first;

    public HashSet<string> Outlets { get; } = [];

    /// <summary>Of all of its headlines.</summary>
    public HashSet<string> Keys { get; } = [];

    public void Take(Headline headline)
    {
        Keys.Add(headline.Key);
        First = headline.At < First.At ? headline : First;
    }
}
