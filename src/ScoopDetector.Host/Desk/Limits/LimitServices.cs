using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.RateLimiting;
using ScoopDetector.Host.Desk.Access;

namespace ScoopDetector.Host.Desk.Limits;

/// <summary>Holds each visitor to <see cref="LimitOptions"/>.</summary>
internal static class LimitServices
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Nobody knows when a stream ends: it is worth asking again after so long.</summary>
    private static readonly TimeSpan StreamRetryAfter = TimeSpan.FromSeconds(10);

    /// <param name="services">Of the desk.</param>
    /// <param name="options">The limits.</param>
    /// <param name="refusals">Whoever is refused counts there.</param>
    public static void AddLimits(this IServiceCollection services, LimitOptions options, RefusalCounts refusals) => services.AddRateLimiter(limiter =>
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            Each(context => LimitOf(context) is Limit.Requests or Limit.Streams, options.Requests),
            Each(context => LimitOf(context) is Limit.SignIns, options.SignIns),
            PartitionedRateLimiter.Create<HttpContext, (bool, string)>(context => LimitOf(context) is Limit.Streams
                ? RateLimitPartition.GetConcurrencyLimiter(Counted(context), _ => new() { PermitLimit = options.Streams })
                : RateLimitPartition.GetNoLimiter((false, ""))));
        limiter.OnRejected = (rejected, _) => new(RefuseAsync(rejected, options, refusals));
    });

    /// <summary>What is mapped is counted.</summary>
    public static TBuilder Limited<TBuilder>(this TBuilder mapped, Limit limit) where TBuilder : IEndpointConventionBuilder => mapped.WithMetadata(limit);

    /// <summary>Whose requests are counted together. Who is called like an address is not it.</summary>
    private static (bool HasName, string Visitor) Counted(HttpContext context) => (context.User.Identity?.Name is { Length: > 0 }, Visitor(context));

    /// <summary>As it is told to them.</summary>
    private static string Visitor(HttpContext context) =>
        context.User.Identity?.Name is { Length: > 0 } name ? name : $"the address {context.Connection.RemoteIpAddress}";

    private static Limit? LimitOf(HttpContext context) => context.GetEndpoint()?.Metadata.OfType<Limit>().Cast<Limit?>().LastOrDefault();

    private static PartitionedRateLimiter<HttpContext> Each(Func<HttpContext, bool> isCounted, int permits) => PartitionedRateLimiter.Create<HttpContext, (bool, string)>(context => isCounted(context)
        ? RateLimitPartition.GetFixedWindowLimiter(Counted(context), _ => new() { PermitLimit = permits, Window = Window })
        : RateLimitPartition.GetNoLimiter((false, "")));

    private static async Task RefuseAsync(OnRejectedContext rejected, LimitOptions options, RefusalCounts refusals)
    {
        var context = rejected.HttpContext;
        // Only a window knows when it is over.
        var isWindow = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait);
        var (what, limit, most) = LimitOf(context) switch
        {
            Limit.SignIns => ("attempts to sign in each minute", Limit.SignIns, options.SignIns),
            Limit.Streams when !isWindow => ("event streams open at once", Limit.Streams, options.Streams),
            _ => ("requests each minute", Limit.Requests, options.Requests),
        };
        refusals.Add(limit);
        var setting = limit.ToString();
        var seconds = (int)Math.Max(1, Math.Ceiling((isWindow ? wait : StreamRetryAfter).TotalSeconds));
        var words = string.Create(CultureInfo.InvariantCulture, $"There are at most {most} {what} for one visitor (Desk:Limits:{setting}), and {Visitor(context)} has had them: try again in {seconds} s.");
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await Answer(context, words, setting, most).ExecuteAsync(context);
    }

    /// <remarks>A person who signs in is before a form, and a program before a document.</remarks>
    private static IResult Answer(HttpContext context, string words, string setting, int most) => LimitOf(context) is Limit.SignIns && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        ? SignIn.Form(context, context.RequestServices.GetRequiredService<IAntiforgery>(), to: null, words, StatusCodes.Status429TooManyRequests)
        : TypedResults.Problem(words, statusCode: StatusCodes.Status429TooManyRequests, title: "These are too many.", extensions: [new("limit", setting), new("most", most), new("setting", $"Desk:Limits:{setting}")]);
}
