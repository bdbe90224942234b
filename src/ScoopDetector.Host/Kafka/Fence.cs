using System.Globalization;
using System.Text;
using Confluent.Kafka;

namespace ScoopDetector.Host.Kafka;

/// <summary>What a record is to its readers.</summary>
internal enum Hearing
{
    /// <summary>To be read.</summary>
    Heard,

    /// <summary>No record of anything, but the claim of whoever is heard from here on.</summary>
    Claim,

    /// <summary>Of a process that another has superseded: to be left out.</summary>
    Stale,
}

/// <summary>Knows who may be heard on a topic on which one process at a time is to write: whoever has claimed it last.</summary>
/// <remarks>
/// A claim is a record itself, and its offset is the epoch that all later records of its process bear. So the order of the log decides, and whoever reads it, now or later, decides alike. Records without an epoch are
/// of versions that knew none, and are heard. One thread; one partition.
/// </remarks>
/// <param name="newest">The latest claim before the first record, as of <see cref="Newest"/>.</param>
internal sealed class Fence(long newest = Fence.Unclaimed)
{
    /// <summary>Earlier than any claim.</summary>
    public const long Unclaimed = -1;

    /// <summary>The scope of a topic that one role has to itself.</summary>
    public const string WholeTopic = "";

    public const string ClaimHeader = "scoop_claim";
    public const string EpochHeader = "scoop_epoch";

    // By scope: two detectors may share the alerts topic.
    private readonly Dictionary<string, long> _newest = new() { [WholeTopic] = newest };

    /// <summary>The latest claim to the whole topic.</summary>
    public long Newest => _newest[WholeTopic];

    /// <summary>Makes a claim of a record.</summary>
    public static void Claim(Headers headers, string scope) => headers.Add(ClaimHeader, Encoding.UTF8.GetBytes(scope));

    /// <summary>Says by which claim a record was written.</summary>
    public static void Sign(Headers headers, string scope, long epoch) => headers.Add(EpochHeader, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{epoch} {scope}")));

    public static bool IsClaim(Headers? headers, string scope) => Text(headers, ClaimHeader) == scope;

    public Hearing Judge<TKey, TValue>(ConsumeResult<TKey, TValue> message)
    {
        if (Text(message.Message.Headers, ClaimHeader) is { } claimed)
        {
            _newest[claimed] = message.Offset.Value;
            return Hearing.Claim;
        }
        if (Text(message.Message.Headers, EpochHeader)?.Split(' ', 2) is not [var number, var scope] || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch))
        {
            return Hearing.Heard;
        }
        if (epoch < _newest.GetValueOrDefault(scope, Unclaimed))
        {
            return Hearing.Stale;
        }
        // Its claim may lie before the first record that is read, or be deleted by now.
        _newest[scope] = epoch;
        return Hearing.Heard;
    }

    private static string? Text(Headers? headers, string name) => headers is not null && headers.TryGetLastBytes(name, out var text) ? Encoding.UTF8.GetString(text) : null;
}
