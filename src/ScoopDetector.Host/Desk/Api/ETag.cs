using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Desk.Api;

/// <summary>What was not changed since it was last asked for is not sent again.</summary>
internal static class ETag
{
    /// <param name="context">Who asks.</param>
    /// <param name="store">Of what is asked.</param>
    /// <param name="change">The number of the latest change that the answer may hang on.</param>
    /// <param name="answer">Is made if it is not known.</param>
    /// <param name="besides">What else it hangs on; null for nothing.</param>
    public static IResult Of(HttpContext context, AlertStore store, long change, Func<IResult> answer, string? besides = null)
    {
        var also = besides is null ? "" : $"-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(besides)).AsSpan(0, 6))}";
        var tag = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{store.Id}-{change}{also}\""), isWeak: true);
        context.Response.GetTypedHeaders().ETag = tag;
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : answer();
    }
}
