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
                cookie.Cookie.SameSite = SameSiteMode.Strict;
                cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
                cookie.Events.OnValidatePrincipal = context =>
                {
                    if (!context.HttpContext.RequestServices.GetRequiredService<KeyRing>().StillKnows(context.Principal!))
                    {
                        context.RejectPrincipal();
                    }
                    return Task.CompletedTask;
                };
            });
        services.AddAuthorization(policies =>
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                policies.AddPolicy(role.ToString(), policy => policy.RequireAssertion(context => Visitor.RoleOf(context.User) >= role));
            }
        });
    }
}
