using System.Globalization;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.HostFiltering;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Desk.Access;
using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Host.Metrics;

/// <summary>Serves metrics and health of a run without a desk: to this machine only, or to whoever has a key of the desk.</summary>
internal sealed class OpsServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OpsServer(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public ScoopMetrics Metrics => _app.Services.GetRequiredService<ScoopMetrics>();

    /// <exception cref="UsageException">The port is taken, or others could reach it without a key.</exception>
    public static async Task<OpsServer> StartAsync(Vitals vitals, MetricsOptions options, DeskOptions desk, TimeProvider clock, CancellationToken stop)
    {
        if (options.IsOpenToOthers && desk.Keys.Count == 0)
        {
            throw new UsageException($"Metrics:Address is {options.Address}, which others can reach, and Desk:Keys is empty: make a key with `scoop key NAME`, or stay on 127.0.0.1.");
        }
        var app = Build(vitals, options, desk, clock);
        try
        {
            await app.StartAsync(stop);
            return new(app);
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            throw new UsageException($"port {options.Port} of {options.Address} is taken by another program: end that one, or choose another with --metrics-port or Metrics:Port.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static WebApplication Build(Vitals vitals, MetricsOptions options, DeskOptions desk, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://{(options.Address.Contains(':') ? $"[{options.Address}]" : options.Address)}:{options.Port}"));
        // Where there are no keys, no page elsewhere may have its own name point here.
        builder.Services.Configure<HostFilteringOptions>(filter => filter.AllowedHosts = options.IsOpenToOthers ? ["*"] : ["127.0.0.1", "localhost", "[::1]", options.Address]);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        // Nobody signs in here: who scrapes is a program and has a key.
        builder.Services.AddSingleton(clock).AddKeys(desk with { Login = new() });
        builder.Services.AddOps(vitals, clock);
        var app = builder.Build();
        app.UseHostFiltering();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapOps();
        return app;
    }
}
