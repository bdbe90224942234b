using System.Globalization;
using System.Text;
using System.Text.Json;
using ScoopDetector.Time;

namespace ScoopDetector.Simulation;

/// <summary>Writes down what really happened in a simulated firehose, as the benchmark's <c>truth.json</c>.</summary>
/// <remarks>It is shown every line as the stream goes by. Times are times of observation, since a detector can know nothing earlier.</remarks>
public sealed class TruthBook(SimulationOptions options)
{
    private const int VoicesNeeded = 5;
    private const int Keywords = 5;
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<string, Entry> _byId = new(StringComparer.Ordinal);

    /// <summary>Posts so far, each counted once.</summary>
    public long Posts { get; private set; }

    /// <summary>What has happened so far, in order of the first post.</summary>
    public IEnumerable<Happening> Happenings => _entries.Select(entry => entry.Happening);

    /// <summary>Takes note of a line. Only first deliveries count.</summary>
    public void Observe(SimulatedLine line)
    {
        if (line.Kind != LineKind.Post) return;
        Posts++;
        if (line.Happening is not { } happening) return;
        if (!_byId.TryGetValue(happening.Id, out var entry))
        {
            _byId.Add(happening.Id, entry = new Entry(happening));
            _entries.Add(entry);
        }
        entry.Add(line);
    }

    /// <summary>Writes the truth so far as one JSON object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("benchmark", 1);
        json.WriteString("pool", "simulated");
        json.WriteNumber("seed", options.Seed);
        json.WriteNumber("hours", options.Hours);
        json.WriteNumber("rate", options.PostsPerSecond);
        json.WriteString("start", Stamp(options.Start));
        json.WriteString("end", Stamp(options.End));
        json.WriteNumber("warmup_s", options.Warmup.TotalSeconds);
        json.WriteNumber("posts", Posts);
        json.WriteStartArray("events");
        foreach (var entry in _entries) entry.Write(json);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }

    private static string Stamp(DateTimeOffset time) => Moment.Text(time.ToUnixTimeMilliseconds());

    private sealed class Entry(Happening happening)
    {
        private readonly HashSet<long> _authors = [];
        private readonly List<long> _posts = [];
        private readonly int[] _mentions = new int[happening.Terms.Count];
        private DateTimeOffset _first, _last;
        private DateTimeOffset? _fifthAuthor;

        public Happening Happening => happening;

        public void Add(SimulatedLine line)
        {
            if (_posts.Count == 0) _first = line.ObservedAt;
            _last = line.ObservedAt;
            _posts.Add(line.PostId);
            if (_authors.Add(line.Author) && _authors.Count == VoicesNeeded) _fifthAuthor = line.ObservedAt;
            var text = TextOf(line.Json.Span);
            for (var i = 0; i < _mentions.Length; i++)
                if (text.Contains(happening.Terms[i], StringComparison.Ordinal)) _mentions[i]++;
        }

        public void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString("id", happening.Id);
            json.WriteString("name", happening.Name);
            json.WriteString("kind", happening.Kind);
            json.WriteBoolean("newsworthy", happening.Newsworthy);
            json.WriteString("lang", happening.Language);
            if (happening.RiseSeconds is { } rise) json.WriteNumber("rise_s", rise);
            if (happening.DecaySeconds is { } decay) json.WriteNumber("decay_s", decay);
            if (happening.Target is { } target) json.WriteString("target", target);
            if (happening.Occurrence is { } occurrence) json.WriteNumber("occurrence", occurrence);
            json.WriteString("first_at", Stamp(_first));
            json.WritePropertyName("fifth_author_at");
            if (_fifthAuthor is { } fifth) json.WriteStringValue(Stamp(fifth));
            else json.WriteNullValue();
            json.WriteString("last_at", Stamp(_last));
            json.WriteNumber("size", _posts.Count);
            json.WriteNumber("authors", _authors.Count);
            WriteStrings(json, "keywords", MostMentioned());
            WriteStrings(json, "post_ids", _posts.Select(id => id.ToString(CultureInfo.InvariantCulture)));
            json.WriteEndObject();
        }

        private IEnumerable<string> MostMentioned() =>
            happening.Terms.Zip(_mentions).Where(pair => pair.Second > 0)
                .OrderByDescending(pair => pair.Second).ThenByDescending(pair => pair.First.Length).ThenBy(pair => pair.First, StringComparer.Ordinal)
                .Take(Keywords).Select(pair => pair.First);

        private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
        {
            json.WriteStartArray(name);
            foreach (var value in values) json.WriteStringValue(value);
            json.WriteEndArray();
        }

        private static string TextOf(ReadOnlySpan<byte> line) =>
            Encoding.UTF8.GetString(line[line.IndexOf("\"text\":"u8)..]).ToLowerInvariant();
    }
}
