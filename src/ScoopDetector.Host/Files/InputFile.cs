using System.IO.Compression;
using ScoopDetector.Host.Verbs;
using ZstdSharp;

namespace ScoopDetector.Host.Files;

/// <summary>Opens files of lines: plain, <c>.gz</c> or <c>.zst</c>, told apart by their first bytes, not by their names.</summary>
internal static class InputFile
{
    public static Stream Open(string path, out Func<double> progress)
    {
        if (!File.Exists(path))
        {
            throw new UsageException(Directory.Exists(path)
                ? $"{path} is a folder: name the files in it."
                : $"{path} does not exist: name a file of posts in JSON Lines, plain, .gz or .zst.");
        }
        FileStream file;
        try
        {
            file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 18, FileOptions.SequentialScan);
        }
        catch (UnauthorizedAccessException)
        {
            throw new UsageException($"{path} may not be read: check its permissions.");
        }
        var length = Math.Max(1, file.Length);
        progress = () => (double)file.Position / length;
        Span<byte> sign = stackalloc byte[4];
        var read = file.ReadAtLeast(sign, 4, throwOnEndOfStream: false);
        file.Position = 0;
        return sign[..read] switch
        {
            [0x1F, 0x8B, ..] => new GZipStream(file, CompressionMode.Decompress),
            [0x28, 0xB5, 0x2F, 0xFD] => new DecompressionStream(file, leaveOpen: false),
            _ => file,
        };
    }
}
