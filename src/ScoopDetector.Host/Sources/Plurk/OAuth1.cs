using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace ScoopDetector.Host.Sources.Plurk;

/// <summary>Signs requests as OAuth 1.0a wants it (RFC 5849, HMAC-SHA1).</summary>
/// <param name="consumerKey">Of the application.</param>
/// <param name="consumerSecret">Of the application.</param>
/// <param name="token">Of the account.</param>
/// <param name="tokenSecret">Of the account.</param>
internal sealed class OAuth1(string consumerKey, string consumerSecret, string token, string tokenSecret)
{
    /// <summary>What stands behind <c>OAuth</c> in the Authorization header.</summary>
    /// <param name="method">Of the request.</param>
    /// <param name="address">Whole, with its query.</param>
    /// <param name="nonce">Never twice in one second.</param>
    /// <param name="at">Our own clock; servers refuse one that is far off.</param>
    /// <param name="form">What the body of a form holds; none by default.</param>
    public string Header(HttpMethod method, Uri address, string nonce, DateTimeOffset at, params IEnumerable<(string Name, string Value)> form)
    {
        (string Name, string Value)[] own =
        [
            ("oauth_consumer_key", consumerKey),
            ("oauth_nonce", nonce),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            ("oauth_token", token),
            ("oauth_version", "1.0"),
        ];
        var query = QueryHelpers.ParseQuery(address.Query).SelectMany(pair => pair.Value.Select(value => (pair.Key, value ?? "")));
        var signed = own.Append(("oauth_signature", Sign(method, address, [.. own, .. query, .. form])));
        return string.Join(", ", signed.Select(pair => $"{Escape(pair.Item1)}=\"{Escape(pair.Item2)}\""));
    }

    [SuppressMessage("Security", "CA5350", Justification = "The protocol fixes SHA-1. As a keyed hash it is not broken.")]
    private string Sign(HttpMethod method, Uri address, (string Name, string Value)[] parameters)
    {
        var pairs = parameters.Select(pair => (Name: Escape(pair.Name), Value: Escape(pair.Value)))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => $"{pair.Name}={pair.Value}");
        var text = $"{method.Method}&{Escape(address.GetLeftPart(UriPartial.Path))}&{Escape(string.Join('&', pairs))}";
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes($"{Escape(consumerSecret)}&{Escape(tokenSecret)}"), Encoding.UTF8.GetBytes(text)));
    }

    private static string Escape(string text) => Uri.EscapeDataString(text);
}
