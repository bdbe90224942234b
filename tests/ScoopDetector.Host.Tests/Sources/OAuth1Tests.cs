using ScoopDetector.Host.Sources.Plurk;
using Xunit;

namespace ScoopDetector.Host.Tests.Sources;

public sealed class OAuth1Tests
{
    [Fact]
    public void The_example_that_Twitter_published_has_the_signature_that_Twitter_published()
    {
        var signature = new OAuth1(
            "xvz1evFS4wEEPTGEFPHBog", "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw", "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb", "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE");

        var header = signature.Header(
            HttpMethod.Post,
            new("https://api.twitter.com/1.1/statuses/update.json?include_entities=true"),
            "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg",
            DateTimeOffset.FromUnixTimeSeconds(1_318_622_958),
            ("status", "Hello Ladies + Gentlemen, a signed OAuth request!"));

        Assert.Contains("oauth_signature=\"hCtSmYh%2BiHYCEqBWrE7C7hYmtUk%3D\"", header, StringComparison.Ordinal);
        Assert.StartsWith("oauth_consumer_key=\"xvz1evFS4wEEPTGEFPHBog\", oauth_nonce=\"kYjz", header, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_asked_for_is_signed_in_the_order_of_its_bytes_whatever_letters_it_has()
    {
        // Worked out once by another program, in Python with its own hmac.
        var header = new OAuth1("k", "s", "t", "u").Header(HttpMethod.Get, new("https://a.example/search?query=%E5%9C%B0%E9%9C%87%20%2B&offset=7"), "n", DateTimeOffset.UnixEpoch);

        Assert.Contains($"oauth_signature=\"{Uri.EscapeDataString("qLAemlYYNrtprTZ+2e0XNEzJA7A=")}\"", header, StringComparison.Ordinal);
    }
}
