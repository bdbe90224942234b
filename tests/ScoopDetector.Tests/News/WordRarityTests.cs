using ScoopDetector.News;
using ScoopDetector.Terms;
using Xunit;

namespace ScoopDetector.Tests.News;

public sealed class WordRarityTests
{
    private readonly WordRarity _rarity = new();

    [Fact]
    public void What_more_headlines_say_tells_less()
    {
        _rarity.Learn(Terms(1, 2));
        _rarity.Learn(Terms(1, 3));

        Assert.True(_rarity.Of(Term(1)) < _rarity.Of(Term(2)));
        Assert.True(_rarity.Of(Term(2)) < _rarity.Of(Term(4)));
    }

    [Fact]
    public void However_many_words_there_are_so_many_are_kept_and_the_frequent_ones_stay_the_frequent_ones()
    {
        for (var headline = 0; headline < 60_000; headline++)
        {
            _rarity.Learn(Terms([1, .. Enumerable.Range(headline * 20 + 10, 20)]));
        }

        Assert.InRange(_rarity.Terms, 1, WordRarity.MostTerms + 21);
        Assert.True(_rarity.Of(Term(1)) < 0.1);
    }

    private static HashSet<TermId> Terms(params int[] numbers) => [.. numbers.Select(Term)];

    private static TermId Term(int number) => TermId.Of(Hash64.Of(BitConverter.GetBytes(number)), TermKind.Word, Script.Latin);
}
