using ScoopDetector.Host.Runs;

namespace ScoopDetector.Benchmarks.Workloads;

/// <summary>What the verb <c>replay</c> does with a file, on its threads: one reads ahead and unpacks, one reads posts and tallies, one scores, one reports. What is told is thrown away.</summary>
/// <param name="path">Plain, gzip or zstd. Read before, it lies in the memory of the operating system.</param>
/// <param name="options">Of all stages.</param>
internal sealed class FileReplay(string path, ScoopOptions options) : IWorkload
{
    public long Run()
    {
        var run = new ReplayRun(new([path], 1, new(null, TimeProvider.System), options), TimeProvider.System);
        run.Run(static _ => { }, considered: null, static () => { }, CancellationToken.None);
        return run.Posts;
    }

    public void Dispose()
    {
    }
}
