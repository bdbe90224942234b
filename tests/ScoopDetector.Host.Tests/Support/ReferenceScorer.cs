using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace ScoopDetector.Host.Tests.Support;

/// <summary>The benchmark's own scorer, where the benchmark lies next to this repository and a Python is there to run it.</summary>
internal static class ReferenceScorer
{
    /// <summary>The folder of the benchmark; skips the test if there is none.</summary>
    public static string Bench()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "shared", "bench", "score.py")))
                return Path.Combine(folder.FullName, "shared", "bench");
        Assert.Skip("No folder above the tests holds shared/bench/score.py.");
        return "";
    }

    /// <summary>Runs it to its end; skips the test if there is no Python.</summary>
    public static async Task RunAsync(string bench, IEnumerable<string> arguments, CancellationToken stop)
    {
        // -B: the benchmark may be read-only, and is not ours to leave files in.
        using var python = Start(new("python3", ["-B", Path.Combine(bench, "score.py"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        var output = python.StandardOutput.ReadToEndAsync(stop);
        var errors = python.StandardError.ReadToEndAsync(stop);
        await Task.WhenAll(output, errors, python.WaitForExitAsync(stop));
        Assert.True(python.ExitCode == 0, await errors);
    }

    private static Process Start(ProcessStartInfo how)
    {
        try
        {
            return Process.Start(how)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("There is no python3 to run the reference scorer.");
            throw;
        }
    }
}
