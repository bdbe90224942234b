using Microsoft.Extensions.Logging;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Metrics;
using ScoopDetector.Host.Store;
using ScoopDetector.Host.Tests.Support;

namespace ScoopDetector.Host.Tests.Desk;

/// <summary>A desk over a store of its own, served where a test asks for it.</summary>
internal sealed class OpenDesk : IDisposable, IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AlertStore _store;
    private DeskServer? _server;

    public OpenDesk(TimeProvider? clock = null, ILogger? log = null)
    {
        _store = AlertStore.Open(new() { File = File }, clock ?? TimeProvider.System, log);
        Desk = new(_store);
    }

    public Newsdesk Desk { get; private set; }

    public AlertStore Store => _store;

    public string File => _folder.Path("scoop.db");

    public string Address => _server!.Address;

    public async Task<OpenDesk> ServeAsync(DeskOptions? options = null, Courier? courier = null, Vitals? vitals = null)
    {
        _server = await DeskServer.StartAsync(Desk, options ?? new() { Port = 0 }, TimeProvider.System, Xunit.TestContext.Current.CancellationToken, vitals, courier);
        return this;
    }

    /// <summary>As when the program ends and is started again: the same store, at the same address.</summary>
    public async Task RestartAsync()
    {
        var port = new Uri(Address).Port;
        await _server!.DisposeAsync();
        Desk = new(_store);
        await ServeAsync(new() { Port = port });
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
        Dispose();
    }
}
