using System.Text;
using ScoopDetector.Bursts;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;
using ScoopDetector.Terms;
using ScoopDetector.Tests.Support;
using ScoopDetector.Time;
using Xunit;

namespace ScoopDetector.Tests.Bursts;

public sealed class BurstDetectorTests
{
    private const int Width = 5_000;
    private const int Learnt = 30 * 60;
    private const string Claim = "zeppelin seen above the old harbour this morning, crowds wave from the bridge";

    private readonly SortedDictionary<int, List<(string Author, string Text)>> _said = [];
    private int _words;

    [Fact]
    public void A_new_word_of_several_authors_bursts()
    {
        SmallTalk(until: 2_400);
        Say(2_000, "zeppelin", authors: 6);

        var (second, burst) = Assert.Single(Bursts("zeppelin"));
        Assert.Equal((2_000, 6, 6), (second, burst.Independent, burst.Voices.Length));
        Assert.InRange(burst.Usual, 0, 0.5);
        Assert.All(burst.Voices, voice => Assert.StartsWith("witness", voice.Post.AuthorId, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_authors_are_too_few()
    {
        SmallTalk(until: 2_400);
        Say(2_000, "zeppelin", authors: 2);

        Assert.Empty(Bursts("zeppelin"));
    }

    [Fact]
    public void One_author_who_repeats_himself_does_not_burst()
    {
        SmallTalk(until: 2_400);
        for (var i = 0; i < 20; i++)
        {
            Say(2_000 + (i * 5), "zeppelin", authors: 1);
        }

        Assert.Empty(Bursts("zeppelin"));
    }

    [Fact]
    public void Copies_of_one_text_do_not_burst()
    {
        SmallTalk(until: 2_400);
        for (var i = 0; i < 30; i++)
        {
            Post(2_000 + i, $"copycat{i}", Claim);
        }

        Assert.Empty(Bursts("zeppelin"));
    }

    [Fact]
    public void A_steady_word_never_bursts()
    {
        SmallTalk(until: 4 * 3_600);
        for (var second = 0; second < 4 * 3_600; second += 20)
        {
            Say(second, "weather", authors: 1, named: $"neighbour{second}");
        }

        Assert.Empty(Bursts("weather"));
    }

    [Fact]
    public void A_word_that_everybody_has_always_used_needs_more_than_a_few_authors()
    {
        SmallTalk(until: 4_000);
        for (var second = 0; second < 4_000; second += 20)
        {
            Say(second, "weather", authors: 1, named: $"neighbour{second}");
        }
        Say(3_900, "weather", authors: 6);
        Say(3_900, "zeppelin", authors: 6);

        Assert.Empty(Bursts("weather"));
        Assert.NotEmpty(Bursts("zeppelin"));
    }

    [Fact]
    public void While_it_learns_it_is_silent()
    {
        SmallTalk(until: 2_400);
        Say(1_200, "zeppelin", authors: 12);

        Assert.Empty(Bursts("zeppelin"));
        Assert.All(Detect(new()), pane => Assert.Equal(pane.Pane.End < Learnt * 1_000, pane.IsLearning));
        Assert.NotEmpty(Bursts("zeppelin", new() { LearnFor = TimeSpan.FromMinutes(10) }));
    }

    [Fact]
    public void After_a_silence_longer_than_the_longest_horizon_it_learns_anew()
    {
        SmallTalk(until: 2_400);
        const int Later = 8 * 86_400;
        Say(Later, "zeppelin", authors: 12);

        Assert.Empty(Bursts("zeppelin"));
        Assert.True(Detect(new()).Last(pane => pane.Posts > 0).IsLearning);
    }

    [Fact]
    public void A_burst_is_told_when_it_begins_and_when_it_has_grown_by_an_eighth_and_after_a_minute()
    {
        SmallTalk(until: 2_400);
        Say(2_000, "zeppelin", authors: 32, named: "a");
        Say(2_005, "zeppelin", authors: 3, named: "b");
        Say(2_010, "zeppelin", authors: 1, named: "c");
        Say(2_030, "zeppelin", authors: 1, named: "d");
        Say(2_065, "zeppelin", authors: 1, named: "e");
        Say(2_070, "zeppelin", authors: 1, named: "f");

        Assert.Equal(["2000: 32", "2010: 36", "2070: 39"], Bursts("zeppelin").Select(told => $"{told.Second}: {told.Burst.Voices.Length}"));
    }

    [Fact]
    public void What_surely_burst_and_was_quiet_since_bursts_as_if_it_were_new()
    {
        TwoWaves();

        var second = Bursts("zeppelin").First(told => told.Second >= SecondWave).Burst;
        Assert.InRange(second.Usual, 0, 0.004);
    }

    /// <remarks>So that the test before is not one that any baseline would pass.</remarks>
    [Fact]
    public void A_burst_that_is_never_sure_teaches_its_baseline()
    {
        TwoWaves();

        var second = Bursts("zeppelin", new() { SureSurprise = 50 }).FirstOrDefault(told => told.Second >= SecondWave).Burst;
        Assert.True(second is null || second.Usual > 0.02, $"{second}");
    }

    [Fact]
    public void A_sure_burst_that_lasts_teaches_the_more_the_longer_it_does()
    {
        TwoWaves();

        var (slow, fast) = (UsualOf(new()), UsualOf(new() { NovelFor = TimeSpan.FromMinutes(1) }));
        Assert.True(fast > 2 * slow, $"{slow} {fast}");

        double UsualOf(BurstOptions options) => Bursts("zeppelin", options).Last(told => told.Second >= SecondWave).Burst.Usual;
    }

    [Fact]
    public void A_burst_tells_how_often_its_word_has_burst_before()
    {
        TwoWaves();
        var told = Bursts("zeppelin");

        Assert.All(told.Where(burst => burst.Second < SecondWave), burst => Assert.Equal(0, burst.Burst.Earlier));
        Assert.InRange(told[^1].Burst.Earlier, 0.9, 1);
    }

    [Fact]
    public void What_was_withdrawn_does_not_speak_for_a_burst()
    {
        SmallTalk(until: 2_400);
        Say(2_000, "zeppelin", authors: 4);
        Say(2_030, "zeppelin", authors: 1, named: "late");
        Withdrawal[] withdrawals = [.. Enumerable.Range(0, 3).Select(i => new Withdrawal(0, Hash64.Of(Encoding.UTF8.GetBytes($"witness{i}")), 2_010_000))];

        Assert.Equal([2_000, 2_030], Bursts("zeppelin").Select(told => told.Second));
        Assert.Equal([2_000], Bursts("zeppelin", withdrawals: withdrawals).Select(told => told.Second));
    }

    [Fact]
    public void A_pane_without_posts_is_passed_on()
    {
        var detector = new BurstDetector(new(), new());
        var panes = new List<BurstPane>();
        detector.Accept(PaneTally.Empty(Pane.Of(0, Width)), panes.Add);

        Assert.Equal(0, Assert.Single(panes).Posts);
    }

    private const int SecondWave = 12_000;

    /// <summary>A word bursts for some minutes, is quiet for hours, and is said again by some.</summary>
    private void TwoWaves()
    {
        SmallTalk(until: SecondWave + 600);
        for (var i = 0; i < 40; i++)
        {
            Say(2_000 + (i * 10), "zeppelin", authors: 1, named: $"first{i}-");
        }
        for (var i = 0; i < 12; i++)
        {
            Say(SecondWave + (i * 10), "zeppelin", authors: 1, named: $"second{i}-");
        }
    }

    /// <summary>Every other second somebody says something else.</summary>
    private void SmallTalk(int until)
    {
        for (var second = 0; second < until; second += 2)
        {
            Post(second, $"passer{second}", Filler());
        }
    }

    private void Say(int second, string word, int authors, string named = "witness")
    {
        for (var i = 0; i < authors; i++)
        {
            Post(second, $"{named}{i}", $"{Filler()} {word} {Filler()}");
        }
    }

    private void Post(int second, string author, string text)
    {
        var pane = second * 1_000 / Width;
        (_said.TryGetValue(pane, out var posts) ? posts : _said[pane] = []).Add((author, text));
    }

    private string Filler() => $"{Some.Word(_words++)} {Some.Word(_words++)}";

    /// <summary>The word's bursts as they are told, each with the second in which its pane began.</summary>
    private List<(int Second, Burst Burst)> Bursts(string word, BurstOptions? options = null, params Withdrawal[] withdrawals)
    {
        var term = Some.Term(word);
        return [.. Detect(options ?? new(), withdrawals).SelectMany(pane => pane.Bursts.Where(burst => burst.Term == term).Select(burst => ((int)(pane.Pane.Start / 1_000), burst)))];
    }

    private List<BurstPane> Detect(BurstOptions options, params Withdrawal[] withdrawals)
    {
        var (detector, told, tokenizer, id) = (new BurstDetector(options, new TallyOptions()), new List<BurstPane>(), new Tokenizer(), 0);
        foreach (var (number, posts) in _said)
        {
            var book = new TallyBook(64).Open(Pane.Of((long)number * Width, Width));
            foreach (var (author, text) in posts)
            {
                book.Add(new Post { Id = Encoding.UTF8.GetBytes($"p{id++}"), AuthorId = Encoding.UTF8.GetBytes(author), Text = Encoding.UTF8.GetBytes(text) }, book.Pane.Start, tokenizer);
            }
            foreach (var withdrawal in withdrawals.Where(withdrawal => book.Pane.Contains(withdrawal.At)))
            {
                book.Withdraw(withdrawal);
            }
            detector.Accept(book.Seal(), told.Add);
        }
        return told;
    }
}
