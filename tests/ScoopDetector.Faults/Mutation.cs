namespace ScoopDetector.Faults;

/// <summary>Makes of a good line what broken programs and hostile people send.</summary>
internal sealed class Mutation(Random chance)
{
    private const int MostFlips = 8;

    private static readonly byte[][] Pieces =
    [
        "\""u8.ToArray(), "\\"u8.ToArray(), "{"u8.ToArray(), "}"u8.ToArray(), "["u8.ToArray(), "]"u8.ToArray(), ","u8.ToArray(), ":"u8.ToArray(), "\0"u8.ToArray(), "\\u0000"u8.ToArray(), "\\ud800"u8.ToArray(), "\r"u8.ToArray(),
        "null"u8.ToArray(), "true"u8.ToArray(), "-"u8.ToArray(), "1e999"u8.ToArray(), "99999999999999999999"u8.ToArray(), "9999-12-31T23:59:60Z"u8.ToArray(), [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF8, 0x88, 0x80, 0x80], [0xEF, 0xBB, 0xBF],
        "\u202E"u8.ToArray(), "\u0301\u0301\u0301\u0301"u8.ToArray(), [.. Enumerable.Repeat((byte)'[', 300)], [.. Enumerable.Repeat((byte)'{', 300)], [.. Enumerable.Repeat((byte)'a', 70_000)],
    ];

    /// <returns>Without a line feed, as that would be another line.</returns>
    public byte[] Of(byte[] line)
    {
        byte[] broken = chance.Next(7) switch
        {
            0 => line[..chance.Next(line.Length)],
            1 => line[chance.Next(line.Length)..],
            2 => Flipped(line),
            3 => Spliced(line, chance.GetItems(Pieces, 1)[0], chance.Next(line.Length)),
            4 => Cut(line),
            5 => [.. line, .. line],
            _ => Noise(),
        };
        return Array.IndexOf(broken, (byte)'\n') < 0 ? broken : [.. broken.Where(one => one != '\n')];
    }

    private byte[] Flipped(byte[] line)
    {
        byte[] flipped = [.. line];
        for (var i = chance.Next(1, MostFlips); i > 0; i--)
        {
            flipped[chance.Next(flipped.Length)] ^= (byte)(1 << chance.Next(8));
        }
        return flipped;
    }

    private byte[] Cut(byte[] line)
    {
        var (from, to) = (chance.Next(line.Length), chance.Next(line.Length));
        return [.. line[..Math.Min(from, to)], .. line[Math.Max(from, to)..]];
    }

    private byte[] Noise()
    {
        var noise = new byte[chance.Next(400)];
        chance.NextBytes(noise);
        return noise;
    }

    private static byte[] Spliced(byte[] line, byte[] piece, int at) => [.. line[..at], .. piece, .. line[at..]];
}
