using ScoopDetector.Events;
using ScoopDetector.Terms;

namespace ScoopDetector.Alerts;

/// <summary>In which order an event's posts are named.</summary>
internal static class EvidenceOrder
{
    /// <summary>The first post, the representative one, then independent voices, then the others; among these, who says most of the event.</summary>
    public static IEnumerable<(Member Member, string Role)> Of(CandidateEvent news, Member? representative)
    {
        var origins = new HashSet<ulong>();
        var authors = new HashSet<ulong>();
        return news.Members
            .Select((member, at) => (member, at, isNew: authors.Add(member.Voice.Post.AuthorHash), isOwn: origins.Add(member.Voice.Origin)))
            .OrderBy(x => x.at == 0 ? 0 : x.member == representative ? 1 : x.isNew && x.isOwn ? 2 : x.isNew ? 3 : 4)
            .ThenByDescending(x => Math.Min(3, x.member.Things))
            .ThenBy(x => x.at)
            .Select(x => (x.member, x.at == 0 ? "first" : x.member == representative ? "representative" : "voice"));
    }

    /// <summary>How much of what each of these posts says earlier posts of the event have said, by their terms, 0 to 1. A post without any says nothing of its own.</summary>
    public static Dictionary<Member, double> SaidBefore(CandidateEvent news, IReadOnlyCollection<Member> asked)
    {
        var wanted = asked.ToHashSet(ReferenceEqualityComparer.Instance);
        var (shares, said) = (new Dictionary<Member, double>(ReferenceEqualityComparer.Instance), new HashSet<TermId>());
        foreach (var member in news.Members.TakeWhile(_ => shares.Count < wanted.Count))
        {
            var terms = member.Voice.Post.Terms;
            var fresh = terms.Count(use => said.Add(use.Term));
            if (wanted.Contains(member))
            {
                shares[member] = terms.Length == 0 ? 1 : 1 - ((double)fresh / terms.Length);
            }
        }
        return shares;
    }
}
