using CsCheck;
using ScoopDetector.Simulation;
using Xunit;

namespace ScoopDetector.Tests.Simulation;

public sealed class PortableMathTests
{
    [Fact]
    public void Exp_is_exp() => Gen.Double[-50, 50].Sample(x => IsNear(Math.Exp(x), PortableMath.Exp(x)));

    [Fact]
    public void Log_is_log() => Gen.Double[1e-12, 1e12].Sample(x => IsNear(Math.Log(x), PortableMath.Log(x)));

    [Fact]
    public void Log_near_one_is_log() => Gen.Double[0.5, 2].Sample(x => IsNear(Math.Log(x), PortableMath.Log(x)));

    [Fact]
    public void Sine_is_the_sine_of_turns() => Gen.Double[-1000, 1000].Sample(x => Math.Abs(Math.Sin(2 * Math.PI * x) - PortableMath.Sine(x)) < 1e-11);

    private static bool IsNear(double expected, double actual) => Math.Abs(expected - actual) <= 1e-12 * Math.Max(1, Math.Abs(expected));
}
