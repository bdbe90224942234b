namespace ScoopDetector.Host.Reports;

/// <summary>Rows in columns that are as wide as their widest cell, for a terminal and for a pipe alike.</summary>
internal static class TextTable
{
    public static IEnumerable<string> Lines(IReadOnlyList<string> head, IEnumerable<string[]> rows)
    {
        string[][] all = [[.. head], .. rows];
        int[] widths = [.. head.Select((_, column) => all.Max(row => row[column].Length))];
        return all.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }
}
