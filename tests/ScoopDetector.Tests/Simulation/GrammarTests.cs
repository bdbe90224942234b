using ScoopDetector.Simulation;
using Xunit;

namespace ScoopDetector.Tests.Simulation;

public sealed class GrammarTests
{
    private readonly Chance _chance = new(1);

    [Fact]
    public void A_symbol_stands_for_one_of_its_alternatives()
    {
        var grammar = new Grammar(":greeting\nhello {who}!\n// a remark\n:who zipf\nworld | moon");

        Assert.Matches("^hello (world|moon)!$", grammar.Say("greeting", _chance));
        Assert.Equal(["world", "moon"], grammar.Alternatives("who"));
    }

    [Fact]
    public void A_part_that_is_left_out_leaves_no_space_behind()
    {
        var grammar = new Grammar(":line\n{a?} b {a?} c {a?}\n:a\na");
        var said = Enumerable.Range(0, 50).Select(_ => grammar.Say("line", _chance)).ToHashSet();

        Assert.Contains("b c", said);
        Assert.Contains("a b a c a", said);
        Assert.All(said, line => Assert.Equal(line.Trim().Replace("  ", " ", StringComparison.Ordinal), line));
    }

    [Fact]
    public void A_fact_is_that_of_the_happening()
    {
        var facts = new Facts();
        facts.Set(Fact.Place, "Ashford");

        Assert.Equal("fire in Ashford", new Grammar(":line\nfire in {@place}").Say("line", _chance, facts));
    }

    [Fact]
    public void A_symbol_that_is_not_there_is_named() =>
        Assert.Contains("'nobody'", Assert.Throws<KeyNotFoundException>(() => new Grammar(":line\n{nobody}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_language_can_tell_every_incident()
    {
        foreach (var grammar in Language.All.Select(language => language.Grammar))
        {
            Assert.Equal(Language.All[0].Grammar.Alternatives("incident"), grammar.Alternatives("incident"));
            Assert.All(grammar.Alternatives("incident"), incident =>
                Assert.All(["name", "site", "tag", "words", "witness", "report"], part => Assert.True(grammar.Has($"{incident}.{part}"), $"{incident}.{part}")));
            Assert.All(grammar.Alternatives("show"), show =>
                Assert.All(["tag", "moment", "talk"], part => Assert.True(grammar.Has($"show.{show}.{part}"), $"show.{show}.{part}")));
        }
    }
}
