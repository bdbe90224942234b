using System.IO.Compression;
using ScoopDetector.Host.Verbs;
using ZstdSharp;

namespace ScoopDetector.Host.Files;

/// <summary>Creates files to write: plain, <c>.gz</c> or <c>.zst</c> by the end of their names.</summary>
internal static class OutputFile
{
    private const int BufferBytes = 1 << 18;

    /// <summary>Opens <paramref name="path"/> for writing; what was there is replaced.</summary>
    /// <exception cref="UsageException">The folder does not exist or may not be written to.</exception>
    public static Stream Create(string path)
    {
        var file = CreatePlain(path);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".gz" => new BufferedStream(new GZipStream(file, CompressionLevel.Fastest), BufferBytes),
            ".zst" => new BufferedStream(new CompressionStream(file, leaveOpen: false), BufferBytes),
            _ => file,
        };
    }

    private static FileStream CreatePlain(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, BufferBytes);
        }
        catch (DirectoryNotFoundException)
        {
            throw new UsageException($"{path} cannot be written: its folder does not exist. Create the folder, or name another.");
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            throw new UsageException($"{path} cannot be written: {failure.Message.TrimEnd('.')}. Name a file in a folder that you may write to.");
        }
    }
}
