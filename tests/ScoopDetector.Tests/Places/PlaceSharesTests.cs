using ScoopDetector.Places;
using Xunit;

namespace ScoopDetector.Tests.Places;

public sealed class PlaceSharesTests
{
    private const long Day = 24 * 3_600_000L;

    private static readonly Place Ukraine = new("Ukraine", "Ukraine", 49, 32, 0);
    private static readonly Place Kherson = new("Kherson", "Ukraine", 46.6, 32.6, 283_649);
    private static readonly Place Modena = new("Modena", "Italy", 44.6, 10.9, 158_886);

    private readonly PlaceShares _shares = new();

    [Fact]
    public void A_place_is_rare_until_one_in_twenty_of_what_is_told_lies_there()
    {
        _shares.Tell([Kherson], 0);
        _shares.Tell([Kherson], 0);
        Assert.True(_shares.IsRare(Kherson));

        _shares.Tell([Kherson], 0);
        Assert.False(_shares.IsRare(Kherson));
        Assert.True(_shares.IsRare(Modena));

        for (var other = 0; other < 20; other++)
        {
            _shares.Tell([], 0);
        }
        Assert.True(_shares.IsRare(Kherson));
    }

    [Fact]
    public void What_lies_in_a_town_lies_in_its_country_too_and_once()
    {
        _shares.Tell([Kherson, Ukraine], 0);
        _shares.Tell([Kherson, Ukraine], 0);
        Assert.True(_shares.IsRare(Ukraine));

        _shares.Tell([Kherson], 0);
        _shares.MoveTo(Day - 1);
        Assert.False(_shares.IsRare(Ukraine));

        _shares.Tell([Kherson], Day);
        _shares.Tell([Kherson], Day);
        _shares.MoveTo(Day);
        Assert.True(_shares.IsRare(Ukraine));
    }
}
