using ScoopDetector.Simulation;
using Xunit;

namespace ScoopDetector.Tests.Simulation;

public sealed class HandwritingTests
{
    private static readonly Language English = Language.All[0], Spanish = Language.All[1], Japanese = Language.All[2];

    [Theory]
    [InlineData("so true. wait what? no", "So true. Wait what? No")]
    [InlineData("\"never\" she said", "\"Never\" she said")]
    [InlineData("12 geese, 3.5 km", "12 geese, 3.5 km")]
    [InlineData("look. https://theherald.example/a.b", "Look. https://theherald.example/a.b")]
    public void Sentences_begin_with_a_capital(string typed, string finished) => Assert.Equal(finished, Finish(typed, English));

    [Theory]
    [InlineData("¿alguien más?", "¿Alguien más?")]
    [InlineData("cerca de el puerto y junto a el faro", "Cerca del puerto y junto al faro")]
    [InlineData("él lo vio", "él lo vio")]
    public void Spanish_contracts_and_keeps_its_marks(string typed, string finished) => Assert.Equal(finished, Finish(typed, Spanish));

    [Fact]
    public void Japanese_is_left_as_it_is() => Assert.Equal("駅前で火事 ok", Finish("駅前で火事 ok", Japanese));

    [Fact]
    public void Some_people_never_press_shift() => Assert.Equal("so true", Finish("so true", English, author: 4));

    [Fact]
    public void A_slip_swaps_two_letters_and_loses_none()
    {
        var typed = "somebody mistyped something";
        var slips = Enumerable.Range(0, 400).Select(seed => Finish(typed, English, author: 4, seed: (ulong)seed)).Where(text => text != typed).ToList();

        Assert.InRange(slips.Count, 5, 40);
        Assert.All(slips, slip => Assert.Equal(typed.Order(), slip.Order()));
    }

    private static string Finish(string typed, Language language, long author = 1, ulong seed = 1)
    {
        var text = new TextBuffer();
        text.Append(typed);
        Handwriting.Finish(text, 0, language, author, new Chance(seed));
        return text.ToString();
    }
}
