using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Tests.Posts;

public sealed class DropCountsTests
{
    [Fact]
    public void While_it_pauses_nothing_is_counted_and_what_was_counted_stays()
    {
        var drops = new DropCounts();
        drops.Add(Drop.Late, 3);

        using (drops.Pause())
        {
            drops.Add(Drop.Late);
            drops.ForgetId();
        }
        drops.Add(Drop.Duplicate);

        Assert.Equal((3, 1, 0), (drops[Drop.Late], drops[Drop.Duplicate], drops.ForgottenIds));
    }
}
