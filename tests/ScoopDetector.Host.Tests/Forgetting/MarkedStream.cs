using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScoopDetector.Simulation;

namespace ScoopDetector.Host.Tests.Forgetting;

/// <summary>A simulated stream into which witnesses of an accident come; one of them has a name, and says a word, that occur nowhere else.</summary>
internal static class MarkedStream
{
    public const string Word = "zanzibarquokka";
    public const string Author = "did:plc:quokkawitness77";
    public const string Post = $"at://{Author}/app.bsky.feed.post/quokkapost77";

    private const int Cut = 6000;
    private const int Apart = 5;

    /// <summary>The first, in whose words the event is told.</summary>
    private const int Marked = 0;

    private static readonly string[] Texts =
    [
        $"a crane collapsed at Northquay harbour just now, {Word}",
        "I saw it fall: crane collapsed at Northquay harbour",
        "wow the Northquay crane just collapsed onto the harbour wall",
        "loud bang here, crane collapsed, Northquay harbour is full of dust",
        "police closing the road to Northquay after that crane collapsed",
        "my office shook, the big crane at Northquay has collapsed",
        "can anybody at Northquay harbour confirm the crane collapsed?",
        "crane collapsed on two lorries at Northquay, people running",
        "we are stuck at Northquay harbour, the crane collapsed in front of us",
        "sirens everywhere in Northquay since the crane collapsed",
        "the old crane collapsed. Northquay harbour will be closed all day",
        "hope nobody was under it when the crane collapsed in Northquay",
    ];

    private static readonly Lazy<byte[][]> Simulated = new(() =>
        [.. new Firehose(new() { Hours = 2.4, Warmup = TimeSpan.FromHours(2.3), PostsPerSecond = 2.5, EventsPerHour = 1 }).Select(line => line.Json.ToArray())]);

    /// <summary>Until the accident has been told of.</summary>
    public static IEnumerable<byte[]> Before => [.. Simulated.Value.Take(Cut), .. Texts.SelectMany((text, i) => Simulated.Value.Skip(Cut + (i * Apart)).Take(Apart).Append(Witness(i, text))), .. Rest.Take(60)];

    /// <summary>The stream after that, for longer than any window.</summary>
    public static IEnumerable<byte[]> After => Rest.Skip(60);

    /// <summary>The post, or all that its author said, is withdrawn.</summary>
    public static byte[] Withdrawal(bool ofAuthor) => Encoding.UTF8.GetBytes(ofAuthor
        ? $$$"""{"purge":{"author_id":"{{{Author}}}"},"at":"{{{Moment(After.First())}}}","observed_at":"{{{Moment(After.First())}}}"}"""
        : $$$"""{"delete":{"id":"{{{Post}}}","author_id":"{{{Author}}}"},"at":"{{{Moment(After.First())}}}","observed_at":"{{{Moment(After.First())}}}"}""");

    /// <summary>All that the witnesses said is withdrawn.</summary>
    public static IEnumerable<byte[]> AllWithdrawn => Texts.Select((_, i) => Encoding.UTF8.GetBytes(
        $$$"""{"purge":{"author_id":"{{{AuthorOf(i)}}}"},"at":"{{{Moment(After.First())}}}","observed_at":"{{{Moment(After.First())}}}"}"""));

    private static IEnumerable<byte[]> Rest => Simulated.Value.Skip(Cut + (Texts.Length * Apart));

    private static string AuthorOf(int witness) => witness == Marked ? Author : string.Create(CultureInfo.InvariantCulture, $"witness{witness}");

    private static byte[] Witness(int i, string text)
    {
        var at = Moment(Simulated.Value[Cut + ((i + 1) * Apart) - 1]);
        var post = new JsonObject
        {
            ["id"] = i == Marked ? Post : string.Create(CultureInfo.InvariantCulture, $"w{i}"),
            ["created_at"] = at,
            ["observed_at"] = at,
            ["author_id"] = AuthorOf(i),
            ["text"] = text,
            ["lang"] = "en",
            // So that the alert knows where the post can be looked at: that too must be forgotten.
            ["network"] = "bluesky",
        };
        return Encoding.UTF8.GetBytes(post.ToJsonString());
    }

    private static string Moment(byte[] line)
    {
        var post = JsonDocument.Parse(line).RootElement;
        return (post.TryGetProperty("observed_at", out var observed) ? observed : post.GetProperty("at")).GetString()!;
    }
}
