namespace ScoopDetector.Simulation;

/// <summary>Draws an index by weight in constant time, from one draw of chance (Vose's alias method).</summary>
internal sealed class WeightedChoice
{
    private readonly uint[] _keep;
    private readonly int[] _alias;

    /// <param name="weights">Positive; they need not sum to one.</param>
    public WeightedChoice(ReadOnlySpan<double> weights)
    {
        var count = weights.Length;
        (_keep, _alias) = (new uint[count], new int[count]);
        double total = 0;
        foreach (var weight in weights) total += weight;
        var scaled = new double[count];
        Stack<int> small = new(), large = new();
        for (var i = 0; i < count; i++)
        {
            scaled[i] = weights[i] * count / total;
            (scaled[i] < 1 ? small : large).Push(i);
        }
        while (small.TryPop(out var under))
        {
            if (!large.TryPop(out var over))
            {
                (_keep[under], _alias[under]) = (uint.MaxValue, under);
                continue;
            }
            (_keep[under], _alias[under]) = ((uint)(scaled[under] * uint.MaxValue), over);
            scaled[over] -= 1 - scaled[under];
            (scaled[over] < 1 ? small : large).Push(over);
        }
        foreach (var over in large) (_keep[over], _alias[over]) = (uint.MaxValue, over);
    }

    /// <summary>Zipf's law over ranks: the weight of rank r, counted from 0, is (r + <paramref name="shift"/>) to the minus <paramref name="exponent"/>.</summary>
    public static WeightedChoice Zipf(int count, double shift, double exponent)
    {
        var weights = new double[count];
        for (var rank = 0; rank < count; rank++) weights[rank] = PortableMath.Exp(-exponent * PortableMath.Log(rank + shift));
        return new WeightedChoice(weights);
    }

    public int Draw(Chance chance)
    {
        var bits = chance.Next();
        var index = (int)(((bits >> 32) * (ulong)_keep.Length) >> 32);
        return (uint)bits <= _keep[index] ? index : _alias[index];
    }
}
