using ScoopDetector.State;

namespace ScoopDetector.Host.Checkpoints;

/// <summary>What a saved state came from: it may be gone on with where all of this is still so.</summary>
/// <param name="Topic">Which was read.</param>
/// <param name="IsWhole">It was read from its very beginning, so that the same events come out under the same ids at every reading.</param>
/// <param name="Began">Where the analysis began, in milliseconds of stream time; null before the first pane.</param>
/// <param name="Positions">How far each partition was read.</param>
internal sealed record CheckpointOrigin(string Topic, bool IsWhole, long? Began, IReadOnlyList<LogPosition> Positions)
{
    private const string Section = "origin";

    /// <summary>How far the stream is analysed: it goes on by the clock while nothing is read. Not saved; it serves to tell two moments of one run apart.</summary>
    public long? Reached { get; init; }

    /// <summary>How far it had read, all partitions together: of two of one log, the one with more is the later.</summary>
    public long ReadTo => Positions.Sum(position => position.Next);

    /// <summary>Whether anything was read or analysed since the other was taken.</summary>
    public bool IsPast(CheckpointOrigin? other) => other is null || Reached != other.Reached || !Positions.SequenceEqual(other.Positions);

    public void Save(StateWriter writer, IReadOnlyList<string> settings)
    {
        writer.Begin(Section);
        writer.Count(settings.Count);
        foreach (var setting in settings)
        {
            writer.Text(setting);
        }
        writer.Text(Topic);
        writer.Flag(IsWhole);
        writer.Flag(Began is not null);
        writer.Signed(Began ?? 0);
        writer.Count(Positions.Count);
        foreach (var position in Positions)
        {
            position.Save(writer);
        }
    }

    /// <returns>Also the settings that it was made with, a line each.</returns>
    public static (CheckpointOrigin Origin, IReadOnlyList<string> Settings) Load(StateFile file) => file.Read(Section, Load);

    private static (CheckpointOrigin Origin, IReadOnlyList<string> Settings) Load(StateReader reader)
    {
        string[] settings = [.. Many(reader, reader.Text)];
        var topic = reader.Text();
        var isWhole = reader.Flag();
        var hasBegun = reader.Flag();
        var began = reader.Signed();
        return (new(topic, isWhole, hasBegun ? began : null, [.. Many(reader, () => LogPosition.Load(reader))]), settings);
    }

    private static IEnumerable<T> Many<T>(StateReader reader, Func<T> read)
    {
        for (var count = reader.Length(); count > 0; count--)
        {
            yield return read();
        }
    }
}
