using System.IO.Compression;

namespace ScoopDetector.Host.Tests.Support;

internal static class GzipText
{
    public static byte[] Of(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }
        return packed.ToArray();
    }
}
