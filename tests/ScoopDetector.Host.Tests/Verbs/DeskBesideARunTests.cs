using System.Runtime.InteropServices;
using System.Text.Json;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Verbs;

public sealed class DeskBesideARunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_serves_the_desk_beside_it_and_both_end_together()
    {
        using var run = new HostProcess("run", "--embedded", "--desk", "--set", "Desk:Port=0", "--set", $"Store:File={_folder.Path("scoop.db")}");
        var address = (await run.SaysAsync("The desk is at")).Split(' ')[^1];
        using var http = new HttpClient { BaseAddress = new(address) };

        using var beat = JsonDocument.Parse(await http.GetStringAsync("/api/v1/heartbeat", TestContext.Current.CancellationToken));
        Assert.Equal("learning what is usual", beat.RootElement.GetProperty("words").GetString());

        Assert.Contains("scoop_messages_read_total", await http.GetStringAsync("/metrics", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("""{"status":"ok","reasons":[]}""", await http.GetStringAsync("/health/live", TestContext.Current.CancellationToken));

        run.Send(PosixSignal.SIGTERM);
        var (code, lastLine, _) = await run.EndsWithinAsync(TimeSpan.FromSeconds(30));
        Assert.Equal((CommandLine.Done, "The end: 0 messages read, 0 left out."), (code, lastLine));
        Assert.True(File.Exists(_folder.Path("scoop.db")));
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_stops_the_start_with_the_mend()
    {
        using var run = new HostProcess("run", "--embedded", "--desk", "--set", "Desk:Port=0", "--set", $"Store:File={_folder.Path("no/such/folder.db")}");
        var (code, _, errors) = await run.EndsWithinAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(CommandLine.WrongUsage, code);
        Assert.Contains("name a SQLite file, or none yet, in a folder that may be written.", errors, StringComparison.Ordinal);
    }
}
