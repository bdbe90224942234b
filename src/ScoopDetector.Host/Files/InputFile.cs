using System.IO.Compression;
using ScoopDetector.Host.Verbs;
using ZstdSharp;

namespace ScoopDetector.Host.Files;

/// <summary>Opens files of lines: plain, <c>.gz</c> or <c>.zst</c>, told apart by their first bytes, not by their names.</summary>
internal static class InputFile
{
    /// <summary>Sees that the file can be opened and is what its name says, and gives its size in bytes.</summary>
    /// <exception cref="UsageException">It cannot, or is not.</exception>
    public static long Check(string path)
    {
        using var file = OpenPlain(path);
        var form = FormOf(file);
        var (expected, name) = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".gz" => (Form.Gzip, "gzip"),
            ".zst" => (Form.Zstandard, "Zstandard"),
            _ => (form, ""),
        };
        return form == expected || file.Length == 0 ? file.Length
            : throw new UsageException($"{path} is not {name}, whatever its name says. If it holds plain lines, name it without {Path.GetExtension(path)}.");
    }

    /// <param name="path">Of the file.</param>
    /// <param name="share">Tells how much of the file has been read, 0 to 1.</param>
    public static Stream Open(string path, out Func<double> share)
    {
        var file = OpenPlain(path);
        var length = Math.Max(1, file.Length);
        share = () => file.CanRead ? (double)file.Position / length : 1;
        return FormOf(file) switch
        {
            Form.Gzip => new GZipStream(file, CompressionMode.Decompress),
            Form.Zstandard => new DecompressionStream(file, leaveOpen: false),
            _ => file,
        };
    }

    private static FileStream OpenPlain(string path)
    {
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 18, FileOptions.SequentialScan);
        }
        catch (Exception fault) when (Directory.Exists(path) && fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} is a folder: name the files in it.");
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException($"{path} does not exist: name a file of JSON Lines, plain, .gz or .zst.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{path} cannot be read: {fault.Message}");
        }
    }

    private static Form FormOf(FileStream file)
    {
        Span<byte> sign = stackalloc byte[4];
        var read = file.ReadAtLeast(sign, 4, throwOnEndOfStream: false);
        file.Position = 0;
        return sign[..read] switch
        {
            [0x1F, 0x8B, ..] => Form.Gzip,
            [0x28, 0xB5, 0x2F, 0xFD] => Form.Zstandard,
            _ => Form.Plain,
        };
    }

    private enum Form
    {
        Plain,
        Gzip,
        Zstandard,
    }
}
