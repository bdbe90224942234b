using System.Runtime.InteropServices;
using ScoopDetector.Host.Sources;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Sources;

public sealed class LiveRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_network_a_broker_of_its_own_the_pipeline_and_the_page_run_in_one_process_until_a_signal()
    {
        var start = (TimeProvider.System.GetUtcNow().AddMinutes(-1).ToUnixTimeMilliseconds() * 1000) + 7;
        await using var server = await new JetstreamServer(start, step: 1, events: 20, perConnection: 20, isSecond: false) { Troubles = [JetstreamServer.Trouble.Silence] }.StartAsync();
        using var scoop = Run(server.Address);
        await scoop.SaysAsync("shows the alerts live; Kafka is at 127.0.0.1:");
        // Saved is what Kafka has acknowledged.
        await Eventually.Holds(() => File.Exists(_folder.Path("bluesky.position")));
        scoop.Send(PosixSignal.SIGTERM);

        var (code, lastLine, _) = await scoop.EndsWithinAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(CommandLine.Done, code);
        Assert.Matches(@"^bluesky: stopped; 20 posts, 0 withdrawals, 0 left out", lastLine);
    }

    [Fact]
    public async Task Without_a_network_it_says_so_in_one_line_and_goes_on_trying()
    {
        using var scoop = Run(new("ws://127.0.0.1:1"));
        await scoop.SaysAsync("For the first 30 minutes it is silent");
        await scoop.ComplainsAsync("bluesky cannot be reached (Connection refused): is this machine on the internet? It is tried again until it works. scoop demo shows the product without a network.");
        scoop.Send(PosixSignal.SIGINT);

        var (code, lastLine, errors) = await scoop.EndsWithinAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(CommandLine.Done, code);
        Assert.Equal("bluesky: stopped; 0 posts, 0 withdrawals, 0 left out; last heard never", lastLine);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ warning: bluesky cannot be reached", Assert.Single(errors.Split('\n'), line => line.Contains("bluesky cannot be reached", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("--source blusky: there are bluesky, mastodon, x, nostr, plurk, lines, topic.", "blusky")]
    [InlineData("--source bluesky,bluesky: name each source once, parted by commas, of bluesky, mastodon, x, nostr, plurk, lines, topic.", "bluesky,bluesky")]
    [InlineData("--source ,: name each source once, parted by commas, of bluesky, mastodon, x, nostr, plurk, lines, topic.", ",")]
    public void A_source_that_is_none_is_told_with_those_that_are(string message, string names) =>
        Assert.Equal(message, Assert.Throws<UsageException>(() => SourceCatalogue.NamesIn(names)).Message);

    [Fact]
    public void The_sources_own_rules_stop_the_start_with_key_and_value()
    {
        var fault = Assert.Throws<UsageException>(() => ScoopDetector.Host.Settings.ScoopSettings.Read(
            ScoopDetector.Host.Settings.SettingsCatalogue.Product, null, new Dictionary<string, string>(), ["Sources:Bluesky:Compress=true", "Sources:Bluesky:Hosts=http://a.example"]));

        Assert.Equal(
            """
            Sources: Bluesky:Hosts holds http://a.example/: it must begin with ws:// or wss://.
            Sources: Bluesky:Compress is true and DictionaryFile is not set: name the file, or set Compress to false.
            """, fault.Message);
    }

    [Fact]
    public async Task A_topic_without_brokers_beside_a_broker_of_its_own_is_refused_as_nobody_writes_there()
    {
        using var scoop = new HostProcess("run", "--source", "topic", "--set", "Sources:Topic:Topic=raw");

        var (code, _, errors) = await scoop.EndsWithinAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(CommandLine.WrongUsage, code);
        Assert.StartsWith("scoop: Sources:Topic:BootstrapServers is not set, and this run brings a broker of its own", errors, StringComparison.Ordinal);
    }

    private HostProcess Run(Uri jetstream) => new(
        "run", "--source", "bluesky", "--set", "Desk:Port=0", "--set", $"Store:File={_folder.Path("scoop.db")}",
        "--set", $"Sources:Bluesky:Hosts={jetstream}", "--set", $"Sources:Folder={_folder.Path("")}");
}
