namespace ScoopDetector.Host.Desk;

/// <summary>What people post ends up on the page, and the desk is often one tab among many: nothing but the desk's own files may run, load or frame it, and no other page may act in its name.</summary>
internal sealed class PageGuard(RequestDelegate next)
{
    private const string ContentPolicy =
        "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        // With none at all a browser would send its own forms from an origin called null, and they would be refused.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-cache";
        if (IsFromElsewhere(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }
        return next(context);
    }

    /// <remarks>Browsers name the page that asks in Origin, for all that changes something and for web sockets, over which the desk acts.</remarks>
    private static bool IsFromElsewhere(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
