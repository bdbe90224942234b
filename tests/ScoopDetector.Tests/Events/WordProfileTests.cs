using CsCheck;
using ScoopDetector.Events;
using ScoopDetector.Terms;
using Xunit;

namespace ScoopDetector.Tests.Events;

public sealed class WordProfileTests
{
    private static readonly Gen<WordProfile> SomeProfile = Gen.Select(Gen.Int[0, 12], Gen.Double[0.01, 50]).Array[0, 12].Select(words => Profile(words));

    [Fact]
    public void Who_shares_nothing_is_not_alike() => Assert.Equal(0, Profile((1, 3), (2, 4)).Cosine(Profile((3, 5))));

    [Fact]
    public void Who_says_nothing_is_like_nobody() => Assert.Equal(0, Profile().Cosine(Profile((1, 1))));

    [Fact]
    public void Half_of_two_words_in_common_is_a_half() => Assert.Equal(0.5, Profile((1, 7), (2, 7)).Cosine(Profile((2, 1), (3, 1))), 1e-12);

    [Fact]
    public void A_word_that_says_more_weighs_more() =>
        Assert.True(Profile((1, 10), (2, 1)).Cosine(Profile((1, 1))) > Profile((1, 10), (2, 1)).Cosine(Profile((2, 1))));

    [Fact]
    public void However_much_is_said_the_same_is_alike() => Gen.Select(Gen.Int[0, 12], Gen.Double[0.01, 50]).Array[1, 12].Select(Gen.Double[0.1, 100]).Sample((words, much) =>
        Math.Abs(Profile(words).Cosine(Profile([.. words.Select(word => (word.Item1, word.Item2 * much))])) - 1) < 1e-9);

    [Fact]
    public void Likeness_is_mutual_and_between_none_and_all() => Gen.Select(SomeProfile, SomeProfile).Sample((a, b) =>
        Math.Abs(a.Cosine(b) - b.Cosine(a)) < 1e-12 && a.Cosine(b) is >= 0 and <= 1 + 1e-12 && (a.Cosine(b) > 0) == a.Terms.Intersect(b.Terms).Any());

    [Fact]
    public void A_profile_can_be_written_anew()
    {
        var profile = Profile((1, 1));
        profile.Clear();
        profile.Add(new(2), 1);
        profile.Complete();

        Assert.Equal((0, 1), (profile.Cosine(Profile((1, 1))), profile.Cosine(Profile((2, 1)))));
    }

    private static WordProfile Profile(params (int Word, double Weight)[] words)
    {
        var profile = new WordProfile();
        foreach (var (word, weight) in words)
        {
            profile.Add(new TermId((ulong)word), weight);
        }
        profile.Complete();
        return profile;
    }
}
