namespace ScoopDetector.Simulation;

/// <summary>Exp, log and sine from additions and multiplications only.</summary>
/// <remarks>Those of <see cref="Math"/> come from the C library of the machine and differ in the last bit between platforms.
/// One bit is enough to move a post by a millisecond and with it every byte after. Accurate to about 1e-13, relative.</remarks>
internal static class PortableMath
{
    private const double Ln2 = 0.693147180559945309417;

    /// <summary>e to the <paramref name="x"/>, for |x| up to 700.</summary>
    public static double Exp(double x)
    {
        var power = Math.Floor((x / Ln2) + 0.5);
        var rest = x - (power * Ln2);
        var sum = 1.0;
        for (var n = 13; n > 0; n--) sum = 1 + (sum * rest / n);
        return sum * BitConverter.Int64BitsToDouble(((long)power + 1023) << 52);
    }

    /// <summary>The natural logarithm of a positive, normal number.</summary>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var power = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | (1023L << 52));
        if (mantissa > 1.4142135623730951) (mantissa, power) = (mantissa / 2, power + 1);
        // log m = 2 artanh((m - 1) / (m + 1)), a series that converges fast around 1.
        var s = (mantissa - 1) / (mantissa + 1);
        var square = s * s;
        var sum = 0.0;
        for (var n = 17; n > 0; n -= 2) sum = (sum * square) + (1.0 / n);
        return (2 * s * sum) + (power * Ln2);
    }

    /// <summary>The sine of an angle in turns: a quarter gives 1.</summary>
    public static double Sine(double turns)
    {
        var turn = turns - Math.Floor(turns + 0.5);
        if (turn > 0.25) turn = 0.5 - turn;
        if (turn < -0.25) turn = -0.5 - turn;
        var x = turn * 6.283185307179586;
        var sum = 1.0;
        for (var n = 16; n > 0; n -= 2) sum = 1 - (sum * x * x / (n * (n + 1)));
        return x * sum;
    }
}
