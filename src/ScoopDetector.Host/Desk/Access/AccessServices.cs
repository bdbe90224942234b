using Microsoft.AspNetCore.Authentication;

namespace ScoopDetector.Host.Desk.Access;

/// <summary>Who is let in, and to what: the same for the desk and for whatever is served beside a run.</summary>
internal static class AccessServices
{
    public static void AddKeys(this IServiceCollection services, DeskOptions options)
    {
        services.AddSingleton(options).AddSingleton<KeyRing>();
        services.AddAuthentication(KeyAuthentication.Name)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.Name, null)
            .AddCookie(cookie =>
            {
                cookie.Cookie.Name = "scoop";
                // A browser that comes back from a provider comes from elsewhere, and must not seem to be nobody. What acts is refused from elsewhere by PageGuard in either case.
                cookie.Cookie.SameSite = options.Login.IsOn ? SameSiteMode.Lax : SameSiteMode.Strict;
                cookie.Cookie.SecurePolicy = options.Login.Address?.Scheme == Uri.UriSchemeHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
                cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
                cookie.Events.OnValidatePrincipal = context =>
                {
                    var services = context.HttpContext.RequestServices;
                    if (!services.GetRequiredService<KeyRing>().StillKnows(context.Principal!) && !services.GetRequiredService<Login>().StillKnows(context.Principal!))
                    {
                        context.RejectPrincipal();
                    }
                    return Task.CompletedTask;
                };
                // What an account may is asked of its provider anew after that time, however busy somebody is.
                cookie.Events.OnCheckSlidingExpiration = context =>
                {
                    context.ShouldRenew &= !context.HttpContext.RequestServices.GetRequiredService<Login>().StillKnows(context.Principal!);
                    return Task.CompletedTask;
                };
            })
            .AddLogin(options.Login);
        services.AddAuthorization(policies =>
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                policies.AddPolicy(role.ToString(), policy => policy.RequireAssertion(context => Visitor.RoleOf(context.User) >= role));
            }
        });
    }
}
