using System.Globalization;
using ScoopDetector.Host.Desk;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources;

/// <summary>How one source does: what it has heard, what was left out and why, and in words whether it works. Safe to read from any thread.</summary>
internal sealed class SourceHealth(string name, TimeProvider clock)
{
    private long _messages;
    private long _posts;
    private long _edits;
    private long _withdrawals;
    private long _lastHeard;
    private long _connections;
    private long _gaps;
    private long _nextAttempt;
    private volatile string _words = "not yet connected";
    private volatile SourceState _state = SourceState.Connecting;

    public string Name { get; } = name;

    public SourceState State => _state;

    /// <summary>While it pauses, when it tries again.</summary>
    public DateTimeOffset NextAttempt => DateTimeOffset.FromUnixTimeMilliseconds(Interlocked.Read(ref _nextAttempt));

    public DropCounts Drops { get; } = new();

    /// <summary>How much of its queue is in use, 0 to 1.</summary>
    public Func<double> QueueUsed { get; set; } = static () => 0;

    public long Messages => Interlocked.Read(ref _messages);

    /// <summary>Published, edits included.</summary>
    public long Posts => Interlocked.Read(ref _posts);

    public long Edits => Interlocked.Read(ref _edits);

    public long Withdrawals => Interlocked.Read(ref _withdrawals);

    public long Connections => Interlocked.Read(ref _connections);

    /// <summary>How often a part of the stream was lost.</summary>
    public long Gaps => Interlocked.Read(ref _gaps);

    /// <summary>Null before the first message.</summary>
    public DateTimeOffset? LastHeard => Interlocked.Read(ref _lastHeard) is > 0 and var at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    /// <summary>For the desk.</summary>
    public SourceBeat Beat => new(Name, State == SourceState.Listening, LastHeard is { } at ? Math.Round((clock.GetUtcNow() - at).TotalSeconds) : null);

    /// <summary>For people, in one line.</summary>
    public string Words => string.Create(CultureInfo.InvariantCulture,
        $"{Name}: {_words}; {Posts:N0} posts, {Withdrawals:N0} withdrawals, {Drops.Total:N0} left out{(Gaps > 0 ? $", {Gaps:N0} gaps" : "")}; last heard {Ago}");

    private string Ago => LastHeard is { } at ? string.Create(CultureInfo.InvariantCulture, $"{(clock.GetUtcNow() - at).TotalSeconds:0} s ago") : "never";

    public void Connecting() => _state = SourceState.Connecting;

    public void Connected(string where)
    {
        Interlocked.Increment(ref _connections);
        (_state, _words) = (SourceState.Listening, $"listens to {where}");
    }

    public void Failed(string reason, TimeSpan pause)
    {
        Interlocked.Exchange(ref _nextAttempt, (clock.GetUtcNow() + pause).ToUnixTimeMilliseconds());
        (_state, _words) = (SourceState.Pausing, string.Create(CultureInfo.InvariantCulture, $"{reason}; tried again in {pause.TotalSeconds:0.0} s"));
    }

    public void Stopped() => (_state, _words) = (SourceState.Stopped, "stopped");

    public void Heard()
    {
        Interlocked.Increment(ref _messages);
        Interlocked.Exchange(ref _lastHeard, clock.GetUtcNow().ToUnixTimeMilliseconds());
    }

    public void Published(in Post post)
    {
        if (post.Kind != PostKind.Create)
        {
            Interlocked.Increment(ref _withdrawals);
            return;
        }
        Interlocked.Increment(ref _posts);
        if (post.EditedAt is not null)
        {
            Interlocked.Increment(ref _edits);
        }
    }

    public void Missed() => Interlocked.Increment(ref _gaps);
}

internal enum SourceState
{
    Connecting,
    Listening,

    /// <summary>It did not get through, and waits before it tries again.</summary>
    Pausing,
    Stopped,
}
