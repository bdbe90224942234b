namespace ScoopDetector.Host.Desk;

/// <summary>What each key does, for the help.</summary>
internal static class KeyMap
{
    public static IReadOnlyList<(string Keys, string What)> All { get; } =
    [
        ("j  k", "next, previous event"),
        ("o  Enter", "open the event"),
        ("c", "claim it, or give it back"),
        ("d", "dismiss it; then 1 spam, 2 known, 3 entertainment, 4 old, 5 wrong"),
        ("w", "watch it, or no longer"),
        ("n", "write a note"),
        ("m", "merge it into another, or part it again"),
        ("s", "on the event's page: split the ticked posts off, as another story"),
        ("x", "mute one of its terms for 1, 8 or 24 h"),
        ("u", "undo, for 10 s"),
        (".", "show what is new"),
        ("g  1 … 9", "go to a lane"),
        ("/", "search"),
        ("b", "back to the desk"),
        ("Esc", "let go of the event, close what is open"),
        ("?", "this help"),
    ];
}
