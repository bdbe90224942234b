using System.Runtime.CompilerServices;

namespace ScoopDetector.Bursts;

/// <summary>All that is remembered of one term: 64 bytes, a cache line.</summary>
/// <remarks>Hot. Times are panes since the stream began. The counts stand as of <see cref="UpdatedOn"/>.</remarks>
internal partial struct TermCell
{
    /// <summary>0 in an empty cell.</summary>
    public ulong Term;

    /// <summary>The latest use in the <see cref="UseLog"/>, 0 if none.</summary>
    public uint LastUse;

    public int UpdatedOn;

    /// <summary>Up to when the term is held to be bursting.</summary>
    public int BurstsUntil;

    /// <summary>When its latest episode of sure bursts began, and up to when it is held to last.</summary>
    public int SureFrom;

    public int SureUntil;

    /// <summary>How many such episodes there were, forgotten as the longest horizon forgets.</summary>
    public float Episodes;

    /// <summary>Uses, forgotten as fast as the second and the longest window last: e times as many as there can have been inside.</summary>
    public float Fast;

    public float Slow;

    /// <summary>Uses as each horizon remembers them.</summary>
    public PerHorizon Remembered;

    /// <summary>When its burst was last told, and with how many authors.</summary>
    public int ToldOn;

    public int ToldAuthors;

    [InlineArray(BurstOptions.MostHorizons)]
    public struct PerHorizon
    {
        private float _first;
    }
}
