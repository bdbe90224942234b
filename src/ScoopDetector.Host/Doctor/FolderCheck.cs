using System.Globalization;

namespace ScoopDetector.Host.Doctor;

/// <summary>Looks whether a folder can be written to, and has room.</summary>
internal static class FolderCheck
{
    /// <summary>Less than this, and a busy week may fill it.</summary>
    private const long LeastFree = 1L << 30;

    /// <param name="what">What is kept there.</param>
    /// <param name="folder">Where; made if it is not there, as a run would, and taken away again.</param>
    /// <param name="setting">Names another.</param>
    /// <param name="free">Bytes that are free where a folder is; the machine's own answer by default.</param>
    public static Finding Look(string what, string folder, string setting, Func<string, long>? free = null)
    {
        var isNew = !Directory.Exists(folder);
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, ".scoop-doctor");
            using (var file = new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
                // A full disk lets a file be made, and refuses what is written into it.
                file.Write(new byte[64 * 1024]);
                file.Flush(flushToDisk: true);
            }
            var left = (free ?? Free)(folder);
            if (isNew && !Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }
            return left >= LeastFree
                ? Finding.Ok(what, $"{folder} can be written to, {Size(left)} free")
                : Finding.Wrong(what, $"{folder} has little room, {Size(left)}: make more (1 GB at least), or name another place with {setting}");
        }
        catch (IOException fault) when (IsFull(fault))
        {
            return Finding.Wrong(what, $"the disk of {folder} is full: make room (1 GB at least), or name another place with {setting}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Finding.Wrong(what, $"{folder} cannot be written to ({fault.Message.TrimEnd('.')}): make room, give this user the right, or name another place with {setting}");
        }
    }

    /// <summary>ENOSPC and EDQUOT, or what Windows says: a disk, or a share of it, on which nothing more has room.</summary>
    private static bool IsFull(IOException fault) => OperatingSystem.IsWindows() ? (fault.HResult & 0xFFFF) is 0x70 or 0x27 : fault.HResult is 28 or 122;

    private static long Free(string folder) => new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;

    private static string Size(long bytes) => bytes < 1 << 30 ? $"{bytes >> 20} MB" : string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):0.0} GB");
}
