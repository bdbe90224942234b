namespace ScoopDetector.Alerts;

/// <summary>A function that is straight between its knots and flat outside them.</summary>
/// <param name="knots">Ascending by x.</param>
internal sealed class Curve(params (double X, double Y)[] knots)
{
    private readonly Func<double, double> _scale = static x => x;

    private Curve(Func<double, double> scale, (double X, double Y)[] knots) : this([.. knots.Select(knot => (scale(knot.X), knot.Y))]) => _scale = scale;

    /// <summary>Straight on a logarithmic axis: for counts and rates. The first knot's x is above 0.</summary>
    public static Curve OnOctaves(params (double X, double Y)[] knots)
    {
        var least = knots[0].X;
        return new(x => Math.Log2(Math.Max(x, least)), knots);
    }

    public double At(double value)
    {
        var x = _scale(value);
        if (x <= knots[0].X)
        {
            return knots[0].Y;
        }
        for (var i = 1; i < knots.Length; i++)
        {
            var (from, to) = (knots[i - 1], knots[i]);
            if (x <= to.X)
            {
                return from.Y + ((to.Y - from.Y) * (x - from.X) / (to.X - from.X));
            }
        }
        return knots[^1].Y;
    }
}
