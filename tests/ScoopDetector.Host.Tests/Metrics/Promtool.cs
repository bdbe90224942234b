using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace ScoopDetector.Host.Tests.Metrics;

/// <summary>Prometheus's own checker, where it is installed, and the rules that this repository holds.</summary>
internal static class Promtool
{
    /// <summary>The folder of the repository.</summary>
    public static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "infra", "prometheus", "rules.yml")))
        {
            folder = folder.Parent;
        }
        return folder.FullName;
    }

    /// <summary>Fails with what it says; skips the test if there is none.</summary>
    public static async Task AgreesAsync(params string[] arguments)
    {
        using var promtool = Start(new("promtool", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.Combine(Repository(), "infra", "prometheus") });
        var stop = TestContext.Current.CancellationToken;
        var (output, errors) = (promtool.StandardOutput.ReadToEndAsync(stop), promtool.StandardError.ReadToEndAsync(stop));
        await Task.WhenAll(output, errors, promtool.WaitForExitAsync(stop));
        Assert.True(promtool.ExitCode == 0, await output + await errors);
    }

    private static Process Start(ProcessStartInfo how)
    {
        try
        {
            return Process.Start(how)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("There is no promtool: install the package prometheus.");
            throw;
        }
    }
}
