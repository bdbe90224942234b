using System.Text.Json;
using System.Text.Json.Serialization;
using ScoopDetector.Benchmarks.Workloads;

namespace ScoopDetector.Benchmarks.Measuring;

/// <summary>What a process of its own is to go over, and how.</summary>
/// <param name="Kind">How.</param>
/// <param name="Stream">The file of lines.</param>
/// <param name="LearnFor">As in <see cref="Bursts.BurstOptions.LearnFor"/>; null for the default.</param>
/// <param name="Partitions">Over how many the posts are spread, where that can be chosen.</param>
/// <param name="CloseAfter">As in <see cref="Events.EventOptions.CloseAfter"/>, and nothing else closes an event; null for the defaults.</param>
internal sealed record PassOrder(WorkloadKind Kind, string Stream, TimeSpan? LearnFor = null, int Partitions = 1, TimeSpan? CloseAfter = null)
{
    private static readonly JsonSerializerOptions Form = new() { Converters = { new JsonStringEnumConverter() } };

    public static PassOrder Parse(string json) => JsonSerializer.Deserialize<PassOrder>(json, Form)!;

    public override string ToString() => JsonSerializer.Serialize(this, Form);

    public IWorkload Open()
    {
        var options = new ScoopOptions();
        options = options with
        {
            Bursts = options.Bursts with { LearnFor = LearnFor ?? options.Bursts.LearnFor },
            Events = CloseAfter is { } span ? options.Events with { CloseAfter = span, OverShare = 0 } : options.Events,
        };
        HeldLines Lines() => HeldLines.Read(Stream, options.Read.MaxLineBytes);
        return Kind switch
        {
            WorkloadKind.Bare => new BareCount(Lines(), options),
            WorkloadKind.OneThread => new WholePipeline(Lines(), options, Partitions),
            WorkloadKind.Replay => new FileReplay(Stream, options),
            WorkloadKind.KafkaBare => new KafkaReading(Lines(), options),
            _ => new KafkaRun(Lines(), options),
        };
    }
}
