using System.Reactive.Disposables;

namespace ScoopDetector.Posts;

/// <summary>How many were left out, by reason. Safe to read while another thread counts.</summary>
public sealed class DropCounts
{
    private static readonly Drop[] Reasons = Enum.GetValues<Drop>();
    private readonly long[] _counts = new long[Reasons.Length];
    private readonly long[] _unread = new long[UnreadFields.Each.Count];
    private long _forgottenIds;
    private volatile int _pauses;

    public long this[Drop reason] => Interlocked.Read(ref _counts[(int)reason]);

    public long Total => Reasons.Sum(reason => this[reason]);

    /// <summary>Ids that were forgotten before their time, because there were more than <see cref="Tallies.TallyOptions.RememberAtMost"/>. No post was left out by it,
    /// but a second delivery of these would have counted.</summary>
    public long ForgottenIds => Interlocked.Read(ref _forgottenIds);

    public void Add(Drop reason, long count = 1)
    {
        if (_pauses == 0)
        {
            Interlocked.Add(ref _counts[(int)reason], count);
        }
    }

    public void ForgetId()
    {
        if (_pauses == 0)
        {
            Interlocked.Increment(ref _forgottenIds);
        }
    }

    /// <summary>Nothing is counted until what this gives is disposed: another process counts the same.</summary>
    public IDisposable Pause()
    {
        Interlocked.Increment(ref _pauses);
        return Disposable.Create(() => Interlocked.Decrement(ref _pauses));
    }

    /// <summary>No post was left out by it: it counts as if these fields were not there.</summary>
    public void CountUnread(Unread fields)
    {
        for (var i = 0; fields != Unread.None && i < _unread.Length; i++)
        {
            if (fields.HasFlag(UnreadFields.Each[i].Field))
            {
                Interlocked.Increment(ref _unread[i]);
            }
        }
    }

    /// <summary>In how many posts a field that may be left out was there and could not be read, by its name in JSON; zeros included.</summary>
    public IEnumerable<(string Field, long Count)> AllUnread() => UnreadFields.Each.Select((field, i) => (field.Name, Interlocked.Read(ref _unread[i])));

    /// <summary>All reasons in their order, zeros included: a reader must see that nothing was dropped, not guess it.</summary>
    public IEnumerable<(Drop Reason, long Count)> All() => Reasons.Select(reason => (reason, this[reason]));
}
