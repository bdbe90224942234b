namespace ScoopDetector.Host.Desk.Access;

/// <summary>Somebody has an account and no role here.</summary>
/// <param name="name">As the account has it.</param>
internal sealed class NobodyException(string name) : Exception($"{name} has no role here")
{
    public string Name { get; } = name;
}
