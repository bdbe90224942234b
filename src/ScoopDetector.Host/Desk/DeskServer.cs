using System.Globalization;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.HostFiltering;
using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Host.Desk;

/// <summary>Serves the desk to this machine only.</summary>
internal sealed class DeskServer : IAsyncDisposable
{
    // What people post ends up on the page: nothing but the desk's own files may run, load or frame it.
    private const string ContentPolicy = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

    private readonly WebApplication _app;
    private readonly AlertBoard _board;

    private DeskServer(WebApplication app, AlertBoard board) => (_app, _board) = (app, board);

    /// <summary>Where the page is.</summary>
    public string Address => _app.Urls.First();

    /// <param name="board">What is shown.</param>
    /// <param name="port">0 for any that is free.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<DeskServer> StartAsync(AlertBoard board, int port, CancellationToken stop)
    {
        var app = Build(board, port);
        try
        {
            await app.StartAsync(stop);
            return new(app, board);
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            throw new UsageException($"port {port} of 127.0.0.1 is taken by another program: end that one, or choose another with --port.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The open streams end first; otherwise the server would wait for them.
        _board.Close();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static WebApplication Build(AlertBoard board, int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        builder.Services.AddSingleton(board);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        // A page elsewhere whose name is made to point to 127.0.0.1 must not read the desk.
        builder.Services.Configure<HostFilteringOptions>(filter => filter.AllowedHosts = ["127.0.0.1", "localhost"]);
        var app = builder.Build();
        app.UseHostFiltering();
        app.Use(Guard);
        app.MapDeskPage();
        app.MapDeskApi();
        return app;
    }

    private static Task Guard(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
        return next(context);
    }
}
