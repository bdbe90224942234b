using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using ScoopDetector.Host.Desk.Limits;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Desk.Access;

/// <summary>Sign-in by the provider: authorization code with PKCE; its tokens are looked at once and not kept.</summary>
internal static partial class LoginServices
{
    /// <summary>Where the button leads to.</summary>
    public const string Path = "/sign-in/login";

    private const string Scheme = "Login";

    /// <summary>Where the provider sends browsers back to.</summary>
    private const string Callback = "/sign-in/done";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static AuthenticationBuilder AddLogin(this AuthenticationBuilder authentication, LoginOptions login)
    {
        authentication.Services.AddSingleton<Login>();
        if (!login.IsOn)
        {
            return authentication;
        }
        return authentication.AddOpenIdConnect(Scheme, provider =>
        {
            provider.Authority = login.Authority!.AbsoluteUri;
            provider.RequireHttpsMetadata = login.Authority.Scheme == Uri.UriSchemeHttps;
            (provider.ClientId, provider.ClientSecret) = (login.ClientId, login.ClientSecret);
            provider.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            provider.CallbackPath = Callback;
            provider.ResponseType = OpenIdConnectResponseType.Code;
            provider.ResponseMode = OpenIdConnectResponseMode.Query;
            provider.UsePkce = true;
            provider.SaveTokens = false;
            provider.MapInboundClaims = false;
            provider.GetClaimsFromUserInfoEndpoint = false;
            provider.BackchannelTimeout = Patience;
            // Browsers come back by a link, to which lax cookies are sent. Behind a proxy the desk itself hears plain HTTP, and yet they are for https only.
            foreach (var cookie in (CookieBuilder[])[provider.CorrelationCookie, provider.NonceCookie])
            {
                cookie.SameSite = SameSiteMode.Lax;
                cookie.SecurePolicy = login.Address?.Scheme == Uri.UriSchemeHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            }
            provider.Events = new()
            {
                OnRedirectToIdentityProvider = redirect =>
                {
                    redirect.ProtocolMessage.RedirectUri = login.Address is { } desk ? new Uri(desk, Callback).AbsoluteUri : redirect.ProtocolMessage.RedirectUri;
                    return Task.CompletedTask;
                },
                OnTokenValidated = Enter,
                OnRemoteFailure = failure =>
                {
                    failure.HandleResponse();
                    return RefuseAsync(failure.HttpContext, failure.Failure!);
                },
            };
        });
    }

    public static void MapLogin(this IEndpointRouteBuilder app, LoginOptions login)
    {
        if (login.IsOn)
        {
            app.MapGet(Path, LeaveAsync).AllowAnonymous().Limited(Limit.SignIns).ExcludeFromDescription();
        }
    }

    /// <summary>Ends what a browser keeps open, pages and streams, when its session ends.</summary>
    public static void UseLoginEnd(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var end = context.RequestServices.GetRequiredService<Login>().EndOf(context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult);
        var clock = context.RequestServices.GetRequiredService<TimeProvider>();
        var left = end - clock.GetUtcNow();
        await using var timer = left > TimeSpan.Zero ? clock.CreateTimer(_ => context.Abort(), null, left.Value, Timeout.InfiniteTimeSpan) : null;
        await next(context);
    });

    private static async Task LeaveAsync(HttpContext context, string? to)
    {
        try
        {
            await context.ChallengeAsync(Scheme, new() { RedirectUri = SignIn.Local(to) });
        }
        catch (Exception fault) when (IsOutOfReach(fault))
        {
            await RefuseAsync(context, fault);
        }
    }

    private static Task Enter(TokenValidatedContext validated)
    {
        if (validated.HttpContext.RequestServices.GetRequiredService<Login>().Open(validated.Principal!) is { } user)
        {
            validated.Principal = user;
        }
        else
        {
            validated.Fail(new NobodyException(Login.NameOf(validated.Principal!)));
        }
        return Task.CompletedTask;
    }

    private static Task RefuseAsync(HttpContext context, Exception fault)
    {
        var login = context.RequestServices.GetRequiredService<DeskOptions>().Login;
        var log = context.RequestServices.GetRequiredService<ILogger>();
        var (words, status) = Words(login, fault);
        if (IsOutOfReach(fault))
        {
            LogOutOfReach(log, login.Authority!, Innermost(fault));
        }
        else
        {
            LogRefused(log, Innermost(fault));
        }
        return SignIn.Form(context, context.RequestServices.GetRequiredService<IAntiforgery>(), to: null, words, status).ExecuteAsync(context);
    }

    private static (string Words, int Status) Words(LoginOptions login, Exception fault) => fault switch
    {
        NobodyException nobody => (string.Create(CultureInfo.InvariantCulture,
            $"{nobody.Name} is signed in with {login.Name}, and has no role at this desk. Ask whoever runs the desk for one: it goes by the claim '{login.RolesClaim}' of the account."), StatusCodes.Status403Forbidden),
        _ when Chain(fault).OfType<StoreFault>().FirstOrDefault() is { } store => ($"You come for the first time, and the desk cannot keep who you are: {store.Message}. Try again when it can.", store.IsFull ? StatusCodes.Status507InsufficientStorage : StatusCodes.Status503ServiceUnavailable),
        _ when IsOutOfReach(fault) => ($"{Upper(login.Name)} cannot be asked now: it does not answer. Try again in a while, or come with a key.", StatusCodes.Status502BadGateway),
        _ => ($"This sign-in with {login.Name} was refused: it was not begun in this browser, was not confirmed, or took too long. Begin again.", StatusCodes.Status401Unauthorized),
    };

    /// <remarks>What the provider says of itself is fetched by a class that wraps all that goes wrong in an InvalidOperationException.</remarks>
    private static bool IsOutOfReach(Exception fault) => Chain(fault).Any(each => each is HttpRequestException or IOException or OperationCanceledException);

    private static string Innermost(Exception fault) => Chain(fault).Last().Message.ReplaceLineEndings(" ");

    private static IEnumerable<Exception> Chain(Exception fault)
    {
        for (var each = fault; each is not null; each = each.InnerException)
        {
            yield return each;
        }
    }

    private static string Upper(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    [LoggerMessage(Level = LogLevel.Warning, Message = "sign-in: {Authority} cannot be asked ({Reason}). Whoever has a key is let in; the provider is asked anew at each sign-in.")]
    private static partial void LogOutOfReach(ILogger log, Uri authority, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "sign-in: somebody was not let in ({Reason})")]
    private static partial void LogRefused(ILogger log, string reason);
}
