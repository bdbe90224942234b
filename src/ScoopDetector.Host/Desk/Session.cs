using Microsoft.AspNetCore.Components.Authorization;
using ScoopDetector.Host.Desk.Access;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Desk;

/// <summary>One open desk: who sits at it, which keys are pressed, and what was done last.</summary>
internal sealed class Session(Newsdesk desk, AuthenticationStateProvider login, TimeProvider clock)
{
    /// <summary>How long the last act can be undone at a key.</summary>
    public static readonly TimeSpan UndoFor = TimeSpan.FromSeconds(10);

    private long _doneAt;
    private Touched? _touched;

    /// <summary>A key was pressed outside of any field.</summary>
    public event Func<string, Task>? Key;

    /// <summary>Something was done, undone, or refused.</summary>
    public event Action? Told;

    public Who Who { get; private set; } = new(Who.Nobody, Role.Viewer);

    /// <summary>The name comes from a login and cannot be changed.</summary>
    public bool HasLogin { get; private set; }

    /// <summary>What can be undone at a key; null if nothing can any more.</summary>
    public Act? Undoable => Last is not null && clock.GetElapsedTime(_doneAt) < UndoFor ? Last : null;

    /// <summary>What was just done, in words.</summary>
    public string? Notice { get; private set; }

    /// <summary>Up to which change this browser had seen when it was last here; null on its first visit.</summary>
    public long? Seen { get; set; }

    private Act? Last { get; set; }

    public async Task EnterAsync(string? claimedName)
    {
        var user = (await login.GetAuthenticationStateAsync()).User;
        HasLogin = user.Identity?.Name is { Length: > 0 };
        Who = Visitor.Of(user, claimedName);
    }

    /// <summary>Whoever sits here has taken the event on.</summary>
    public bool Has(AlertEntry entry) => desk.Store.People.AreOne(Who.Name, entry.Handling.ClaimedBy);

    /// <summary>What was acted on here since this was last asked; null if nothing was. What others do later to the same event, or to the same term, is theirs.</summary>
    public Touched? TakeTouched()
    {
        var touched = _touched;
        _touched = null;
        return touched;
    }

    public void Press(string key) => _ = Key?.Invoke(key);

    /// <returns>Whether it was done: what was refused, or could not be kept, is to be asked again.</returns>
    public bool Do(Deed deed, string words)
    {
        var done = default(Act);
        Try(() =>
        {
            var fault = !Who.MayAct ? "You may look here, and not act." : Fault(deed);
            _touched = fault is null ? new(deed.EventId, deed.Term) : null;
            Last = done = fault is null ? desk.Do(deed, Who) : null;
            _doneAt = clock.GetTimestamp();
            Tell(fault ?? (done is null ? Fault(deed) ?? "That event is no longer kept." : words));
        });
        _touched = done is null ? null : _touched;
        return done is not null;
    }

    public void Undo(Act act) => Try(() =>
    {
        _touched = Who.MayAct ? new(act.EventId, act.Term) : null;
        if (Who.MayAct && desk.Undo(act.Id, Who) is not null)
        {
            Last = null;
            Tell("Undone.");
        }
        else if (Who.MayAct && desk.Store.Acts.Find(act.Id) is { IsUndone: false })
        {
            Tell("That cannot be undone: merges would go in a circle.");
        }
    });

    /// <summary>Says so where the store cannot keep what is to be done.</summary>
    /// <returns>Whether it could.</returns>
    public bool Try(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (StoreFault fault)
        {
            Tell($"Not done: {fault.Message}. Try again when it can.");
            return false;
        }
    }

    private string? Fault(Deed deed) => desk.Faults(deed).Select(fault => $"{fault.Field} {fault.Fault}").FirstOrDefault();

    public void Tell(string words)
    {
        Notice = words;
        Told?.Invoke();
    }

    /// <summary>The time for undoing is over, and there is nothing more to say.</summary>
    public void Quieten()
    {
        (Notice, Last) = (null, null);
        Told?.Invoke();
    }
}
