namespace ScoopDetector.Host.Reports;

/// <summary>Where a value stands on an axis, in the units of a drawing. What lies outside stands at the end.</summary>
/// <param name="from">The value at the beginning of the axis.</param>
/// <param name="to">The value at its end, above the one at the beginning.</param>
/// <param name="begin">Where the axis begins.</param>
/// <param name="end">Where it ends.</param>
/// <param name="bend">What the axis is even in; null for the values themselves.</param>
internal sealed class Scale(double from, double to, double begin, double end, Func<double, double>? bend = null)
{
    private readonly Func<double, double> _bend = bend ?? (static value => value);

    public double Begin => begin;

    public double End => end;

    public double At(double value) => begin + ((end - begin) * Math.Clamp((_bend(value) - _bend(from)) / (_bend(to) - _bend(from)), 0, 1));

    public bool Holds(double value) => from <= value && value <= to;

    /// <summary>Even in powers of ten.</summary>
    /// <param name="from">Above 0.</param>
    public static Scale OnDecades(double from, double to, double begin, double end) => new(from, to, begin, end, value => Math.Log10(Math.Max(value, from)));

    /// <summary>Even in powers of ten on both sides of zero, and straight near it.</summary>
    /// <param name="near">Up to about where it is straight, above 0.</param>
    public static Scale OnBothSides(double from, double to, double begin, double end, double near) =>
        new(from, to, begin, end, value => Math.Sign(value) * Math.Log10(1 + (Math.Abs(value) / near)));
}
