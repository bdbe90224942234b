using System.Diagnostics;
using Xunit;

namespace ScoopDetector.Host.Tests.Support;

/// <summary>A disk of one megabyte, in memory, that can be full.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    private string Ballast => Path.Combine(_folder, "ballast");

    /// <summary>Skips the test where no disk may be mounted.</summary>
    public static SmallDisk MountAt(string folder)
    {
        Directory.CreateDirectory(folder);
        Assert.SkipUnless(OperatingSystem.IsLinux() && Runs("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder), "Only a Linux user who may mount a disk can fill one.");
        return new(folder);
    }

    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                ballast.Write(new byte[1024]);
            }
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    public void Empty() => File.Delete(Ballast);

    public void Dispose() => Runs("umount", _folder);

    private static bool Runs(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
