using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ScoopDetector.Host.Http;

/// <summary>Knows which addresses are nobody's but one's own: neither a hook nor a feed may be pointed at what is inside (server-side request forgery). Safe to use from any thread.</summary>
/// <remarks>The ranges are those that IANA lists as not globally reachable (RFC 6890), with those in which another address is wrapped: there the inner one is looked at.</remarks>
/// <param name="allowed">The networks that are allowed all the same.</param>
/// <param name="setting">In which setting they stand, for whoever is refused.</param>
internal sealed class AddressGuard(IEnumerable<string> allowed, string setting)
{
    private static readonly IPNetwork[] Private =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>All of IPv6 that is given out to anybody; the rest is local, reserved or in groups.</summary>
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    private readonly IPNetwork[] _allowed = [.. allowed.Select(IPNetwork.Parse)];
    private long _refused;

    /// <summary>Connections that were not made.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Those that may be connected to.</summary>
    /// <param name="found">All that a name has.</param>
    /// <exception cref="ForbiddenAddressException">There is none.</exception>
    public IPAddress[] Good(IPAddress[] found)
    {
        var good = found.Where(Allows).ToArray();
        if (good.Length > 0)
        {
            return good;
        }
        Interlocked.Increment(ref _refused);
        throw new ForbiddenAddressException(found.Length == 0 ? "its name has no address" : $"its address is private, and not in {setting}");
    }

    public bool Allows(IPAddress address)
    {
        var plain = Inner(address);
        return _allowed.Any(network => network.Contains(plain)) || IsPublic(plain);
    }

    private static bool IsPublic(IPAddress address) =>
        (address.AddressFamily == AddressFamily.InterNetwork || Global.Contains(address)) && !Private.Any(network => network.Contains(address));

    /// <summary>The IPv4 address that an IPv6 address stands for; itself where it stands for none.</summary>
    private static IPAddress Inner(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return address;
        }
        var bytes = address.GetAddressBytes();
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
            : SixToFour.Contains(address) ? new(bytes.AsSpan(2, 4))
            : Translated.Contains(address) || IsCompatible(bytes) ? new(bytes.AsSpan(12, 4))
            : address;
    }

    /// <summary>::a.b.c.d, long out of use; neither :: nor ::1.</summary>
    private static bool IsCompatible(byte[] bytes) => bytes.AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0 && BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(12)) > 1;
}
