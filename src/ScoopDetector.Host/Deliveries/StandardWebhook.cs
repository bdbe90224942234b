using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ScoopDetector.Host.Deliveries;

/// <summary>The symmetric signature of the Standard Webhooks specification: HMAC-SHA256 over id, time and body.</summary>
internal static class StandardWebhook
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    private const string Prefix = "whsec_";
    private const int Least = 24;
    private const int Most = 64;

    public static bool IsSecret(string secret) => Key(secret) is { Length: >= Least and <= Most };

    /// <param name="secrets">One signature for each, parted by spaces: whoever knows any of them can check.</param>
    /// <param name="id">The idempotency key.</param>
    /// <param name="at">Receivers refuse what is too old.</param>
    /// <param name="body">Byte for byte as it is sent.</param>
    public static string Sign(IEnumerable<string> secrets, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}.")), .. body];
        return string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Key(secret)!, signed))}"));
    }

    private static byte[]? Key(string secret)
    {
        var key = new byte[secret.Length];
        return secret.StartsWith(Prefix, StringComparison.Ordinal) && Convert.TryFromBase64String(secret[Prefix.Length..], key, out var length) ? key[..length] : null;
    }
}
