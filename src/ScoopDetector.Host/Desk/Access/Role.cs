namespace ScoopDetector.Host.Desk.Access;

/// <summary>What somebody may; each may all that those before it may.</summary>
public enum Role
{
    /// <summary>Look.</summary>
    Viewer,

    /// <summary>Act on events.</summary>
    Editor,

    /// <summary>Change what all desks share: the lanes.</summary>
    Admin,
}
