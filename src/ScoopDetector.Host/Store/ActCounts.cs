namespace ScoopDetector.Host.Store;

/// <summary>How often editors have done what, since the program was started. Safe to use from any thread.</summary>
/// <remarks>An act that is undone has been done: the undoing counts beside it.</remarks>
internal sealed class ActCounts
{
    public static IReadOnlyList<ActKind> Kinds { get; } = Enum.GetValues<ActKind>();

    public static IReadOnlyList<DismissReason> Reasons { get; } = Enum.GetValues<DismissReason>();

    private readonly long[] _done = new long[Kinds.Count];
    private readonly long[] _dismissed = new long[Reasons.Count];
    private long _undone;

    /// <summary>Acts of any kind that were undone.</summary>
    public long Undone => Interlocked.Read(ref _undone);

    public long DoneOf(ActKind kind) => Interlocked.Read(ref _done[(int)kind]);

    public long DismissedAs(DismissReason reason) => Interlocked.Read(ref _dismissed[(int)reason]);

    public void Do(Act act)
    {
        Interlocked.Increment(ref _done[(int)act.Kind]);
        if (act.Reason is { } reason)
        {
            Interlocked.Increment(ref _dismissed[(int)reason]);
        }
    }

    public void Undo() => Interlocked.Increment(ref _undone);
}
