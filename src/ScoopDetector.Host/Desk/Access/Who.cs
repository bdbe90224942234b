namespace ScoopDetector.Host.Desk.Access;

/// <summary>Whoever looks at the desk or acts on it.</summary>
/// <param name="Name">Stands beside what they do.</param>
/// <param name="Role">What they may.</param>
public sealed record Who(string Name, Role Role)
{
    public const int LongestName = 60;

    /// <summary>How somebody who has not said their name is called.</summary>
    public const string Nobody = "somebody";

    public bool MayAct => Role >= Role.Editor;
}
