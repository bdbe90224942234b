namespace ScoopDetector.Host.Settings;

/// <summary>One setting as it holds, for people.</summary>
/// <param name="Key">Whole: <c>Tally:Pane</c>.</param>
/// <param name="Value">As it would be written; secrets are masked.</param>
/// <param name="Origin">Where it was set, or <c>default</c>.</param>
/// <param name="Default">As it would be written.</param>
/// <param name="Allowed">What it takes, in words.</param>
internal sealed record Setting(string Key, string Value, string Origin, string Default, string Allowed)
{
    public const string ByDefault = "default";

    public bool IsSet => Origin != ByDefault;
}
