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

    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(10);

    private const string InASmallStream = "in a small stream that is chance; else look at the leader of this partition and at whoever writes to it";

    /// <summary>From so many partitions on it can be said what is so on most.</summary>
    private const int Many = 3;

    /// <param name="Partition">Its number.</param>
    /// <param name="Written">When Kafka got it.</param>
    /// <param name="Seen">Its <c>observed_at</c>; null where it says none, and so goes by when it was written.</param>
    internal sealed record LatestPost(int Partition, DateTimeOffset Written, DateTimeOffset? Seen)
    {
        public TimeSpan? Age => Written - Seen;
    }

    /// <param name="partitions">Those that have a leader.</param>
    /// <param name="stop">Gives up.</param>
    public IEnumerable<Finding> Look(IReadOnlyList<int> partitions, CancellationToken stop)
    {
        var (latest, empty, faults) = (new List<LatestPost>(), new List<int>(), new List<(int Partition, Error Error)>());
        foreach (var partition in partitions)
        {
            try
            {
                if (new TopicTail(kafka, kafka.PostsTopic) { SilentAtMost = Answer }.Last(partition, stop) is { } message)
                {
                    latest.Add(new(partition, new(message.Message.Timestamp.UtcDateTime), SeenIn(message.Message.Value)));
                }
                else
                {
                    empty.Add(partition);
                }
            }
            catch (KafkaException fault)
            {
                faults.Add((partition, fault.Error));
                if (IsRefused(fault.Error))
                {
                    break;
                }
            }
        }
        return faults.Count > 0 && latest.Count == 0 ? [Unread("posts", faults[0].Error)]
            : [.. Judge(latest, empty), .. faults.Select(fault => Unread(Name(fault.Partition), fault.Error))];
    }

    /// <param name="latest">At most one of each partition.</param>
    /// <param name="empty">The partitions that hold none.</param>
    internal IEnumerable<Finding> Judge(IReadOnlyList<LatestPost> latest, IReadOnlyList<int> empty)
    {
        if (latest.Count == 0)
        {
            return [Finding.Wrong("posts", $"there are none on {kafka.PostsTopic}: start whoever writes to it")];
        }
        var newest = latest.Max(post => post.Written);
        clock.Post(newest, kafka.AheadAtMost);
        return [Whole(clock.Now - newest), .. empty.Select(partition => Finding.Unknown(Name(partition), $"there are none: {InASmallStream}")), .. latest.Count < Many ? [] : Behind(latest).Concat(TooOld(latest))];
    }

    private Finding Whole(TimeSpan age)
    {
        var words = age < Silent ? Text($"the latest came {Math.Max(0, age.TotalSeconds):0} s ago") : Text($"the latest came {age.TotalMinutes:0} min ago");
        return age < Fresh ? Finding.Ok("posts", words)
            : age < Silent ? Finding.Unknown("posts", $"{words}: in a small stream that is chance; else look at whoever writes to {kafka.PostsTopic}")
            : Finding.Wrong("posts", $"{words}: look at whoever writes to {kafka.PostsTopic}");
    }

    private static IEnumerable<Finding> Behind(IReadOnlyList<LatestPost> latest)
    {
        var most = latest.Select(post => post.Written).Order().ElementAt(latest.Count / 2);
        return latest.Where(post => most - post.Written > Silent).Select(post => Finding.Unknown(
            Name(post.Partition), Text($"the latest came {(most - post.Written).TotalMinutes:0} min before those of most others: {InASmallStream}")));
    }

    private static IEnumerable<Finding> TooOld(IReadOnlyList<LatestPost> latest)
    {
        TimeSpan[] ages = [.. latest.Select(post => post.Age).OfType<TimeSpan>().Order()];
        return ages.Length < Many ? [] : latest.Where(post => post.Age - ages[ages.Length / 2] > Old).Select(post => Finding.Unknown(
            Name(post.Partition), Text($"the latest was {post.Age!.Value.TotalMinutes:0} min old when it was written, on most others {ages[ages.Length / 2].TotalSeconds:0} s: one may be, but if it stays so, whoever writes to this partition brings old posts, and they are left out as late")));
    }

    private Finding Unread(string what, Error fault) => Finding.Wrong(what, IsRefused(fault)
        ? $"may not be read ({fault.Reason}): grant the user of this process Read on {kafka.PostsTopic} and on the groups {kafka.Group}-*"
        : $"cannot be read ({fault.Reason}): look at the broker that leads there");

    private static bool IsRefused(Error fault) => fault.Code is ErrorCode.TopicAuthorizationFailed or ErrorCode.GroupAuthorizationFailed;

    private static DateTimeOffset? SeenIn(byte[]? post)
    {
        try
        {
            using var read = JsonDocument.Parse(post);
            return read.RootElement is { ValueKind: JsonValueKind.Object } line && line.TryGetProperty("observed_at", out var time)
                && time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out var seen) ? seen : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Name(int partition) => Text($"posts of partition {partition}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
