using System.Text.Json;
using ScoopDetector.Alerts;
using ScoopDetector.Events;
using ScoopDetector.Host.Files;

namespace ScoopDetector.Host.Verbs;

/// <summary>A developer's trace: every event that was weighed, with its score, one JSON object a line.</summary>
internal sealed class ConsideredDump(string path) : IDisposable
{
    private readonly StreamWriter _file = new(OutputFile.Create(path));

    public void Add(CandidateEvent news, double score) => _file.WriteLine(JsonSerializer.Serialize(new
    {
        news.Id,
        Phase = news.Phase.ToString(),
        news.MergedInto,
        At = news.Pane.End,
        score,
        news.Evidence,
        Terms = Wording.Terms(news, 6),
        Posts = news.Members.Select(m => new[] { m.Voice.Post.Id, m.Things.ToString() }),
    }));

    public void Dispose() => _file.Dispose();
}
