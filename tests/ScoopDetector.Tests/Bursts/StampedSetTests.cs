using CsCheck;
using ScoopDetector.Bursts;
using Xunit;

namespace ScoopDetector.Tests.Bursts;

public sealed class StampedSetTests
{
    [Fact]
    public void It_agrees_with_a_set_over_many_rounds() =>
        Gen.ULong[0, 900].Array[0, 1200].Array[1, 4].Sample(rounds =>
        {
            var set = new StampedSet();
            foreach (var round in rounds)
            {
                set.Clear();
                var model = new HashSet<ulong>();
                foreach (var key in round)
                {
                    if (set.Add(key) != model.Add(key))
                    {
                        return false;
                    }
                }
            }
            return true;
        }, iter: 100);
}
