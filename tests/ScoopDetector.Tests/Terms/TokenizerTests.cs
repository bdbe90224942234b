using System.Text;
using CsCheck;
using ScoopDetector.Posts;
using ScoopDetector.Terms;
using Xunit;

namespace ScoopDetector.Tests.Terms;

public sealed class TokenizerTests
{
    private static readonly string[] Signs = ["#", "@", "&gt;", ">", "\n", "[", "](", "RT @", "http://", "www.", "'", "’", "_", "A", "b", "7", "地", "テ", "ー", "ไ", "é", "\u0301", "🔥", " ", "&", ";"];

    private readonly Tokenizer _tokenizer = new();

    [Theory]
    [InlineData("Quake")]
    [InlineData("QUAKE")]
    [InlineData("quáke")]
    [InlineData("qua\u0301ke")]
    [InlineData("ｑｕａｋｅ")]
    [InlineData("ＱＵÁＫＥ")]
    [InlineData("#Quake")]
    [InlineData("quake's")]
    [InlineData("(quake)")]
    [InlineData("**quake**")]
    public void A_word_is_the_same_in_any_case_accent_and_width_and_with_its_hashtag(string text) => Assert.Equal(Term("quake"), Term(text));

    [Theory]
    [InlineData("ёлка", "елка")]
    [InlineData("أحمد", "احمد")]
    [InlineData("Ωμέγα", "ωμεγα")]
    [InlineData("Nguyễn", "nguyen")]
    [InlineData("Łódź", "lodz")]
    [InlineData("Čeština", "cestina")]
    public void Letters_fold_beyond_Latin(string text, string folded) => Assert.Equal(Term(folded), Term(text));

    [Fact]
    public void A_camel_case_hashtag_gives_its_parts_at_one_place()
    {
        Assert.Equal(["BostonMarathon", "Boston", "Marathon"], Surfaces("#BostonMarathon", TermKind.Word));
        Assert.Single(_tokenizer.Uses.ToArray().Select(use => use.Place).Distinct());
        Assert.Equal(PostTraits.Hashtag, _tokenizer.Traits);
    }

    [Fact]
    public void The_parts_of_a_hashtag_are_the_words_themselves()
    {
        var parts = Terms("#BostonMarathon");

        Assert.Contains(Term("boston"), parts);
        Assert.Empty(Terms("boston marathon").Except(parts));
    }

    [Fact]
    public void Function_words_are_no_terms_but_bigrams_look_across_them()
    {
        Assert.Equal(["explosion", "port"], Surfaces("the explosion in the port", TermKind.Word));
        Assert.Equal(["explosion in the port"], Surfaces("the explosion in the port", TermKind.Bigram));
        Assert.Equal(Bigram("explosion port"), Bigram("the explosion in the port"));
    }

    [Theory]
    [InlineData("explosion. port")]
    [InlineData("explosion! port")]
    [InlineData("explosion\nport")]
    [InlineData("explosion 🔥 port")]
    [InlineData("explosion @bob port")]
    public void The_end_of_a_sentence_parts_a_bigram(string text) => Assert.Empty(Surfaces(text, TermKind.Bigram));

    [Theory]
    [InlineData("explosion, port")]
    [InlineData("explosion-port")]
    [InlineData("explosion &amp; port")]
    public void A_comma_hyphen_or_entity_does_not(string text) => Assert.Equal(Bigram("explosion port"), Bigram(text));

    [Theory]
    [InlineData("https://a.example/story/1")]
    [InlineData("http://a.example/story/1")]
    [InlineData("https://www.a.example/story/1")]
    [InlineData("www.a.example/story/1")]
    [InlineData("https://m.a.example/story/1")]
    [InlineData("HTTPS://A.Example/story/1")]
    [InlineData("https://a.example:443/story/1")]
    [InlineData("https://a.example/story/1/")]
    [InlineData("https://a.example/story/1#top")]
    [InlineData("https://a.example/story/1?utm_source=x&fbclid=y")]
    [InlineData("https://a.example/story/1.")]
    public void A_link_is_the_same_however_it_was_shared(string link)
    {
        Assert.Equal(Link("https://a.example/story/1"), Link(link));
        Assert.Equal(PostTraits.Link, _tokenizer.Traits);
    }

    [Fact]
    public void A_parameter_that_names_the_page_tells_links_apart()
    {
        Assert.NotEqual(Link("https://a.example/watch?v=1"), Link("https://a.example/watch?v=2"));
        Assert.Equal(Link("https://a.example/watch?v=1&list=2"), Link("https://a.example/watch?list=2&utm_medium=x&v=1"));
    }

    [Fact]
    public void Han_gives_pairs_and_triples() => Assert.Equal(["地震", "地震発", "震発", "震発生", "発生"], Surfaces("地震発生", TermKind.Gram));

    [Fact]
    public void A_katakana_run_is_a_word()
    {
        Assert.Equal(["テレビ"], Surfaces("テレビ", TermKind.Word));
        Assert.Empty(Surfaces("テレビ", TermKind.Gram));
        Assert.Equal(Term("テレヒ"), Term("ﾃﾚﾋ"));
    }

    [Fact]
    public void Hiragana_is_grammar_and_gives_no_terms() => Assert.Empty(Surfaces("そうなんですよね"));

    [Fact]
    public void Hiragana_between_other_scripts_leaves_their_terms_as_they_are() =>
        Assert.Equal(["地震", "テレビ"], Surfaces("地震がありましたテレビ"));

