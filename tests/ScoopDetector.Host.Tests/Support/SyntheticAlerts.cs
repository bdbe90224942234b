using System.Globalization;
using System.Text.Json.Nodes;
using ScoopDetector.Evaluation;

namespace ScoopDetector.Host.Tests.Support;

/// <summary>Alerts of an imagined detector that is right, late, wrong, fooled and confused by turns: some of everything that
/// the protocol tells apart, for any stream whose truth is known.</summary>
internal sealed class SyntheticAlerts(TruthFile truth, int seed)
{
    private static readonly string[] LaterStates = ["updated", "retracted", "merged", "closed"];

    private readonly Random _chance = new(seed);
    private readonly List<JsonObject> _lines = [];
    private int _threads;

    public string[] Lines()
    {
        for (var i = 0; i < 150; i++)
            Tell(OneOf(truth.Events));
        // Lines come in any order: the first of a thread is the first in the file, not in time.
        var lines = _lines.Select(line => line.ToJsonString()).ToArray();
        _chance.Shuffle(lines.AsSpan(0, lines.Length / 4));
        return [.. lines.Take(5), "", .. lines.Skip(5)];
    }

    private void Tell(EventTruth one)
    {
        var thread = $"t{_chance.Next(90):d2}";
        var at = one.FirstAt.AddMilliseconds(_chance.NextDouble() * TimeSpan.FromMinutes(90).TotalMilliseconds);
        switch (_chance.Next(8))
        {
            case 0:
                Add(Fresh(), "watch", "opened", at, one, own: 5, foreign: 1);
                break;
            case 1:
                var upgraded = Fresh();
                Add(upgraded, "watch", "opened", at, one, own: 4, foreign: 2);
                Add(upgraded, "alert", "updated", at.AddSeconds(40.123), one, own: 9, foreign: 3);
                break;
            case 2:
                Add(Fresh(), "alert", "opened", at.AddHours(2), one, own: 8, foreign: 0);
                break;
            case 3:
                Add(Fresh(), "alert", null, one.FirstAt.AddHours(2 * _chance.Next(2)), one, own: 3, foreign: 2);
                break;
            case 4:
                Add(Fresh(), "alert", "opened", at, one, own: 0, foreign: _chance.Next(7));
                break;
            case 5:
                var takenBack = Fresh();
                Add(takenBack, "alert", "opened", at, one, own: 6, foreign: 6);
                Add(takenBack, "alert", OneOf(LaterStates), at.AddMinutes(3), one, own: 12, foreign: 0);
                break;
            default:
                Add(thread, OneOf(["alert", "watch"]), "opened", at, one, own: _chance.Next(1, 12), foreign: _chance.Next(6));
                break;
        }
    }

    private void Add(string thread, string level, string? state, DateTimeOffset at, EventTruth one, int own, int foreign)
    {
        string[] posts = [.. Enumerable.Range(0, own).Select(_ => OneOf(one.PostIds)), .. Enumerable.Range(0, foreign).Select(_ => Foreign())];
        string[] words = [.. one.Keywords.Where(_ => _chance.Next(2) == 0), .. OneOf(truth.Events).Keywords.Take(_chance.Next(3))];
        _lines.Add(new()
        {
            ["eventId"] = thread,
            ["level"] = level,
            ["state"] = state,
            ["alertedAt"] = at.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffK", CultureInfo.InvariantCulture),
            ["headline"] = _chance.Next(4) == 0 ? null : string.Join(", ", words).ToUpperInvariant(),
            ["terms"] = _chance.Next(4) == 0 ? null : new JsonArray([.. words.Select(word => JsonValue.Create($"#{word}"))]),
            ["evidence"] = new JsonArray([.. posts.Select(post => new JsonObject { ["postId"] = post, ["role"] = "first" })]),
            ["counts"] = new JsonObject { ["authors"] = own },
        });
    }

    private string Foreign() => _chance.Next(2) == 0 ? $"background-{_chance.Next(1000)}" : OneOf(OneOf(truth.Events).PostIds);

    private string Fresh() => $"f{_threads++}";

    private T OneOf<T>(IReadOnlyList<T> choices) => choices[_chance.Next(choices.Count)];
}
