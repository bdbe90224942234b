using System.Text.Json;
using ScoopDetector.Host.Sources.Wire;

namespace ScoopDetector.Host.News;

/// <summary>One edit of one page by one person, as Wikimedia's stream of recent changes tells it.</summary>
/// <param name="Id">Of the edit, the same for all who listen.</param>
/// <param name="Wiki">Short: <c>enwiki</c>.</param>
/// <param name="Server">Whole: <c>en.wikipedia.org</c>.</param>
/// <param name="Title">Of the page.</param>
/// <param name="Address">Of the page.</param>
/// <param name="Person">Name of the account, or its address.</param>
/// <param name="At">When, by the server's clock; null if it does not say.</param>
internal sealed record PageEdit(string Id, string Wiki, string Server, string Title, string Address, string Person, DateTimeOffset? At)
{
    /// <summary>Null for whatever is no edit of an article by a person: the work of machines, talk, logs, messages that only show that the stream works, and what cannot be read.</summary>
    public static PageEdit? Read(string message)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            return Read(json.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static PageEdit? Read(JsonElement change)
    {
        var isArticle = change.Text("type") is "edit" or "new" && change.Number("namespace") == 0 && !change.IsTrue("bot") && change.Text("meta", "domain") != "canary";
        var edit = new PageEdit(
            change.Text("meta", "id"), change.Text("wiki"), change.Text("server_name"), change.Text("title"), change.Text("meta", "uri"), change.Text("user"),
            change.Moment("meta", "dt") is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null);
        return isArticle && edit is { Wiki.Length: > 0, Title.Length: > 0, Person.Length: > 0 } ? edit : null;
    }
}
