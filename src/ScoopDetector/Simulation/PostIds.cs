namespace ScoopDetector.Simulation;

/// <summary>Gives ids that look like a network's own: 41 bits of milliseconds since 2000, then 22 bits that say nothing.</summary>
/// <remarks>Unique as long as times never go back and no millisecond has over four million posts.</remarks>
internal sealed class PostIds
{
    private const long EpochMs = 946_684_800_000;
    private const int Bits = 22;
    private const uint Mask = (1 << Bits) - 1;
    private long _ms;
    private uint _inMs;

    public long Next(long observedMs)
    {
        if (observedMs != _ms) (_ms, _inMs) = (observedMs, 0);
        // Scrambled by steps that are bijections of 22 bits, so that two posts of one millisecond never meet.
        var low = ((_inMs++ * 0x9E3779B1u) ^ (uint)Chance.Mix((ulong)observedMs)) & Mask;
        return ((observedMs - EpochMs) << Bits) | low;
    }
}
