using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ScoopDetector.Host.Desk.Limits;

namespace ScoopDetector.Host.Desk.Access;

/// <summary>Where a browser gives its key once, and where it gives it back.</summary>
internal static class SignIn
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in", (HttpContext context, IAntiforgery antiforgery, string? to) => Form(context, antiforgery, to, "")).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/sign-in", EnterAsync).AllowAnonymous().Limited(Limit.SignIns).ExcludeFromDescription();
        app.MapPost("/sign-out", LeaveAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> EnterAsync(HttpContext context, IAntiforgery antiforgery, KeyRing keys, [FromForm] string? key, [FromForm] string? to)
    {
        if (keys.Open(key?.Trim() ?? "", CookieAuthenticationDefaults.AuthenticationScheme) is not { } user)
        {
            return Form(context, antiforgery, to, "This key is nobody's. Ask whoever runs the desk for one.");
        }
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, user);
        return TypedResults.LocalRedirect(Local(to));
    }

    private static async Task<IResult> LeaveAsync(HttpContext context, [FromForm] string? to)
    {
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.LocalRedirect(Local(to));
    }

    /// <summary>Only to a page of the desk. Browsers pass over a tab or a line feed, and what is left may begin with two slashes.</summary>
    public static string Local(string? to) =>
        to is { Length: > 0 } && to[0] == '/' && !to.StartsWith("//", StringComparison.Ordinal) && !to.StartsWith("/\\", StringComparison.Ordinal) && !to.Any(char.IsControl) ? to : "/";

    /// <param name="to">The page of the desk that comes next; null for the first.</param>
    /// <param name="fault">What is said above the form; empty for nothing.</param>
    /// <param name="status">Of the answer, where there is a fault.</param>
    public static ContentHttpResult Form(HttpContext context, IAntiforgery antiforgery, string? to, string fault, int status = StatusCodes.Status401Unauthorized)
    {
        var tokens = antiforgery.GetAndStoreTokens(context);
        var login = context.RequestServices.GetRequiredService<DeskOptions>().Login;
        var hasKeys = !context.RequestServices.GetRequiredService<KeyRing>().IsEmpty;
        string Text(string? text) => HtmlEncoder.Default.Encode(text ?? "");
        // A link and no form: the page may send forms to the desk only, and the provider is elsewhere.
        var button = login.IsOn ? $"""<p><a class="button" href="{LoginServices.Path}?to={Uri.EscapeDataString(Local(to))}">Sign in with {Text(login.Name)}</a></p>""" : "";
        var form = hasKeys || !login.IsOn
            ? $"""
                <form method="post" action="/sign-in">
                <label for="key">{(login.IsOn ? "Or with your key" : "Your key")}</label><input id="key" name="key" type="password" autocomplete="current-password" required autofocus>
                <input type="hidden" name="to" value="{Text(Local(to))}"><input type="hidden" name="{Text(tokens.FormFieldName)}" value="{Text(tokens.RequestToken)}">
                <button>Sign in</button></form>
                """
            : "";
        return TypedResults.Text(
            $"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Sign in · Scoop</title>
            <link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/desk.css"></head>
            <body class="sign-in"><main><h1>ScoopDetector</h1>
            <p class="fault" role="alert">{Text(fault)}</p>{button}{form}</main></body></html>
            """,
            "text/html; charset=utf-8",
            statusCode: fault.Length == 0 ? StatusCodes.Status200OK : status);
    }
}
