namespace ScoopDetector.Terms;

/// <summary>Brings a link into canonical form, so that the same page counts as the same term however it was shared.</summary>
internal static class CanonicalLink
{
    private static ReadOnlySpan<byte> Separator => "://"u8;

    /// <summary>The longest link that is looked at, in bytes; the rest of a longer one is ignored.</summary>
    private const int Longest = 400;

    /// <summary>Hash of host and path in lower-case host, without scheme, <c>www.</c> or <c>m.</c>, port, fragment, trailing slash and tracking parameters.</summary>
    /// <remarks>Parameters that name the page (<c>id</c>, <c>v</c>, <c>p</c>, <c>story</c> …) are kept; the rest are nearly always tracking, so everything
    /// beyond a short list goes.</remarks>
    public static ulong Hash(ReadOnlySpan<byte> link)
    {
        if (link.Length > Longest)
        {
            link = link[..Longest];
        }
        var scheme = link.IndexOf(Separator);
        if (scheme >= 0)
        {
            link = link[(scheme + Separator.Length)..];
        }
        var fragment = link.IndexOf((byte)'#');
        if (fragment >= 0)
        {
            link = link[..fragment];
        }
        var question = link.IndexOf((byte)'?');
        var query = question >= 0 ? link[(question + 1)..] : default;
        var address = question >= 0 ? link[..question] : link;
        address = address.TrimEnd((byte)'/');
        var slash = address.IndexOf((byte)'/');
        var host = slash >= 0 ? address[..slash] : address;
        var path = slash >= 0 ? address[slash..] : default;
        var port = host.IndexOf((byte)':');
        if (port >= 0)
        {
            host = host[..port];
        }
        Span<byte> lower = stackalloc byte[host.Length];
        for (var i = 0; i < host.Length; i++)
        {
            lower[i] = host[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(host[i] | 0x20) : host[i];
        }
        ReadOnlySpan<byte> name = lower;
        foreach (var prefix in (ReadOnlySpan<string>)["www.", "m.", "mobile.", "amp."])
        {
            if (name.Length > prefix.Length + 3 && StartsWith(name, prefix))
            {
                name = name[prefix.Length..];
                break;
            }
        }
        var hash = Hash64.Pair(Hash64.Of(name), Hash64.Of(path));
        var naming = HashNamingParameters(query);
        return naming == 0 ? hash : Hash64.Pair(hash, naming);
    }

    /// <summary>0 if no parameter names the page.</summary>
    private static ulong HashNamingParameters(ReadOnlySpan<byte> query)
    {
        var hash = 0UL;
        foreach (var range in query.Split((byte)'&'))
        {
            var parameter = query[range];
            if (NamesThePage(parameter))
            {
                // A sum, so that the order of parameters does not matter.
                hash += Hash64.Of(parameter);
            }
        }
        return hash;
    }

    private static bool NamesThePage(ReadOnlySpan<byte> parameter) =>
        parameter.StartsWith("v="u8) || parameter.StartsWith("id="u8) || parameter.StartsWith("p="u8) || parameter.StartsWith("story"u8)
        || parameter.StartsWith("article"u8) || parameter.StartsWith("q="u8) || parameter.StartsWith("list="u8);

    private static bool StartsWith(ReadOnlySpan<byte> bytes, string ascii)
    {
        for (var i = 0; i < ascii.Length; i++)
        {
            if (bytes[i] != ascii[i])
            {
                return false;
            }
        }
        return true;
    }
}
