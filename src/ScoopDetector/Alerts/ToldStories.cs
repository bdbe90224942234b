using ScoopDetector.Places;
using ScoopDetector.Posts;
using ScoopDetector.State;

namespace ScoopDetector.Alerts;

/// <summary>What was told lately, in which words and of where: what says something alike a little later, or lies in the same place, is mostly a part of it, in other words or another language.</summary>
/// <param name="span">How long a story counts, from when it was first told.</param>
internal sealed class ToldStories(TimeSpan span) : IStateful
{
    private readonly List<Story> _stories = [];

    /// <summary>A story was told as an alert, for the first time. What it was told with then counts: later it drifts.</summary>
    /// <param name="id">Under which the newsroom knows it.</param>
    /// <param name="terms">Its terms, as people write them.</param>
    /// <param name="places">Where it lies.</param>
    /// <param name="now">In milliseconds.</param>
    public void Tell(string id, IEnumerable<string> terms, IReadOnlyList<Place> places, Happenings kinds, long now)
    {
        var story = new Story(id, now, places, kinds);
        _stories.Add(story);
        foreach (var term in terms)
        {
            LetterRuns.Add(term, story.Runs);
        }
    }

    /// <summary>Whether this one was told lately.</summary>
    public bool Has(string? id) => _stories.Exists(story => story.Id == id);

    /// <summary>Forgets what is no longer told lately.</summary>
    public void MoveTo(long now) => _stories.RemoveAll(story => story.ToldAt + (long)span.TotalMilliseconds <= now);

    /// <summary>It was taken back.</summary>
    public void Forget(string id) => _stories.RemoveAll(story => story.Id == id);

    /// <summary>The story that says most of what these terms do; the older one if two say as much; null if none says any of it.</summary>
    public string? Alike(IEnumerable<string> terms)
    {
        if (_stories.Count == 0)
        {
            return null;
        }
        var runs = new HashSet<ulong>();
        foreach (var term in terms)
        {
            LetterRuns.Add(term, runs);
        }
        var (best, most) = (default(string), 0);
        foreach (var story in _stories)
        {
            var shared = runs.Count(story.Runs.Contains);
            if (shared > most)
            {
                (best, most) = (story.Id, shared);
            }
        }
        return best;
    }

    /// <summary>The oldest story that lies in one of these places, else the oldest that lies in the country of one or in a town of it; null if none does.</summary>
    /// <param name="places">Where it may lie.</param>
    /// <param name="isTelling">Whether it says something that two stories lie in this place.</param>
    public string? At(IReadOnlyList<Place> places, Func<Place, bool> isTelling)
    {
        Place[] telling = [.. places.Where(isTelling)];
        bool Lies(Story story, Func<Place, Place, bool> likewise) => story.Places.Any(place => isTelling(place) && telling.Any(other => likewise(place, other)));
        return (_stories.Find(story => Lies(story, static (place, other) => place.Label == other.Label)) ?? _stories.Find(story => Lies(story, static (place, other) => place.Touches(other))))?.Id;
    }

    /// <summary>The oldest story that lies in one of these towns and regions; null if none does. A country is too large for that.</summary>
    /// <param name="places">Where it may lie.</param>
    /// <param name="isTelling">Whether it says something that two stories lie in this place.</param>
    public string? In(IReadOnlyList<Place> places, Func<Place, bool> isTelling) =>
        _stories.Find(story => story.Places.Any(place => !place.IsCountry && isTelling(place) && places.Any(other => other.Label == place.Label)))?.Id;

    /// <summary>The oldest story of such a happening thereabouts; null if there is none.</summary>
    /// <param name="kinds">What kinds of happening it is.</param>
    /// <param name="places">Where it may lie.</param>
    /// <param name="isTelling">Whether it says something that two stories lie in this place.</param>
    public string? Same(Happenings kinds, IReadOnlyList<Place> places, Func<Place, bool> isTelling) =>
        _stories.Find(story => (story.Kinds & kinds) != Happenings.None && story.Places.Any(place => isTelling(place) && places.Any(other => isTelling(other) && place.IsNear(other))))?.Id;

    public void Save(StateWriter writer)
    {
        writer.Count(_stories.Count);
        foreach (var story in _stories)
        {
            writer.Text(story.Id);
            writer.Signed(story.ToldAt);
            writer.Count((int)story.Kinds);
            writer.Count(story.Places.Count);
            foreach (var place in story.Places)
            {
                writer.Text(place.Name);
                writer.Text(place.Country);
                writer.Exact(place.Latitude);
                writer.Exact(place.Longitude);
                writer.Count(place.Inhabitants);
            }
            writer.Count(story.Runs.Count);
            foreach (var run in story.Runs.Order())
            {
                writer.Fixed(run);
            }
        }
    }

    public void Load(StateReader reader)
    {
        for (var count = reader.Length(); count > 0; count--)
        {
            var (id, toldAt, kinds) = (reader.Text(), reader.Signed(), (Happenings)reader.Count());
            var story = new Story(id, toldAt, [.. Enumerable.Range(0, reader.Length()).Select(_ => new Place(reader.Text(), reader.Text(), reader.Double(), reader.Double(), reader.Count()))], kinds);
            for (var runs = reader.Length(); runs > 0; runs--)
            {
                story.Runs.Add(reader.Fixed8());
            }
            _stories.Add(story);
        }
    }

    private sealed record Story(string Id, long ToldAt, IReadOnlyList<Place> Places, Happenings Kinds)
    {
        public HashSet<ulong> Runs { get; } = [];
    }
}
