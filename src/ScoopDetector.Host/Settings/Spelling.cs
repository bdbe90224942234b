namespace ScoopDetector.Host.Settings;

/// <summary>Guesses what somebody meant to write.</summary>
internal static class Spelling
{
    /// <summary>The known key that is nearest to what was written, null if none is near. A key written without its section, or in a wrong one, is near.</summary>
    public static string? Nearest(string written, IEnumerable<string> known)
    {
        var (nearest, distance) = known
            .Select(key => (key, Distance: Math.Min(Distance(written, key), Distance(Last(written), Last(key)) + 1)))
            .DefaultIfEmpty((key: "", Distance: int.MaxValue))
            .MinBy(x => x.Distance);
        return distance <= Math.Max(2, Last(written).Length / 3) ? nearest : null;
    }

    private static string Last(string key) => key[(key.LastIndexOf(':') + 1)..];

    /// <summary>Levenshtein's: how many letters must be put in, taken out or changed.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var k = 1; k <= b.Length; k++)
            {
                var changed = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[k - 1]) ? 0 : 1);
                diagonal = row[k];
                row[k] = Math.Min(changed, Math.Min(row[k], row[k - 1]) + 1);
            }
        }
        return row[^1];
    }
}
