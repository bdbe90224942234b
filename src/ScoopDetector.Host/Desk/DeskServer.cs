using System.Globalization;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Desk.Access;
using ScoopDetector.Host.Desk.Api;
using ScoopDetector.Host.Desk.Limits;
using ScoopDetector.Host.Desk.Pages;
using ScoopDetector.Host.Feeds;
using ScoopDetector.Host.Metrics;
using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Host.Desk;

/// <summary>Serves the desk and its API: to this machine only, or to whoever has a key.</summary>
internal sealed class DeskServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Newsdesk _desk;

    private DeskServer(WebApplication app, Newsdesk desk) => (_app, _desk) = (app, desk);

    /// <summary>Where the page is.</summary>
    public string Address => _app.Urls.First();

    /// <param name="desk">What is shown.</param>
    /// <param name="options">Where, and to whom.</param>
    /// <param name="clock">For how long an act can be undone at a key.</param>
    /// <param name="stop">Gives up.</param>
    /// <param name="vitals">Of the run beside, for metrics and health; null for neither.</param>
    /// <param name="courier">Of what leaves the desk; null if nothing does.</param>
    /// <param name="log">Of sign-ins that a provider could not or did not let in; null for none.</param>
    /// <param name="kafka">Whose topics are described; null for those of the defaults.</param>
    public static async Task<DeskServer> StartAsync(Newsdesk desk, DeskOptions options, TimeProvider clock, CancellationToken stop, Vitals? vitals = null, Courier? courier = null, ILogger? log = null, Kafka.KafkaOptions? kafka = null)
    {
        var app = Build(desk, options, clock, vitals, courier ?? Courier.Idle(desk.Store, clock), log ?? NullLogger.Instance, kafka ?? new());
        try
        {
            await app.StartAsync(stop);
            return new(app, desk);
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            throw new UsageException($"port {options.Port} of {options.Address} is taken by another program: end that one, or choose another: Desk:Port of a run, --port of demo.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The open streams end first; otherwise the server would wait for them.
        _desk.Close();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static WebApplication Build(Newsdesk desk, DeskOptions options, TimeProvider clock, Vitals? vitals, Courier courier, ILogger log, Kafka.KafkaOptions kafka)
    {
        // The program's own folder, wherever it was started.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(DeskServer).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://{(options.Address.Contains(':') ? $"[{options.Address}]" : options.Address)}:{options.Port}"));
        var refusals = new RefusalCounts();
        AddServices(builder.Services, desk, options, clock, refusals);
        builder.Services.AddSingleton(courier).AddSingleton(log);
        if (vitals is not null)
        {
            builder.Services.AddOps(vitals with { Store = desk.Store.Health, Acts = desk.Store.Acts.Counts, Refusals = refusals }, clock);
        }
        var app = builder.Build();
        // Made now: the names of keys are theirs before anybody comes.
        app.Services.GetRequiredService<KeyRing>();
        app.UseProxies(options);
        app.UseHostFiltering();
        app.UseMiddleware<PageGuard>();
        app.UseExceptionHandler();
        app.UseStatusCodePages(NoSuchPage.AnswerAsync);
        app.UseAuthentication();
        // Whose requests they are is known by now; those that are refused for want of a key count too.
        app.UseRateLimiter();
        app.UseLoginEnd();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapOpenApi("/api/{documentName}/openapi.json").AllowAnonymous().Limited(Limit.Requests);
        app.MapTopics(kafka);
        var api = app.MapGroup("/api/v1").RequireAuthorization(nameof(Role.Viewer)).DisableAntiforgery().Limited(Limit.Requests);
        api.MapAlerts();
        api.MapActs();
        api.MapLeads();
        api.MapDeliveries();
        app.MapFeeds();
        app.MapSignIn();
        app.MapLogin(options.Login);
        if (vitals is not null)
        {
            app.MapOps();
        }
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(render => render.ContentSecurityFrameAncestorsPolicy = null).RequireAuthorization(nameof(Role.Viewer));
        return app;
    }

    private static void AddServices(IServiceCollection services, Newsdesk desk, DeskOptions options, TimeProvider clock, RefusalCounts refusals)
    {
        services.AddSingleton(desk).AddSingleton(clock).AddSingleton<Names>().AddKeys(options);
        services.AddLimits(options.Limits, refusals);
        services.AddScoped<Session>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        services.Configure<HostFilteringOptions>(filter => filter.AllowedHosts = ["127.0.0.1", "localhost", "[::1]", options.Address, .. options.Hosts]);
        services.AddProblemDetails().AddExceptionHandler<StoreFaultHandler>();
        services.AddOpenApi("v1", document => document.AddDocumentTransformer((described, _, _) =>
        {
            described.Info = new() { Title = "ScoopDetector", Version = "v1", Description = "The alert desk for programs. Errors are problem+json, and name the field, its value and what is allowed." };
            described.Servers = [];
            return Task.CompletedTask;
        }));
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
    }
}
