using System.Text;
using CsCheck;
using ScoopDetector.Terms;
using Xunit;

namespace ScoopDetector.Tests.Terms;

public sealed class ShinglesTests
{
    private static readonly Gen<ulong[]> SomeUnits = Gen.ULong[1, 50].Array[0, 80];

    [Theory]
    [InlineData("", 0)]
    [InlineData("explosion", 1)]
    [InlineData("explosion port", 1)]
    [InlineData("explosion port beirut", 1)]
    [InlineData("explosion port beirut now", 2)]
    [InlineData("地震発生", 1)]
    [InlineData("地震発生中", 1)]
    [InlineData("地震発生中東", 2)]
    public void A_shingle_is_three_words_or_five_characters_and_a_shorter_text_is_one(string text, int count) => Assert.Equal(count, Of(text).Length);

    [Fact]
    public void Case_accents_signs_and_links_make_no_difference() =>
        Assert.Equal(Of("explosion port beirut now"), Of("ÉXPLOSION?! #port, Beirut — now 🔥 https://a.example/1"));

    [Fact]
    public void The_order_of_words_does() => Assert.NotEqual(Of("man bites dog"), Of("dog bites man"));

    [Fact]
    public void A_copy_with_a_tail_holds_all_shingles_of_its_original() =>
        Assert.Empty(Of("explosion port beirut many hurt").Except(Of("explosion port beirut many hurt xk7 q9z")));

    [Fact]
    public void They_are_ascending_distinct_and_few() => SomeUnits.Sample(units =>
    {
        var found = Read(units);
        return found.Length <= Shingles.Most && found.SequenceEqual(found.Distinct().Order());
    });

    [Fact]
    public void They_are_the_lowest_of_all() => SomeUnits.Where(units => units.Length >= 3).Sample(units =>
        Read(units).SequenceEqual(Enumerable.Range(0, units.Length - 2).SelectMany(at => Read(units[at..(at + 3)])).Distinct().Order().Take(Shingles.Most)));

    private static uint[] Read(ulong[] units)
    {
        var into = new uint[Shingles.Most];
        return into[..Shingles.Read(units, new bool[units.Length], into)];
    }

    private static uint[] Of(string text)
    {
        var tokenizer = new Tokenizer();
        tokenizer.Read(Encoding.UTF8.GetBytes(text));
        var into = new uint[Shingles.Most];
        return into[..tokenizer.ReadShingles(into)];
    }
}
