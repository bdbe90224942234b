using Xunit;

namespace ScoopDetector.Host.Tests;

public sealed class ConventionTests
{
    [Fact]
    public void It_adds_up() => Assert.Equal(2, 1 + 1);
}
