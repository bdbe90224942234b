namespace ScoopDetector.Simulation;

/// <summary>Makes malformed lines out of good ones, as broken senders do.</summary>
internal sealed class Spoiler(Chance chance)
{
    private const int GiantBytes = 1_000_000;
    private const long GiantEveryMs = 3_600_000;
    private long _giantMs;

    /// <param name="line">A good line; its id must not be that of a post that is delivered.</param>
    /// <param name="observedMs">Giant lines come once an hour at most: at a high rate they would be most of the stream.</param>
    public byte[] Spoil(ReadOnlySpan<byte> line, long observedMs)
    {
        if (observedMs >= _giantMs + GiantEveryMs)
        {
            _giantMs = observedMs;
            return Giant(line);
        }
        return chance.Below(9) switch
        {
            0 or 1 => line[..(line.Length * chance.Whole(2, 8) / 10)].ToArray(),
            2 => [(byte)'{', .. line[(line.IndexOf((byte)',') + 1)..]],
            3 => Replace(line, "\"text\":"u8, "\"body\":"u8),
            4 => Replace(line, "\"created_at\":\"2"u8, "\"created_at\":\"yesterday 2"u8),
            5 => Replace(line, "\"text\":\""u8, "\"text\":\"\\ud83d "u8),
            6 => Replace(line, "\"text\":\""u8, [.. "\"text\":\""u8, 0xC3, 0x28, 0xFF]),
            7 => Replace(line, "\"author_id\":\""u8, "\"author_id\":{\"name\":\""u8),
            _ => chance.Below(5) switch
            {
                0 => "null"u8.ToArray(),
                1 => "[]"u8.ToArray(),
                2 => "{}"u8.ToArray(),
                3 => "<html><body>502 Bad Gateway</body></html>"u8.ToArray(),
                _ => "{\"id\":7,\"created_at\":false,\"text\":{}}"u8.ToArray(),
            },
        };
    }

    private static byte[] Giant(ReadOnlySpan<byte> line)
    {
        var filling = new byte[GiantBytes];
        Array.Fill(filling, (byte)'a');
        return Replace(line, "\"text\":\""u8, [.. "\"text\":\""u8, .. filling]);
    }

    private static byte[] Replace(ReadOnlySpan<byte> line, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        var at = line.IndexOf(from);
        return [.. line[..at], .. to, .. line[(at + from.Length)..]];
    }
}
