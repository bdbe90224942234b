using Microsoft.AspNetCore.Http.HttpResults;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ScoopDetector.Host.Desk.Access;

namespace ScoopDetector.Host.Metrics;

/// <summary><c>/metrics</c> for Prometheus and <c>/health</c> for whoever keeps the process running.</summary>
internal static class OpsApi
{
    public static void AddOps(this IServiceCollection services, Vitals vitals, TimeProvider clock)
    {
        services.AddSingleton(new Health(vitals, clock)).AddSingleton(_ => new ScoopMetrics(vitals));
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("scoop")).WithMetrics(metrics => metrics.AddMeter(ScoopMetrics.Name, "System.Runtime").AddPrometheusExporter());
        if (vitals.Options.OtlpEndpoint is { } endpoint)
        {
            telemetry.WithTracing(traces => traces
                .AddSource(ScoopTraces.Name)
                .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(vitals.Options.OtlpShare)))
                .AddOtlpExporter(otlp => otlp.Endpoint = endpoint));
        }
    }

    /// <summary>Metrics are for those who may look; that a process is well or not, everybody may know who can reach it: probes have no keys.</summary>
    public static void MapOps(this WebApplication app)
    {
        // Made now: the instruments are there from the first scrape on.
        app.Services.GetRequiredService<ScoopMetrics>();
        app.MapPrometheusScrapingEndpoint().RequireAuthorization(nameof(Role.Viewer));
        var health = app.MapGroup("/health").AllowAnonymous().ExcludeFromDescription();
        health.MapGet("/live", (Health of, HttpContext context) => Answer(of.Live(), context));
        health.MapGet("/ready", (Health of, HttpContext context) => Answer(of.Ready(), context, of.Standby, of.Behind));
        health.MapGet("/startup", (Health of, HttpContext context) => Answer(of.Startup(), context));
    }

    /// <summary>Why, for whom it stands by and how far behind it is, is said to those who may look: the words name brokers and networks.</summary>
    private static JsonHttpResult<HealthAnswer> Answer(IReadOnlyList<string> reasons, HttpContext context, string? standby = null, string? behind = null)
    {
        var (isWell, mayLook) = (reasons.Count == 0, Visitor.RoleOf(context.User) is not null);
        return TypedResults.Json(
            new HealthAnswer(isWell ? "ok" : "not ok", mayLook ? reasons : [], mayLook ? standby : null, mayLook ? behind : null),
            statusCode: isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
