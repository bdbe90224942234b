using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using ScoopDetector.Events;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;
using ScoopDetector.Terms;

namespace ScoopDetector.Alerts;

/// <summary>Puts an event into words: those of its posts, nobody else's.</summary>
internal static partial class Wording
{
    private const int LongestHeadline = 160;

    /// <summary>The post that says most of what is said, in its author's own words, cleaned of markup.</summary>
    public static Member? Representative(CandidateEvent news)
    {
        var weight = new Dictionary<TermId, double>();
        var filter = new TermFilter();
        foreach (var burst in news.Bursts)
        {
            filter.Add(burst.Term);
            weight[burst.Term] = Math.Log2(1 + burst.Independent) * Math.Min(burst.Surprise, 12);
        }
        var (best, bestScore) = (default(Member), double.MinValue);
        var copies = Copies(news);
        Span<double> places = stackalloc double[byte.MaxValue + 1];
        foreach (var member in news.Members)
        {
            var post = member.Voice.Post;
            places.Clear();
            var (said, words) = (0.0, 0);
            foreach (ref readonly var use in post.Terms.AsSpan())
            {
                words += use.Term.Kind is TermKind.Word or TermKind.Gram ? 1 : 0;
                var own = filter.MayHave(use.Term) ? weight.GetValueOrDefault(use.Term) : 0;
                if (own > places[use.Place])
                {
                    said += own - places[use.Place];
                    places[use.Place] = own;
                }
            }
            var score = said / Math.Sqrt(Math.Max(6, words)) * (1 + (0.1 * Math.Log2(copies[member.Voice.Origin])));
            score *= (post.Traits & PostTraits.Reply) != 0 || post.TextBytes.StartsWith("@"u8) ? 0.7 : 1;
            if (score > bestScore)
            {
                (best, bestScore) = (member, score);
            }
        }
        return best;
    }

    /// <summary>How many of the posts say each of the things that are said.</summary>
    private static Dictionary<ulong, int> Copies(CandidateEvent news)
    {
        var copies = new Dictionary<ulong, int>(news.Members.Count);
        foreach (var member in news.Members)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(copies, member.Voice.Origin, out _)++;
        }
        return copies;
    }

    /// <summary>Without repost marks, links, trailing hashtags, markup and line breaks; cut at a word.</summary>
    public static string Clean(string text)
    {
        text = RepostMark().Replace(text, "");
        text = QuoteMark().Replace(text, " ");
        text = MarkdownLink().Replace(text, "$1");
        text = Link().Replace(text, " ");
        text = Entity().Replace(text, match => match.Value switch { "&amp;" => "&", "&lt;" => "<", "&gt;" => ">", "&quot;" => "\"", _ => " " });
        text = Emphasis().Replace(text, "");
        text = Unseen().Replace(text, " ");
        text = Space().Replace(text, " ").Trim(' ', '-', ':', '|', '…', '"', '“', '”');
        var shorn = TrailingTags().Replace(text, "").Trim();
        text = shorn.Length >= 20 ? shorn : text;
        return text.Length <= LongestHeadline ? text : CutAtWord(text);
    }

    /// <summary>The terms as people write them; of terms that contain each other only the longer.</summary>
    public static IReadOnlyList<string> Terms(CandidateEvent news, int most)
    {
        var forms = SurfaceForms(news);
        var chosen = new List<string>();
        foreach (var burst in news.Bursts)
        {
            if (chosen.Count == most)
            {
                break;
            }
            if (burst.Term.Kind != TermKind.Link && forms.TryGetValue(burst.Term, out var text)
                && !chosen.Exists(other => other.Contains(text, StringComparison.OrdinalIgnoreCase) || text.Contains(other, StringComparison.OrdinalIgnoreCase)))
            {
                chosen.Add(text);
            }
        }
        return chosen;
    }

    /// <summary>The commonest way in which the event's posts write each of its terms.</summary>
    private static Dictionary<TermId, string> SurfaceForms(CandidateEvent news)
    {
        var wanted = new HashSet<TermId>();
        var filter = new TermFilter();
        foreach (var burst in news.Bursts)
        {
            wanted.Add(burst.Term);
            filter.Add(burst.Term);
        }
        var counts = new Dictionary<TermId, SortedDictionary<string, int>>();
        foreach (var member in news.Members.Take(60))
        {
            var post = member.Voice.Post;
            foreach (ref readonly var use in post.Terms.AsSpan())
            {
                if (use.Length > 0 && filter.MayHave(use.Term) && wanted.Contains(use.Term) && use.Start + use.Length <= post.TextBytes.Length)
                {
                    var written = Encoding.UTF8.GetString(post.TextBytes.Slice(use.Start, use.Length));
                    // There is no space in a word.
                    var text = (use.Term.Kind == TermKind.Word ? written : Space().Replace(written, " ")).Trim('#');
                    var own = counts.TryGetValue(use.Term, out var known) ? known : counts[use.Term] = new(StringComparer.Ordinal);
                    own[text] = own.GetValueOrDefault(text) + 1;
                }
            }
        }
        return counts.ToDictionary(term => term.Key, term => term.Value.MaxBy(form => form.Value).Key);
    }

    private static string CutAtWord(string text)
    {
        var end = text.LastIndexOf(' ', LongestHeadline);
        if (end < LongestHeadline / 2)
        {
            end = char.IsHighSurrogate(text[LongestHeadline - 1]) ? LongestHeadline - 1 : LongestHeadline;
        }
        return text[..end].TrimEnd(' ', ',', ';', ':') + "…";
    }

    [GeneratedRegex(@"^(\s*RT\s+@\w+:?\s*)+", RegexOptions.IgnoreCase)]
    private static partial Regex RepostMark();

    [GeneratedRegex(@"^\s*(>|&gt;)+\s?", RegexOptions.Multiline)]
    private static partial Regex QuoteMark();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)\s]*\)?")]
    private static partial Regex MarkdownLink();

    [GeneratedRegex(@"(https?://|www\.)[^\s)\]>]*|\bhttps?:?/?/?\s*(\.\.\.|…)|https?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    [GeneratedRegex(@"&(#?\w{2,8});")]
    private static partial Regex Entity();

    [GeneratedRegex(@"\*\*|~~|__|\\(?=[*_~#>])|(?<!\w)\*|\*(?!\w)")]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"[\p{Cc}\p{Cf}\p{Co}]")]
    private static partial Regex Unseen();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"(\s+#\w+)+\s*(\.\.\.|…)?\s*$")]
    private static partial Regex TrailingTags();

    /// <summary>On which networks its posts are, the commonest first; none where no source says.</summary>
    public static IReadOnlyList<AlertNetwork> Networks(CandidateEvent news) => [.. Commonest(news, static post => post.Network).Take(5).Select(network => new AlertNetwork(network.Key, network.Value))];

    /// <summary>What its posts have of something, with how many have it, the commonest first.</summary>
    public static IEnumerable<KeyValuePair<string, int>> Commonest(CandidateEvent news, Func<PostDigest, string?> of)
    {
        var posts = new Dictionary<string, int>();
        foreach (var member in news.Members)
        {
            if (of(member.Voice.Post) is { } something)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(posts, something, out _)++;
            }
        }
        return posts.OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal);
    }
}
