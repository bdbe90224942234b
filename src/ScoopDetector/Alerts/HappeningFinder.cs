using ScoopDetector.Events;
using ScoopDetector.Posts;

namespace ScoopDetector.Alerts;

/// <summary>Finds what kinds of happening people tell, in whatever languages: <c>terremoto</c> and <c>earthquake</c> are one.</summary>
/// <remarks>One serves one thread.</remarks>
internal sealed class HappeningFinder
{
    /// <summary>What one person says may be a figure of speech.</summary>
    private const int LeastPosts = 2;

    /// <summary>What is told by a smaller share of those who tell the most told kind is its circumstance.</summary>
    private const double LeastShare = 0.5;

    private static readonly Happenings[] Kinds = [.. Enum.GetValues<Happenings>().Where(kind => kind is not (Happenings.None or Happenings.Harm))];

    private readonly AlarmWords _alarm = new();
    private readonly int[] _posts = new int[Kinds.Length];

    /// <summary>The kinds that most posts tell; none if hardly any does.</summary>
    public Happenings Of(IReadOnlyList<Member> members)
    {
        Array.Clear(_posts);
        foreach (var member in members)
        {
            var told = _alarm.In(member.Voice.Post);
            for (var i = 0; i < Kinds.Length; i++)
            {
                _posts[i] += (told & Kinds[i]) != Happenings.None ? 1 : 0;
            }
        }
        var most = Math.Max(LeastPosts, _posts.Max() * LeastShare);
        return Kinds.Where((_, i) => _posts[i] >= most).Aggregate(Happenings.None, (all, kind) => all | kind);
    }
}