    [Fact]
    public void A_hashtag_in_hiragana_is_one_word()
    {
        Assert.Equal(["がんばろう"], Surfaces("#がんばろう", TermKind.Word));
        Assert.Empty(Surfaces("#がんばろう", TermKind.Gram));
    }

    [Fact]
    public void Copies_are_found_in_hiragana_all_the_same()
    {
        Span<uint> shingles = stackalloc uint[Shingles.Most];
        _tokenizer.Read("そうなんですよね"u8);

        Assert.Equal(4, _tokenizer.ReadShingles(shingles));
    }

    [Fact]
    public void Thai_gives_fives() => Assert.Equal(["แผ่นด", "ผ่นดิ", "่นดิน"], Surfaces("แผ่นดิน", TermKind.Gram));

    [Theory]
    [InlineData("@alice @bob_b")]
    [InlineData("🔥🔥❤️😂")]
    [InlineData("[哈哈]")]
    [InlineData("&amp; &lt; &#39;")]
    [InlineData("the of and")]
    [InlineData("x")]
    [InlineData("123")]
    [InlineData(" \n\t ")]
    [InlineData("")]
    public void Mentions_emoji_smileys_entities_and_little_words_are_no_terms(string text) => Assert.Empty(Surfaces(text));

    [Fact]
    public void A_mention_shows_in_the_traits()
    {
        Assert.Equal(["quake"], Surfaces("@alice quake"));
        Assert.Equal(PostTraits.Mention, _tokenizer.Traits);
    }

    [Theory]
    [InlineData("> explosion\nquake")]
    [InlineData("&gt; explosion\nquake")]
    [InlineData("quake\n> explosion")]
    public void A_quoted_line_is_not_counted(string text)
    {
        Assert.Equal(["quake"], Surfaces(text));
        Assert.Equal(PostTraits.Quote, _tokenizer.Traits);
    }

    [Theory]
    [InlineData("> quake")]
    [InlineData("&gt; quake\n")]
    public void Nothing_but_a_quotation_is_a_repost_of_it(string text)
    {
        Assert.Equal(["quake"], Surfaces(text));
        Assert.Equal(PostTraits.Repost, _tokenizer.Traits);
    }

    [Theory]
    [InlineData("RT @alice: quake")]
    [InlineData("rt @alice quake")]
    [InlineData("RT @alice: RT @bob: quake")]
    public void The_repost_prefix_marks_a_repost(string text)
    {
        Assert.Equal(["quake"], Surfaces(text));
        Assert.Equal(PostTraits.Repost | PostTraits.Mention, _tokenizer.Traits);
    }

    [Fact]
    public void A_markdown_link_gives_its_words_and_its_address()
    {
        Assert.Equal(["quake", "https://a.example/1"], Surfaces("[quake](https://a.example/1)"));
        Assert.Equal(Link("https://a.example/1"), Link("[quake](https://a.example/1)"));
    }

    [Fact]
    public void An_apostrophe_stays_inside_its_word() => Assert.Equal(Term("maam"), Term("ma'am"));

    [Fact]
    public void Arbitrary_bytes_never_throw_and_uses_lie_inside_the_text() => Gen.Byte.Array[0, 300].Sample(UsesLieInside, iter: 5_000);

    [Fact]
    public void Arbitrary_signs_never_throw_and_uses_lie_inside_the_text() => Gen.OneOf(
            Gen.Int[0, Signs.Length - 1].Select(at => Signs[at]),
            Gen.Char.Select(c => c.ToString())).Array[0, 60]
        .Sample(signs => UsesLieInside(Encoding.UTF8.GetBytes(string.Concat(signs))), iter: 5_000);

    [Theory]
    [InlineData("x")]
    [InlineData("quake ")]
    [InlineData("地")]
    [InlineData("ไ")]
    [InlineData("テ")]
    [InlineData("#AbcDef")]
    [InlineData("\u0301")]
    public void A_text_beyond_all_limits_is_read_as_far_as_they_go(string sign) => Assert.True(UsesLieInside(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(sign, 10_000)))));

    private static bool UsesLieInside(byte[] text)
    {
        var tokenizer = new Tokenizer();
        tokenizer.Read(text);
        Span<uint> shingles = new uint[20];
        return tokenizer.ReadShingles(shingles) <= 20 && tokenizer.Uses.Length <= Tokenizer.MostUses
            && tokenizer.Uses.ToArray().All(use => use.Length > 0 && use.Start + use.Length <= Math.Min(text.Length, Tokenizer.MostBytes));
    }

    /// <summary>What the uses look like in the text, in order.</summary>
    private List<string> Surfaces(string text, TermKind? kind = null) => [.. Uses(text, kind)
        .Select(use => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text).AsSpan(use.Start, use.Length)))];

    private List<TermId> Terms(string text, TermKind? kind = null) => [.. Uses(text, kind).Select(use => use.Term)];

    private TermId Term(string text) => Assert.Single(Terms(text, TermKind.Word));

    private TermId Bigram(string text) => Assert.Single(Terms(text, TermKind.Bigram));

    private TermId Link(string text) => Assert.Single(Terms(text, TermKind.Link));

    private IEnumerable<TermUse> Uses(string text, TermKind? kind)
    {
        _tokenizer.Read(Encoding.UTF8.GetBytes(text));
        return _tokenizer.Uses.ToArray().Where(use => kind is null || use.Term.Kind == kind);
    }
}
