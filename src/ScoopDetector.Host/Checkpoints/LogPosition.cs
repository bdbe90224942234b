using ScoopDetector.Host.Kafka;
using ScoopDetector.State;

namespace ScoopDetector.Host.Checkpoints;

/// <summary>How far one partition was read when a state was saved.</summary>
/// <param name="Partition">Of the topic.</param>
/// <param name="Next">The offset of the first message that the state does not reflect.</param>
/// <param name="LastAt">The timestamp of the message before it, by which a topic that was made anew is known; <see cref="Unknown"/> if there was none.</param>
/// <param name="Claim">Who is heard there: see <see cref="Fence.Newest"/>.</param>
internal sealed record LogPosition(int Partition, long Next, long LastAt, long Claim = Fence.Unclaimed)
{
    public const long Unknown = -1;

    public void Save(StateWriter writer)
    {
        writer.Count(Partition);
        writer.Signed(Next);
        writer.Signed(LastAt);
        writer.Signed(Claim);
    }

    public static LogPosition Load(StateReader reader) => new(reader.Count(), reader.Signed(), reader.Signed(), reader.Signed());
}
