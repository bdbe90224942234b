using System.Globalization;
using ScoopDetector.Host.Sources;
using ScoopDetector.Host.Sources.Bluesky;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Host.Tests.Sources;

public sealed class BlueskySourceTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly VirtualClock _clock = new(Now);
    private readonly CollectingOutput _output = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Hours_with_a_fault_a_minute_lose_no_post_and_repeat_none(bool isSecond, bool compress)
    {
        var wire = isSecond ? JetstreamWire.Second : JetstreamWire.First;
        const int EventsAMinute = 6;
        // SCOOP_TEST_MINUTES=1440 makes it a day, which takes a minute or two.
        var minutes = int.TryParse(Environment.GetEnvironmentVariable("SCOOP_TEST_MINUTES"), CultureInfo.InvariantCulture, out var asked) ? asked : 90;
        var events = minutes * EventsAMinute;
        await using var server = await new JetstreamServer(Start(), step: 60 / EventsAMinute, events, EventsAMinute, isSecond).StartAsync();
        await using var source = Start(Options(server, wire) with { Rewind = TimeSpan.FromSeconds(15), Compress = compress, DictionaryFile = Dictionary(server) });

        await source.UntilAsync(() => _output.Count >= events, () => server.IsSilent);
        await source.StopAsync();

        Assert.Equal(Enumerable.Range(0, events).Select(JetstreamServer.IdOf).Order(), _output.Told.Select(line => line.Split(' ')[1]).Order());
        Assert.True(server.Connections > minutes);
        Assert.True(source.Health.Drops[Drop.Duplicate] > 0);
        Assert.True(source.Health.Drops[Drop.Malformed] > 0);
        Assert.Equal(0, source.Health.Gaps);
    }

    [Fact]
    public async Task What_is_heard_is_stamped_by_our_own_clock()
    {
        await using var server = await ServerAsync(JetstreamWire.First, events: 5, JetstreamServer.Trouble.Silence);
        await using var source = Start(Options(server));

        await source.UntilAsync(() => _output.Count == 5);

        Assert.Equal(Now.ToUnixTimeMilliseconds(), _output.LastObservedAt);
        Assert.Equal(Now, source.Health.LastHeard);
    }

    [Fact]
    public async Task A_position_is_saved_only_when_Kafka_has_acknowledged()
    {
        await using var server = await ServerAsync(JetstreamWire.First, events: 50, JetstreamServer.Trouble.Silence);
        _output.Gate.Reset();
        await using var source = Start(Options(server));
        await source.UntilAsync(() => _output.Count == 50);
        var stopping = source.StopAsync();

        Assert.False(File.Exists(_folder.Path("bluesky.position")));
        _output.Gate.Set();
        await Eventually.Holds(() => stopping.IsCompleted);

        Assert.Equal(Micros(49), await File.ReadAllTextAsync(_folder.Path("bluesky.position"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_new_start_goes_on_a_little_before_the_saved_position()
    {
        _folder.Write("bluesky.position", Micros(1000));
        await using var server = await ServerAsync(JetstreamWire.First, events: 1010);
        await using var source = Start(Options(server));

        await source.UntilAsync(() => _output.Count == 15, () => server.IsSilent);

        Assert.Equal(JetstreamServer.IdOf(995), _output.Told[0].Split(' ')[1]);
        Assert.Contains(server.Server.Requests, request => request.Contains($"cursor={Micros(995)}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_position_that_is_too_old_is_given_up_and_the_gap_is_told()
    {
        _folder.Write("bluesky.position", Micros(-200_000));
        await using var server = await ServerAsync(JetstreamWire.First, events: 5, JetstreamServer.Trouble.Silence);
        await using var source = Start(Options(server));

        await source.UntilAsync(() => _output.Count == 5);

        Assert.Equal(1, source.Health.Gaps);
        Assert.DoesNotContain(server.Server.Requests, request => request.Contains("cursor", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_a_wrong_dictionary_it_goes_on_uncompressed()
    {
        await using var server = await new JetstreamServer(Start(), 1, 20, 20, isSecond: true) { SpoilsDictionary = true, Troubles = [JetstreamServer.Trouble.Silence] }.StartAsync();
        await using var source = Start(Options(server, JetstreamWire.Second) with { Compress = true });

        await source.UntilAsync(() => _output.Count == 20);

        Assert.DoesNotContain("zstd", server.Server.Requests.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_one_host_fails_the_next_is_asked()
    {
        await using var refuses = await ServerAsync(JetstreamWire.First, events: 5, JetstreamServer.Trouble.Refuse);
        await using var works = await ServerAsync(JetstreamWire.First, events: 5, JetstreamServer.Trouble.Silence);
        await using var source = Start(Options(works) with { Hosts = [refuses.Address, works.Address] });

        await source.UntilAsync(() => _output.Count == 5);

        Assert.Equal((1, 1), (refuses.Connections, works.Connections));
    }

    [Fact]
    public async Task The_second_wire_is_asked_for_posts_accounts_and_syncs()
    {
        await using var server = await ServerAsync(JetstreamWire.Second, events: 1, JetstreamServer.Trouble.Silence);
        await using var source = Start(Options(server, JetstreamWire.Second));

        await source.UntilAsync(() => _output.Count == 1);

        Assert.Equal("/xrpc/network.bsky.jetstream.subscribeEvents?kinds=commit&kinds=account&kinds=sync&collections=app.bsky.feed.post", server.Server.Requests.First());
    }

    private static long Start() => (Now.AddDays(-1).ToUnixTimeMilliseconds() * 1000) + 7;

    private static string Micros(int number) => (Start() + (number * 1_000_000L)).ToString(CultureInfo.InvariantCulture);

    private static Task<JetstreamServer> ServerAsync(JetstreamWire wire, int events, params JetstreamServer.Trouble[] troubles)
    {
        var server = new JetstreamServer(Start(), step: 1, events, perConnection: 65, wire == JetstreamWire.Second) { Troubles = troubles };
        return server.StartAsync();
    }

    private static BlueskyOptions Options(JetstreamServer server, JetstreamWire wire = JetstreamWire.First) =>
        new() { Hosts = [server.Address], Wire = wire, ResumeAtMost = TimeSpan.FromHours(36), IdleAfter = TimeSpan.FromSeconds(30) };

    private string Dictionary(JetstreamServer server)
    {
        File.WriteAllBytes(_folder.Path("dictionary"), server.Dictionary);
        return _folder.Path("dictionary");
    }

    private RunningSource Start(BlueskyOptions bluesky) => new("bluesky", new SourcesOptions { Folder = _folder.Path(""), Bluesky = bluesky }, _clock, _output);
}
