using ScoopDetector.Host.Desk.Parts;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Desk;

/// <summary>The keys that act on one event, alike on the desk and on the event's own page.</summary>
internal static class ActKeys
{
    /// <param name="ask">Opens the questions that a key asks first.</param>
    public static Task PressAsync(string key, AlertEntry entry, Session session, Func<ActPanel, Task> ask)
    {
        switch (key)
        {
            case "c":
                EventActs.Claim(session, entry);
                break;
            case "w":
                EventActs.Watch(session, entry);
                break;
            case "d" when entry.Handling.Dismissed is not null:
                EventActs.Restore(session, entry);
                break;
            case "d":
                return ask(ActPanel.Dismiss);
            case "n":
                return ask(ActPanel.Note);
            case "x":
                return ask(ActPanel.Mute);
            case "m" when EventActs.IsMerged(entry):
                EventActs.Split(session, entry);
                break;
            case "m":
                return ask(ActPanel.Merge);
        }
        return Task.CompletedTask;
    }
}
