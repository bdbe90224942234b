using ScoopDetector.Bursts;
using ScoopDetector.Events;
using ScoopDetector.Terms;
using ScoopDetector.Tests.Support;
using Xunit;

namespace ScoopDetector.Tests.Events;

public sealed class DraftTests
{
    private const double Chance = 3.5;
    private const double Sure = 12;
    private const long Now = 0;

    [Fact]
    public void Who_says_two_things_of_it_is_a_member() =>
        Assert.Equal(["a: 2", "b: 2"], Members(Chance, ("a", "flood in dresden"), ("b", "dresden expects a flood")));

    [Fact]
    public void Who_says_one_thing_that_may_be_chance_is_not() =>
        Assert.Equal(["a: 2"], Members(Chance, ("a", "flood in dresden"), ("b", "flood of tears"), ("c", "dresden by night"), ("d", "flood my inbox"), ("e", "dresden dolls")));

    [Fact]
    public void Who_says_one_thing_that_came_out_of_nowhere_is() =>
        Assert.Equal(["a: 2", "b: 1"], Members(Sure, ("a", "flood in dresden"), ("b", "flood of tears")));

    [Fact]
    public void Who_says_one_thing_that_most_say_with_another_is() =>
        Assert.Equal(["a: 2", "b: 2", "c: 2", "d: 1"], Members(Chance, ("a", "flood in dresden"), ("b", "dresden expects a flood"), ("c", "a flood here, in dresden"), ("d", "flood warning")));

    [Fact]
    public void A_hashtag_and_its_parts_are_one_thing() =>
        Assert.Equal(["a: 2"], Members(Chance, ("a", "flood in dresden"), ("b", "#DresdenFlood"), ("c", "#DresdenFlood tickets"), ("d", "#DresdenFlood party")));

    [Fact]
    public void Two_things_that_are_usual_say_little() =>
        Assert.Empty(Members([(Sure, 1.5), (Sure, 1.5)], ("a", "flood in dresden"), ("b", "dresden expects a flood")));

    [Fact]
    public void Each_post_is_read_once_whatever_number_of_its_words_burst()
    {
        var draft = Make([(Sure, 0.01), (Sure, 0.01)], ("a", "flood in dresden"), ("b", "dresden expects a flood"));

        Assert.Equal([2, 2], draft.Terms.ToArray().Select(term => term.Origins));
        Assert.Equal([2, 2], draft.Terms.ToArray().Select(term => term.Coherent));
    }

    [Fact]
    public void Copies_do_not_make_a_word_telling()
    {
        var first = Some.Voice("flood in dresden", "a");
        var copies = Enumerable.Range(0, 5).Select(i => Some.Voice("flood in dresden", $"copycat{i}") with { Origin = first.Origin });
        var draft = Make([(Chance, 0.01), (Chance, 0.01)], [first, .. copies, Some.Voice("flood of tears", "b"), Some.Voice("flood my inbox", "c")]);

        Assert.Equal(6, draft.Members.Count);
        Assert.DoesNotContain(draft.Members, member => member.Voice.Post.AuthorId is "b" or "c");
    }

    [Fact]
    public void One_draft_serves_one_community_after_the_other()
    {
        var live = new LiveBursts(TimeSpan.FromMinutes(30));
        var draft = new Draft(live, new WithdrawnPosts(), new Placement(TimeSpan.FromHours(6)));
        Make(draft, live, ["flood", "dresden"], [(Sure, 0.01), (Sure, 0.01)], [Some.Voice("flood in dresden", "a")]);
        Make(draft, live, ["quake", "lima"], [(Sure, 0.01), (Sure, 0.01)], [Some.Voice("quake near lima", "b")]);

        Assert.Equal("b", Assert.Single(draft.Members).Voice.Post.AuthorId);
        Assert.Equal([Some.Term("quake"), Some.Term("lima")], draft.Words.Terms.ToHashSet());
    }

    [Fact]
    public void Its_words_tell_what_else_bursts_in_its_posts()
    {
        var live = new LiveBursts(TimeSpan.FromMinutes(30));
        live.Tell(Some.Burst("elbe", [Some.Voice("elbe")]));
        var draft = Make(new(live, new WithdrawnPosts(), new Placement(TimeSpan.FromHours(6))), live, ["flood", "dresden"], [(Sure, 0.01), (Sure, 0.01)], [Some.Voice("flood in dresden, the elbe rises", "a")]);

        Assert.Equal<IEnumerable<TermId>>([Some.Term("flood"), Some.Term("dresden"), Some.Term("elbe")], draft.Words.Terms.ToHashSet());
    }

    private static IEnumerable<string> Members(double surprise, params (string Author, string Text)[] posts) => Members([(surprise, 0.01), (surprise, 0.01)], posts);

    /// <summary>Who is a member of a flood in Dresden, and by how many things.</summary>
    private static IEnumerable<string> Members((double Surprise, double Usual)[] bursts, params (string Author, string Text)[] posts) =>
        Make(bursts, posts).Members.Select(member => $"{member.Voice.Post.AuthorId}: {member.Things}").Order();

    private static Draft Make((double Surprise, double Usual)[] bursts, params (string Author, string Text)[] posts) =>
        Make(bursts, [.. posts.Select(post => Some.Voice(post.Text, post.Author))]);

    private static Draft Make((double Surprise, double Usual)[] bursts, Voice[] voices)
    {
        var live = new LiveBursts(TimeSpan.FromMinutes(30));
        return Make(new(live, new WithdrawnPosts(), new Placement(TimeSpan.FromHours(6))), live, ["flood", "dresden"], bursts, voices);
    }

    private static Draft Make(Draft draft, LiveBursts live, string[] words, (double Surprise, double Usual)[] bursts, Voice[] voices)
    {
        var community = words.Zip(bursts, (word, burst) => live.Tell(Some.Burst(word, voices, burst.Surprise, burst.Usual))).ToList();
        foreach (var burst in community)
        {
            burst.Free.AddRange(burst.Burst.Voices);
            burst.FreeExcess = burst.Excess;
        }
        draft.Make(community, Now);
        return draft;
    }
}
