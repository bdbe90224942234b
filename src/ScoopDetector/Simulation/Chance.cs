namespace ScoopDetector.Simulation;

/// <summary>A small seeded source of chance (SplitMix64): the same seed gives the same draws on every machine and runtime.</summary>
/// <remarks>Everything that draws owns a generator of its own, forked by what it is for. Adding a meme to a scenario therefore leaves
/// every event as it was. Not safe for several threads.</remarks>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    /// <summary>An independent generator for one purpose. The same purpose of the same seed is the same generator.</summary>
    public static Chance For(ulong seed, ulong purpose) => new(Mix(Mix(seed) ^ (purpose * 0xD1B54A32D192ED03)));

    /// <summary>The finaliser of SplitMix64: a bijection in which every bit of the input moves about half of the output.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    /// <summary>Uniform in <c>[0, 1)</c>, with 53 bits.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in <c>[0, count)</c>. <paramref name="count"/> must be positive.</summary>
    public int Below(int count) => (int)(((Next() >> 32) * (ulong)count) >> 32);

    /// <summary>Uniform in <c>[low, high)</c>.</summary>
    public double Between(double low, double high) => low + (Unit() * (high - low));

    /// <summary>Uniform over whole numbers, both ends included.</summary>
    public int Whole(int low, int high) => low + Below(high - low + 1);

    /// <summary>Uniform in the logarithm, so that 12..24 is as likely as 500..1000.</summary>
    public double LogUniform(double low, double high) => PortableMath.Exp(Between(PortableMath.Log(low), PortableMath.Log(high)));

    public bool Happens(double probability) => Unit() < probability;

    public double Exponential(double mean) => -mean * PortableMath.Log(1 - Unit());

    /// <summary>About normal, mean 0 and deviation 1: the sum of four uniform draws, cut at 3.46.</summary>
    public double Normal()
    {
        var bits = Next();
        var sum = (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48);
        return ((sum / 65535.0) - 2) * 1.7320508075688772;
    }

    public double LogNormal(double median, double deviation) => median * PortableMath.Exp(deviation * Normal());

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>Shuffles in place (Fisher-Yates).</summary>
    public void Shuffle<T>(T[] items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
