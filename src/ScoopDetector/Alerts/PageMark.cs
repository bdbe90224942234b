using System.Globalization;
using ScoopDetector.Tallies;
using ScoopDetector.Terms;

namespace ScoopDetector.Alerts;

/// <summary>The pages that a post links to, as an alert has them (<see cref="AlertEvidence.Links"/>).</summary>
internal static class PageMark
{
    /// <summary>Null for none.</summary>
    public static IReadOnlyList<string>? Of(PostDigest post)
    {
        string[] marks = [.. post.Terms.Where(use => use.Term.Kind == TermKind.Link).Select(use => use.Term.Value.ToString("x16", CultureInfo.InvariantCulture))];
        return marks.Length == 0 ? null : marks;
    }

    /// <summary>The links again; what is no mark is left out.</summary>
    public static IEnumerable<TermId> Read(AlertEvidence post)
    {
        foreach (var mark in post.Links ?? [])
        {
            if (ulong.TryParse(mark, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                yield return new(value);
            }
        }
    }
}
