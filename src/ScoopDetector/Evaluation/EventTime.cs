namespace ScoopDetector.Evaluation;

internal static class EventTime
{
    extension(DateTimeOffset instant)
    {
        /// <summary>Seconds since 1970 as a double, from whole microseconds.</summary>
        /// <remarks>The reference scorer subtracts such doubles, which near 2026 are a quarter of a microsecond apart.
        /// Exact differences would be more right, and would no longer agree with it to the last digit.</remarks>
        public double EpochSeconds => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond / 1e6;
    }
}
