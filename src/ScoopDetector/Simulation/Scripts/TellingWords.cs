namespace ScoopDetector.Simulation.Scripts;

/// <summary>The terms by which the posts of a happening are told from others; see <see cref="Happening.Terms"/>.</summary>
internal static class TellingWords
{
    private static readonly char[] Separators = [.. " ,.:!?#\"/¡¿、。！？【】「」"];

    public static string[] Of(params IEnumerable<string> names) => [.. names.Select(name => name.ToLowerInvariant()).Distinct()];

    /// <summary>The words of a text that are long enough to mean something; in a script without spaces, its phrases.</summary>
    public static string[] In(string text) =>
        Of(text.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 3 || word.Any(IsIdeographic))
            .Except(["https", "example"]));

    private static bool IsIdeographic(char letter) => letter > '\u3000';
}
