using System.Globalization;
using Microsoft.Net.Http.Headers;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Desk.Api;

/// <summary>What was not changed since it was last asked for is not sent again.</summary>
internal static class ETag
{
    public static IResult Of(HttpContext context, AlertStore store, long change, Func<IResult> answer)
    {
        var tag = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{store.Id}-{change}\""), isWeak: true);
        context.Response.GetTypedHeaders().ETag = tag;
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : answer();
    }
}
