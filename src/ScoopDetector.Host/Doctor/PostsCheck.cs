using System.Globalization;
using System.Text.Json;
using Confluent.Kafka;
using ScoopDetector.Host.Kafka;

namespace ScoopDetector.Host.Doctor;

/// <summary>Looks at the latest post of each partition: that it can be read shows that reading is allowed, its age how fresh the stream is, and whether a part of it lags.</summary>
/// <param name="kafka">Which Kafka.</param>
/// <param name="clock">Is told when the latest post was sent.</param>
internal sealed class PostsCheck(KafkaOptions kafka, ClockCheck clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Silent = TimeSpan.FromMinutes(5);

    /// <summary>By so much more than on most partitions, and posts are too late.</summary>
    private static readonly TimeSpan Old = TimeSpan.FromMinutes(2);

    /// <param name="Partition">Its number.</param>
    /// <param name="Written">When Kafka got it.</param>
    /// <param name="Said">When it says that it was seen or made; null for what is not in the canonical form.</param>
    internal sealed record LatestPost(int Partition, DateTimeOffset Written, DateTimeOffset? Said)
    {
        public TimeSpan? Age => Written - Said;
    }

    public IEnumerable<Finding> Look(CancellationToken stop)
    {
        try
        {
            return Judge([.. new TopicTail(kafka, kafka.PostsTopic).Read(stop, last: 1).Select(Latest)]);
        }
        catch (KafkaException fault)
        {
            // The topic that is not there was told already.
            return [Finding.Wrong("posts", $"cannot be read ({fault.Error.Reason}): grant the user of this process Read on {kafka.PostsTopic} and on the groups {kafka.Group}-*")];
        }
    }

    /// <param name="latest">At most one of each partition.</param>
    internal IEnumerable<Finding> Judge(IReadOnlyList<LatestPost> latest)
    {
        if (latest.Count == 0)
        {
            return [Finding.Wrong("posts", $"there are none on {kafka.PostsTopic}: start whoever writes to it")];
        }
        var newest = latest.Max(post => post.Written);
        clock.Post(newest, kafka.AheadAtMost);
        return [Whole(clock.Now - newest), .. latest.Where(post => newest - post.Written > Silent).Select(post => Behind(post, newest)), .. TooOld(latest)];
    }

    private Finding Whole(TimeSpan age)
    {
        var words = age < Silent ? Text($"the latest came {Math.Max(0, age.TotalSeconds):0} s ago") : Text($"the latest came {age.TotalMinutes:0} min ago");
        return age < Fresh ? Finding.Ok("posts", words)
            : age < Silent ? Finding.Unknown("posts", $"{words}: in a small stream that is chance; else look at whoever writes to {kafka.PostsTopic}")
            : Finding.Wrong("posts", $"{words}: look at whoever writes to {kafka.PostsTopic}");
    }

    private static Finding Behind(LatestPost post, DateTimeOffset newest) => Finding.Unknown(
        Name(post), Text($"the latest came {(newest - post.Written).TotalMinutes:0} min before that of the others: in a small stream that is chance; else look at the leader of this partition and at whoever writes to it"));

    private static IEnumerable<Finding> TooOld(IReadOnlyList<LatestPost> latest)
    {
        TimeSpan[] ages = [.. latest.Select(post => post.Age).OfType<TimeSpan>().Order()];
        return ages.Length < 3 ? [] : latest.Where(post => post.Age - ages[ages.Length / 2] > Old).Select(post => Finding.Wrong(
            Name(post), Text($"the latest was {post.Age!.Value.TotalMinutes:0} min old when it was written, on most others {ages[ages.Length / 2].TotalSeconds:0} s: whoever writes to this partition brings old posts, and they are left out as late")));
    }

    private static LatestPost Latest(ConsumeResult<byte[], byte[]> message) =>
        new(message.Partition.Value, new(message.Message.Timestamp.UtcDateTime), SaidIn(message.Message.Value));

    private static DateTimeOffset? SaidIn(byte[]? post)
    {
        try
        {
            using var read = JsonDocument.Parse(post);
            return read.RootElement is { ValueKind: JsonValueKind.Object } line
                && (line.TryGetProperty("observed_at", out var time) || line.TryGetProperty("created_at", out time))
                && time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out var said) ? said : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Name(LatestPost post) => Text($"posts of partition {post.Partition}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
