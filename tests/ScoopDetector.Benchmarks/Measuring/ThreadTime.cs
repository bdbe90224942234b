using System.Runtime.InteropServices;

namespace ScoopDetector.Benchmarks.Measuring;

/// <summary>The processor time of the calling thread: what other threads and processes do counts for nothing.</summary>
internal static class ThreadTime
{
    private const int OfThisThread = 3;

    /// <exception cref="NotSupportedException">The machine is no Linux.</exception>
    public static TimeSpan Now =>
        OperatingSystem.IsLinux() && clock_gettime(OfThisThread, out var time) == 0 ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / TimeSpan.NanosecondsPerTick)
        : throw new NotSupportedException("This machine does not tell the time of a thread: run it on Linux.");

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int clock_gettime(int clock, out Timespec time);

    private readonly record struct Timespec(long Seconds, long Nanoseconds);
}
