namespace ScoopDetector.Simulation;

/// <summary>Writes a time as <c>2026-03-02T06:00:00.000Z</c>.</summary>
/// <remarks>Hot: runs twice for every post.</remarks>
internal static class Timestamp
{
    /// <summary>Bytes of a time stamp.</summary>
    public const int Length = 24;

    private const int DayMs = 86_400_000;

    /// <param name="ms">Milliseconds since 1970.</param>
    public static void Write(TextBuffer text, long ms)
    {
        var inDay = (int)(ms % DayMs);
        var date = DateOnly.FromDayNumber(719_162 + (int)(ms / DayMs));
        Span<byte> stamp = stackalloc byte[Length];
        "0000-00-00T00:00:00.000Z"u8.CopyTo(stamp);
        Put(stamp[..4], date.Year);
        Put(stamp[5..7], date.Month);
        Put(stamp[8..10], date.Day);
        Put(stamp[11..13], inDay / 3_600_000);
        Put(stamp[14..16], inDay / 60_000 % 60);
        Put(stamp[17..19], inDay / 1000 % 60);
        Put(stamp[20..23], inDay % 1000);
        text.Append(stamp);
    }

    private static void Put(Span<byte> digits, int value)
    {
        for (var i = digits.Length - 1; i >= 0; i--, value /= 10) digits[i] = (byte)('0' + (value % 10));
    }
}
