using System.Diagnostics;
using System.Text.Json;

namespace ScoopDetector.Benchmarks.Measuring;

/// <summary>What it took to go over a stream once, when everything was compiled and every table of the machine warm.</summary>
/// <param name="Posts">Gone over.</param>
/// <param name="Seconds">By the clock.</param>
/// <param name="ProcessorSeconds">Of all threads, the collector's and the compiler's included.</param>
/// <param name="AllocatedBytes">By all threads.</param>
/// <param name="PeakMegabytes">The most memory that the process had in use since its start, less what it held only to be measured.</param>
/// <param name="Pauses">Of the collector, ms.</param>
/// <param name="Delays">As in <see cref="Workloads.IWorkload.Delays"/>, ms.</param>
/// <param name="Terms">Remembered at the end.</param>
/// <param name="OpenEvents">At once, at most.</param>
internal sealed record MeasuredPass(
    long Posts, double Seconds, double ProcessorSeconds, long AllocatedBytes, double PeakMegabytes, IReadOnlyList<double> Pauses, IReadOnlyList<double> Delays, long Terms, long OpenEvents)
{
    public double PostsPerSecond => Posts / Seconds;

    public double ProcessorNanoseconds => 1e9 * ProcessorSeconds / Posts;

    public double BytesPerPost => (double)AllocatedBytes / Posts;

    /// <summary>In this process: once for the compiler, once measured.</summary>
    public static MeasuredPass Of(PassOrder order)
    {
        using var workload = order.Open();
        workload.Prepare();
        workload.Run();
        workload.Prepare();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var pauses = new GcPauses();
        var (allocated, cores, since) = (GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        var posts = workload.Run();
        var (seconds, processor, bytes) = (Stopwatch.GetElapsedTime(since).TotalSeconds, Environment.CpuUsage.TotalTime - cores, GC.GetTotalAllocatedBytes(precise: true) - allocated);
        using var self = Process.GetCurrentProcess();
        return new(posts, seconds, processor.TotalSeconds, bytes, (self.PeakWorkingSet64 - workload.HeldBytes) / 1e6, pauses.Take(), workload.Delays, workload.Terms, workload.OpenEvents);
    }

    /// <summary>In a process of its own, which knows nothing of what was measured before.</summary>
    /// <exception cref="InvalidOperationException">It failed; why stands in its own error output.</exception>
    public static MeasuredPass InProcessOfItsOwn(PassOrder order)
    {
        var program = Environment.ProcessPath!;
        string[] itself = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(MeasuredPass).Assembly.Location] : [];
        using var process = Process.Start(new ProcessStartInfo(program, [.. itself, "pass", order.ToString()]) { RedirectStandardOutput = true })!;
        var told = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? Parse(told) : throw new InvalidOperationException($"The process that measures {order.Kind} ended with {process.ExitCode}.");
    }

    public static MeasuredPass Parse(string json) => JsonSerializer.Deserialize<MeasuredPass>(json)!;

    public string ToJson() => JsonSerializer.Serialize(this);
}
