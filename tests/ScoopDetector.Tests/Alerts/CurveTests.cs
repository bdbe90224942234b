using CsCheck;
using ScoopDetector.Alerts;
using Xunit;

namespace ScoopDetector.Tests.Alerts;

public sealed class CurveTests
{
    private static readonly Gen<(double X, double Y)[]> SomeKnots = Gen.Select(Gen.Double[0.1, 10], Gen.Double[-5, 5]).Array[1, 8].Select(steps =>
    {
        var x = 0.0;
        return steps.Select(step => (x += step.Item1, step.Item2)).ToArray();
    });

    [Fact]
    public void It_hits_its_knots() => SomeKnots.Sample(knots => Array.TrueForAll(knots, knot =>
        Math.Abs(new Curve(knots).At(knot.X) - knot.Y) < 1e-9 && Math.Abs(Curve.OnOctaves(knots).At(knot.X) - knot.Y) < 1e-9));

    [Fact]
    public void It_is_flat_outside() => Gen.Select(SomeKnots, Gen.Double[0, 1e6]).Sample((knots, far) =>
        new Curve(knots).At(knots[0].X - far) == knots[0].Y && Math.Abs(new Curve(knots).At(knots[^1].X + far) - knots[^1].Y) < 1e-9
        && Math.Abs(Curve.OnOctaves(knots).At(knots[^1].X + far) - knots[^1].Y) < 1e-9);

    [Fact]
    public void On_octaves_nothing_and_less_are_as_little_as_the_first_knot() => SomeKnots.Sample(knots =>
        Curve.OnOctaves(knots).At(0) == knots[0].Y && Curve.OnOctaves(knots).At(-1) == knots[0].Y);

    [Fact]
    public void Between_two_knots_it_lies_between_them() => Gen.Select(SomeKnots.Where(knots => knots.Length > 1), Gen.Int[0, 6], Gen.Double[0, 1]).Sample((knots, at, part) =>
    {
        var (from, to) = (knots[at % (knots.Length - 1)], knots[(at % (knots.Length - 1)) + 1]);
        var x = from.X + ((to.X - from.X) * part);
        var (least, most) = (Math.Min(from.Y, to.Y) - 1e-9, Math.Max(from.Y, to.Y) + 1e-9);
        return new Curve(knots).At(x) is var even && even >= least && even <= most && Curve.OnOctaves(knots).At(x) is var octaves && octaves >= least && octaves <= most;
    });

    [Theory]
    [InlineData(1.5, 5)]
    [InlineData(3, 20)]
    public void Between_two_knots_it_is_straight(double x, double y) => Assert.Equal(y, new Curve((1, 0), (2, 10), (4, 30)).At(x), 1e-12);

    [Theory]
    [InlineData(2, 5)]
    [InlineData(8, 20)]
    public void On_octaves_it_is_straight_by_doublings(double x, double y) => Assert.Equal(y, Curve.OnOctaves((1, 0), (4, 10), (16, 30)).At(x), 1e-12);
}
