using System.Text.Json;
using ScoopDetector.Alerts;
using ScoopDetector.Events;
using ScoopDetector.Host.Runs;
using ScoopDetector.Host.Settings;
using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Host.Explaining;

/// <summary>All events of a run, told or not, with what the run was run with.</summary>
internal sealed class RunStories
{
    private const int MostNear = 5;

    private readonly Dictionary<string, Story> _stories = new(StringComparer.Ordinal);

    private RunStories(string folder, IReadOnlyList<Alert> alerts, IReadOnlyList<ConsideredLine>? weighed)
    {
        (Folder, HasWeighed, Options) = (folder, weighed is not null, TrialFolder.OptionsOf(folder));
        var byId = (weighed ?? []).GroupBy(line => line.Id).ToDictionary(lines => lines.Key, lines => lines.ToList());
        var toldIn = new Dictionary<string, string>();
        foreach (var thread in alerts.GroupBy(alert => alert.EventId))
        {
            var revisions = thread.ToList();
            var course = Course(revisions, byId).ToList();
            foreach (var other in course.Select(line => line.Id).Where(id => id != thread.Key))
                toldIn.TryAdd(other, thread.Key);
            _stories[thread.Key] = new(thread.Key, revisions, course);
        }
        foreach (var (id, lines) in byId)
            _stories.TryAdd(id, new(id, [], lines) { ToldIn = toldIn.GetValueOrDefault(id) });
    }

    public string Folder { get; }

    /// <summary>Whether the run wrote down what it weighed; if not, only what was told is known.</summary>
    public bool HasWeighed { get; }

    public ScoopOptions Options { get; }

    /// <summary>The highest score first.</summary>
    public IEnumerable<Story> ByScore => _stories.Values.OrderByDescending(story => story.Score).ThenBy(story => story.Id, StringComparer.Ordinal);

    /// <exception cref="UsageException">It is no folder of a run, or holds something else.</exception>
    public static RunStories Read(string folder)
    {
        var path = Path.Combine(folder, "alerts.jsonl");
        if (!File.Exists(path))
        {
            throw new UsageException($"{folder} holds no alerts.jsonl: name the folder that replay … --out wrote, after the event if there is one: explain EVENT DIR.");
        }
        List<Alert> alerts = [.. File.ReadLines(path).Select((line, i) => (line, i)).Where(one => one.line.Length > 0).Select(one => Parse(one.line) ?? throw new UsageException($"{path}:{one.i + 1} is no alert of this program: make the run anew with replay."))];
        return new(folder, alerts, File.Exists(Path.Combine(folder, ConsideredFile.Name)) ? [.. ConsideredFile.Read(folder)] : null);
    }

    /// <param name="id">Of an event, or of an alert: that is the event's with a number behind it.</param>
    /// <exception cref="UsageException">There is none; the message names those that are near.</exception>
    public Story Find(string id)
    {
        if (_stories.TryGetValue(id, out var story) || _stories.TryGetValue(WithoutRevision(id), out story))
        {
            return story;
        }
        List<string> near = [.. _stories.Keys.Where(known => id.Length > 1 && known.StartsWith(id, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(MostNear)];
        if (near.Count == 0 && Spelling.Nearest(id, _stories.Keys) is { } nearest)
        {
            near.Add(nearest);
        }
        throw new UsageException($"{Folder} has no event {id}{(near.Count > 0 ? $": did you mean {string.Join(" or ", near)}?" : ".")} scoop explain {Folder} lists all.");
    }

    private static string WithoutRevision(string id) => id.LastIndexOf('-') is > 0 and var dash && int.TryParse(id.AsSpan(dash + 1), out _) ? id[..dash] : id;

    /// <summary>The weighings of the event, and of each that it became part of while it kept its name.</summary>
    /// <remarks>They end with the story: when a bigger one takes over the event that it follows, what is weighed from that pane on is the other's.</remarks>
    private static IEnumerable<ConsideredLine> Course(List<Alert> revisions, Dictionary<string, List<ConsideredLine>> byId)
    {
        var end = revisions.Find(revision => revision.State is AlertState.Merged or AlertState.Closed) is { } last ? Story.TimeOf(last.AlertedAt).ToUnixTimeMilliseconds() : long.MaxValue;
        (string? id, var since) = (revisions[0].EventId, 0L);
        var seen = new HashSet<string>();
        while (id is not null && seen.Add(id) && byId.TryGetValue(id, out var lines))
        {
            id = null;
            foreach (var line in lines.Where(line => line.At >= since && (line.At < end || (line.At == end && line.Phase != EventPhase.Open))))
            {
                yield return line;
                (id, since) = (line.MergedInto, line.At);
            }
        }
    }

    private static Alert? Parse(string line)
    {
        try
        {
            var alert = AlertJson.Read(System.Text.Encoding.UTF8.GetBytes(line));
            return alert is not null && Story.IsTime(alert.AlertedAt) && Story.IsTime(alert.FirstSeenAt) ? alert : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
