namespace ScoopDetector.Evaluation;

/// <summary>MT19937, seeded by an array and read in doubles of 53 bits.</summary>
/// <remarks>
/// It exists so that the intervals of <see cref="Bootstrap"/> are those of the reference scorer, which draws with Python's
/// <c>random.Random</c>; <see cref="Random"/> has another algorithm, which no seed makes agree.
/// Source: Matsumoto and Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998), with their initialisation of 2002-01-26.
/// Constants are theirs.
/// </remarks>
internal sealed class MersenneTwister
{
    private const int Size = 624;
    private const int Middle = 397;

    private readonly uint[] _state = new uint[Size];
    private int _next = Size;

    /// <param name="key">The seed in words of 32 bits, the lowest first; at least one.</param>
    public MersenneTwister(params ReadOnlySpan<uint> key)
    {
        Fill(19650218);
        Mix(key);
    }

    /// <summary>The next draw from [0, 1), one of 2^53 values.</summary>
    public double NextDouble()
    {
        var high = NextWord() >> 5;
        var low = NextWord() >> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    public uint NextWord()
    {
        if (_next == Size)
            Twist();
        var word = _state[_next++];
        word ^= word >> 11;
        word ^= (word << 7) & 0x9D2C5680;
        word ^= (word << 15) & 0xEFC60000;
        return word ^ (word >> 18);
    }

    private void Fill(uint seed)
    {
        _state[0] = seed;
        for (var i = 1; i < Size; i++)
            _state[i] = 1812433253 * Folded(i - 1) + (uint)i;
    }

    private void Mix(ReadOnlySpan<uint> key)
    {
        var at = 1;
        for (var step = 0; step < Math.Max(Size, key.Length); step++)
        {
            var word = step % key.Length;
            _state[at] = (_state[at] ^ (Folded(at - 1) * 1664525)) + key[word] + (uint)word;
            at = After(at);
        }

        for (var step = 1; step < Size; step++)
        {
            _state[at] = (_state[at] ^ (Folded(at - 1) * 1566083941)) - (uint)at;
            at = After(at);
        }

        // No state may be all zeros: the generator would never leave it.
        _state[0] = 0x80000000;
    }

    private uint Folded(int i) => _state[i] ^ (_state[i] >> 30);

    /// <summary>The next place to mix. Word 0 is never mixed itself but takes over the last word, as the predecessor of word 1.</summary>
    private int After(int at)
    {
        if (at + 1 < Size)
            return at + 1;
        _state[0] = _state[Size - 1];
        return 1;
    }

    private void Twist()
    {
        for (var i = 0; i < Size; i++)
        {
            var joined = (_state[i] & 0x80000000) | (_state[(i + 1) % Size] & 0x7FFFFFFF);
            _state[i] = _state[(i + Middle) % Size] ^ (joined >> 1) ^ ((joined & 1) * 0x9908B0DF);
        }

        _next = 0;
    }
}
