using System.Text;
using System.Text.Json;
using ScoopDetector.Simulation;

namespace ScoopDetector.Tests.Simulation;

/// <summary>A simulated stream kept whole, with its truth: what a test asks about afterwards.</summary>
internal sealed class Recording
{
    private static readonly Lazy<Recording> SixHoursOnce = new(() => new Recording(new SimulationOptions { PostsPerSecond = 2, Hours = 6 }));

    public Recording(SimulationOptions options)
    {
        Options = options;
        var book = new TruthBook(options);
        foreach (var line in new Firehose(options))
        {
            book.Observe(line);
            Lines.Add(line with { Json = line.Json.ToArray() });
        }
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) book.Write(json);
        Truth = JsonDocument.Parse(stream.ToArray()).RootElement;
    }

    /// <summary>Six hours with a warm-up of one, with everything in it; made once for all tests.</summary>
    public static Recording SixHours => SixHoursOnce.Value;

    public SimulationOptions Options { get; }

    public List<SimulatedLine> Lines { get; } = [];

    public JsonElement Truth { get; }

    public IEnumerable<JsonElement> Events => Truth.GetProperty("events").EnumerateArray();

    public IEnumerable<SimulatedLine> Posts => Lines.Where(line => line.Kind == LineKind.Post);

    public static byte[] Bytes(SimulationOptions options) =>
        [.. new Firehose(options).SelectMany(line => line.Json.ToArray().Append((byte)'\n'))];

    public static string Text(SimulatedLine line) => Encoding.UTF8.GetString(line.Json.Span);
}
