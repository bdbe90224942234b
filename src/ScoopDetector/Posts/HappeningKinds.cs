namespace ScoopDetector.Posts;

internal static class HappeningKinds
{
    /// <summary>Those that tell one happening from another: harm is done by any.</summary>
    public static IReadOnlyList<Happenings> All { get; } = [.. Enum.GetValues<Happenings>().Where(kind => kind is not (Happenings.None or Happenings.Harm))];

    /// <summary>Each by itself.</summary>
    public static IEnumerable<Happenings> Each(this Happenings told) => All.Where(kind => (told & kind) != Happenings.None);
}
