namespace ScoopDetector.Host.Desk.Parts;

/// <summary>What the act bar asks for at the moment.</summary>
public enum ActPanel
{
    None,
    Dismiss,
    Note,
    Mute,
    Merge,
}
