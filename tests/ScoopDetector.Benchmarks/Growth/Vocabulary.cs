using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScoopDetector.Simulation;

namespace ScoopDetector.Benchmarks.Growth;

/// <summary>Makes each word of a stream into so many words, by turns: a vocabulary that is so many times as large, each word of which is so many times as rare.</summary>
internal sealed class Vocabulary(int times)
{
    // What is not ASCII must not become longer than it was.
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private long _turn;

    /// <summary>Garbled lines and withdrawals stay as they are.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Spread(IEnumerable<SimulatedLine> lines) =>
        lines.Select(line => line.Kind is LineKind.Post or LineKind.Repeat ? Spread(line.Json.Span) : line.Json);

    private ReadOnlyMemory<byte> Spread(ReadOnlySpan<byte> line)
    {
        var post = JsonNode.Parse(line)!;
        post["text"] = string.Join(' ', post["text"]!.GetValue<string>().Split(' ').Select(Turn));
        return JsonSerializer.SerializeToUtf8Bytes(post, AsWritten);
    }

    private string Turn(string word) => word.Length > 2 && char.IsLetter(word[^1])
        ? string.Create(CultureInfo.InvariantCulture, $"{word}{Ending(_turn++ % times)}")
        : word;

    private static string Ending(long turn) => $"{(char)('a' + (turn / 10))}{(char)('a' + (turn % 10))}";
}
