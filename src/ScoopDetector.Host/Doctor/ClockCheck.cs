using System.Globalization;

namespace ScoopDetector.Host.Doctor;

/// <summary>Holds this machine's clock against those of others: a clock that is minutes off makes every post late, or from the future.</summary>
internal sealed class ClockCheck(TimeProvider clock)
{
    /// <summary>A pane: what is less cannot be seen in any alert.</summary>
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(5);

    private readonly List<TimeSpan> _off = [];
    private string? _fault;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>What a server says that the time is, to the second.</summary>
    public void Server(DateTimeOffset now)
    {
        lock (_off)
        {
            _off.Add(Now - now);
        }
    }

    /// <summary>When the latest post was sent; it cannot have been sent after now.</summary>
    public void Post(DateTimeOffset sent, TimeSpan aheadAtMost)
    {
        if (sent - Now > aheadAtMost)
        {
            _fault = string.Create(CultureInfo.InvariantCulture, $"the latest post on the topic was sent {(sent - Now).TotalMinutes:0} min after now: set the clock of this machine, or of the one that writes (timedatectl set-ntp true)");
        }
    }

    public Finding Look()
    {
        if (_fault is not null)
        {
            return Finding.Wrong("clock", _fault);
        }
        if (_off.Count == 0)
        {
            return Finding.Unknown("clock", "no server was asked that tells the time; with --source or --news there is one");
        }
        // The middle of them: one server may be wrong, or slow to answer.
        var off = _off.Order().ElementAt(_off.Count / 2);
        return off.Duration() <= AtMost
            ? Finding.Ok("clock", $"as {_off.Count} servers have it, to {AtMost.TotalSeconds} s")
            : Finding.Wrong("clock", string.Create(CultureInfo.InvariantCulture, $"{off.Duration().TotalSeconds:0} s {(off > TimeSpan.Zero ? "ahead of" : "behind")} others: set it (timedatectl set-ntp true)"));
    }
}
