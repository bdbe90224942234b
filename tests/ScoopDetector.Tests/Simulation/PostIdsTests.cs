using CsCheck;
using ScoopDetector.Simulation;
using Xunit;

namespace ScoopDetector.Tests.Simulation;

public sealed class PostIdsTests
{
    private const long NowMs = 1_772_431_200_000;

    [Fact]
    public void Ids_of_one_millisecond_differ()
    {
        var ids = new PostIds();

        Assert.Equal(100_000, Enumerable.Range(0, 100_000).Select(_ => ids.Next(NowMs)).Distinct().Count());
    }

    [Fact]
    public void Ids_grow_with_the_milliseconds()
    {
        var ids = new PostIds();

        Assert.True(ids.Next(NowMs) < ids.Next(NowMs + 1));
    }

    [Fact]
    public void Authors_never_share_an_id() =>
        Gen.Select(Gen.ULong, Gen.Long[0, 1L << 40], Gen.Long[0, 1L << 40]).Sample((seed, one, other) =>
        {
            var crowd = new Crowd(new SimulationOptions { Seed = seed, Authors = 100 });
            return (crowd.Id(one) == crowd.Id(other)) == (one == other) && crowd.Id(one) is >= 0 and < 1L << 48;
        });
}
