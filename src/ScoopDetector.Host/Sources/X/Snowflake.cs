using System.Globalization;

namespace ScoopDetector.Host.Sources.X;

/// <summary>The time inside an id of X: those since November 2010 count milliseconds from their own epoch, above 22 bits of machine and sequence.</summary>
internal static class Snowflake
{
    private const long Epoch = 1_288_834_974_657;
    private const long First = 29_700_859_247;

    /// <summary>Null for an id from before, or no id at all.</summary>
    public static long? TimeOf(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= First ? (number >> 22) + Epoch : null;
}
