using Microsoft.AspNetCore.Diagnostics;

namespace ScoopDetector.Host.Desk;

/// <summary>What a person sees whose address is that of no page: a way back. Programs get a problem in JSON, as everywhere.</summary>
internal static class NoSuchPage
{
    private static string Page(string what, string why) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>No such page · Scoop</title>
        <link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/desk.css"><script src="/theme.js"></script></head>
        <body class="sign-in"><main><h1>{what}</h1>
        <p>{why}</p>
        <p><a class="button" href="/">To the desk</a></p></main></body></html>
        """;

    private static readonly string NoPage = Page("There is no such page", "The address may be mistyped. An event that is no longer kept has no page either.");
    private static readonly string NoEvent = Page("There is no such event", "The address may be mistyped, or its time was over and it is no longer kept.");
    private static readonly string[] ForPrograms = ["/api", "/feeds", "/health", "/metrics"];
    private static readonly StatusCodePagesOptions Usual = new();

    public static Task AnswerAsync(StatusCodeContext context)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        if (response.StatusCode != StatusCodes.Status404NotFound || !IsFromAPerson(request))
        {
            return Usual.HandleAsync(context);
        }
        response.ContentType = "text/html; charset=utf-8";
        return response.WriteAsync(request.Path.StartsWithSegments("/events", StringComparison.Ordinal) ? NoEvent : NoPage, context.HttpContext.RequestAborted);
    }

    /// <summary>A browser says that it would like a page; a program takes anything.</summary>
    private static bool IsFromAPerson(HttpRequest request) => HttpMethods.IsGet(request.Method)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !ForPrograms.Any(path => request.Path.StartsWithSegments(path, StringComparison.Ordinal));
}
