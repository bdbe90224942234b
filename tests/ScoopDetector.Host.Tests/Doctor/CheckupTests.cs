using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Host.Doctor;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Settings;
using ScoopDetector.Host.Tests.Kafka;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Doctor;

public sealed class CheckupTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _folder.Dispose();
        _http.Dispose();
    }

    [Fact]
    public async Task A_deployment_that_can_run_is_found_well_and_one_without_posts_is_told()
    {
        using var deployment = new Deployment();
        var order = new DoctorOrder(Role.All, [], News: false, Desk: false, OwnBroker: false, ConfigFile: null);
        var empty = await LookAsync(order, deployment.Kafka);
        Assert.Equal(Verdict.Ok, Of(empty, "broker").Verdict);
        Assert.Contains(empty, finding => finding is { Verdict: Verdict.Pending, What: "broker" });
        Assert.Equal(Verdict.Wrong, Of(empty, "posts").Verdict);

        deployment.Feed(Story.Lines.Take(20));
        Assert.Equal(Verdict.Ok, Of(await LookAsync(order, deployment.Kafka), "posts").Verdict);
    }

    [Fact]
    public async Task A_partition_without_a_leader_is_named()
    {
        using var deployment = new Deployment();
        deployment.Feed(Story.Lines.Take(200));
        deployment.Broker.TakeLeader(deployment.Kafka.PostsTopic, partition: 1);

        var findings = await LookAsync(new(Role.All, [], false, false, false, null), deployment.Kafka);
        var finding = Of(findings, $"topic {deployment.Kafka.PostsTopic}");
        Assert.Equal((Verdict.Wrong, true), (finding.Verdict, finding.Words.StartsWith("has no leader for partition 1: ", StringComparison.Ordinal)));
        Assert.Equal(Verdict.Ok, Of(findings, "posts").Verdict);
    }

    [Fact]
    public void A_stream_that_has_paused_is_told_before_it_is_called_wrong()
    {
        Assert.Equal(Verdict.Ok, Assert.Single(Judge(new PostsCheck.LatestPost(0, Ago(30), null))).Verdict);
        Assert.Equal((Verdict.Unknown, "the latest came 90 s ago: in a small stream that is chance; else look at whoever writes to scoop.posts.v1"), Words(Judge(new PostsCheck.LatestPost(0, Ago(90), null))));
        Assert.Equal((Verdict.Wrong, "the latest came 12 min ago: look at whoever writes to scoop.posts.v1"), Words(Judge(new PostsCheck.LatestPost(0, Ago(720), null))));
    }

    [Fact]
    public void A_partition_on_which_nothing_comes_and_one_that_brings_old_posts_are_told_by_their_number()
    {
        var findings = Judge(new(0, Ago(1), Ago(3)), new(1, Ago(2), Ago(4)), new(2, Ago(600), Ago(602)), new(3, Ago(1), Ago(500)));

        Assert.Equal(["posts", "posts of partition 2", "posts of partition 3"], findings.Select(finding => finding.What));
        Assert.Equal([Verdict.Ok, Verdict.Unknown, Verdict.Unknown], findings.Select(finding => finding.Verdict));
        Assert.StartsWith("the latest was 8 min old when it was written, on most others 2 s", findings[2].Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_partition_that_holds_nothing_is_told_where_others_hold_something()
    {
        var findings = new PostsCheck(new(), new(Clock)).Judge([new(0, Ago(1), null)], [1]).ToList();

        Assert.Equal(["posts", "posts of partition 1"], findings.Select(finding => finding.What));
        Assert.StartsWith("there are none: ", findings[1].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_that_is_not_there_is_named()
    {
        using var deployment = new Deployment();

        var finding = Of(await LookAsync(new(Role.Tally, [], false, false, false, null), deployment.Kafka with { PanePartsTopic = "elsewhere" }), "topic elsewhere");
        Assert.Equal((Verdict.Wrong, true), (finding.Verdict, finding.Words.StartsWith("does not exist: create it", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_broker_that_is_not_there_is_told_with_the_mend_and_the_exit_code_says_so()
    {
        var output = new StringWriter();
        var checkup = new Checkup(Settings(), new() { BootstrapServers = $"127.0.0.1:{FreePort()}" }, new(Role.All, [], false, false, false, null), TimeProvider.System, _http) { Patience = Patience };

        Assert.Equal(CommandLine.Failed, await DoctorVerb.TellAsync(checkup, output, Stop));
        Assert.Contains("WRONG    broker: Kafka at 127.0.0.1:", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("1 wrong.", output.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_is_refused_is_not_waited_for()
    {
        var checkup = new Checkup(Settings(), new() { BootstrapServers = $"127.0.0.1:{FreePort()}" }, new(Role.All, [], false, false, false, null), TimeProvider.System, _http) { Patience = TimeSpan.FromMinutes(1) };
        var looked = System.Diagnostics.Stopwatch.StartNew();
        await foreach (var finding in checkup.LookAsync(Stop))
        {
            if (finding is { What: "broker", Verdict: Verdict.Wrong })
            {
                Assert.Contains("Connection refused", finding.Words, StringComparison.Ordinal);
            }
        }
        Assert.InRange(looked.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task A_source_is_well_if_it_answers_and_tells_the_time()
    {
        await using var server = await LocalServer.StartAsync((_, _) => Task.CompletedTask);
        var order = new DoctorOrder(Role.All, ["lines"], News: false, Desk: false, OwnBroker: true, ConfigFile: null);

        var findings = await LookAsync(order, new(), $"Sources:Lines:Address={server.Http}", $"Store:File={_folder.Path("scoop.db")}", $"Sources:Folder={_folder.Path("positions")}", "Desk:Port=0");
        Assert.All(findings, finding => Assert.True(finding.Verdict == Verdict.Ok, finding.Words));
        Assert.Contains("as 1 servers have it", Of(findings, "clock").Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_lacks_a_token_or_does_not_answer_is_told()
    {
        var order = new DoctorOrder(Role.All, ["mastodon", "lines"], News: false, Desk: false, OwnBroker: true, ConfigFile: null);
        var findings = await LookAsync(order, new(), $"Sources:Lines:Address=http://127.0.0.1:{FreePort()}/", $"Store:File={_folder.Path("scoop.db")}", $"Sources:Folder={_folder.Path("positions")}", "Desk:Port=0");

        Assert.StartsWith("Sources:Mastodon:Token is not set", Of(findings, "source mastodon").Words, StringComparison.Ordinal);
        Assert.StartsWith("none of its addresses answers", Of(findings, "source lines").Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feeds_that_do_not_answer_are_named()
    {
        await using var server = await LocalServer.StartAsync((_, context) =>
        {
            context.Response.StatusCode = context.Request.Path == "/broken" ? 503 : 200;
            return Task.CompletedTask;
        });
        var feeds = _folder.Path("feeds.json");
        await File.WriteAllTextAsync(feeds, $$"""[{"source":"Good","lang":"en","url":"{{server.Http}}good"},{"source":"Broken","lang":"en","url":"{{server.Http}}broken"}]""", Stop);

        var findings = await LookAsync(new(Role.All, [], News: true, Desk: false, OwnBroker: true, ConfigFile: null), new(), $"News:Feeds={feeds}", "News:AllowPrivate=127.0.0.0/8");
        Assert.Equal("127.0.0.1 answers 503: correct its address in News:Feeds, or take it out", Of(findings, "feed Broken").Words);
        Assert.DoesNotContain(findings, finding => finding.What == "feed Good");

        findings = await LookAsync(new(Role.All, [], News: true, Desk: false, OwnBroker: true, ConfigFile: null), new(), $"News:Feeds={feeds}");
        Assert.StartsWith("its address is private, and not in News:AllowPrivate", Of(findings, "feed Good").Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_room_or_rights_is_told_with_the_setting_that_names_another()
    {
        Assert.Equal(Verdict.Ok, FolderCheck.Look("disk", _folder.Path("new"), "Store:File", _ => 2L << 30).Verdict);
        Assert.False(Directory.Exists(_folder.Path("new")));
        var full = FolderCheck.Look("disk", _folder.Path("new"), "Store:File", _ => 300 << 20);
        Assert.Equal((Verdict.Wrong, true), (full.Verdict, full.Words.EndsWith("has little room, 300 MB: make more (1 GB at least), or name another place with Store:File", StringComparison.Ordinal)));

        File.WriteAllText(_folder.Path("file"), "");
        Assert.Contains("cannot be written to", FolderCheck.Look("disk", _folder.Path("file"), "Store:File").Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_that_is_off_is_told_and_one_server_alone_that_is_wrong_does_not_matter()
    {
        var check = new ClockCheck(new FakeTimeProvider());
        Assert.Equal(Verdict.Unknown, check.Look().Verdict);
        check.Server(check.Now);
        check.Server(check.Now.AddHours(1));
        check.Server(check.Now.AddSeconds(1));
        Assert.Equal(Verdict.Ok, check.Look().Verdict);

        check.Post(check.Now.AddMinutes(10), TimeSpan.FromMinutes(5));
        Assert.StartsWith("the latest post on the topic was sent 10 min after now", check.Look().Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_that_is_ahead_of_all_servers_is_wrong()
    {
        var check = new ClockCheck(new FakeTimeProvider());
        check.Server(check.Now.AddSeconds(-90));

        Assert.Equal("90 s ahead of others: set it (timedatectl set-ntp true)", check.Look().Words);
    }

    [Fact]
    public void A_file_with_secrets_is_for_its_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
            return;
        }
        var file = _folder.Path("scoop.json");
        File.WriteAllText(file, """{ "Sources": { "X": { "Token": "t" } } }""");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var settings = ScoopSettings.Read(SettingsCatalogue.Product, file, new Dictionary<string, string>(), []);

        Assert.Contains("holds Sources:X:Token and everybody on this machine can read it: chmod 600", PermissionCheck.File(file, settings.All())!.Words, StringComparison.Ordinal);
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        Assert.Equal(Verdict.Ok, PermissionCheck.File(file, settings.All())!.Verdict);
    }

    [Fact]
    public void A_port_in_use_may_be_this_very_run()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        Assert.Equal(Verdict.Unknown, PermissionCheck.Port("desk", "127.0.0.1", ((IPEndPoint)other.LocalEndpoint).Port).Verdict);
    }

    private static readonly FakeTimeProvider Clock = new();

    private static DateTimeOffset Ago(double seconds) => Clock.GetUtcNow().AddSeconds(-seconds);

    private static List<Finding> Judge(params PostsCheck.LatestPost[] latest) => [.. new PostsCheck(new(), new(Clock)).Judge(latest, [])];

    private static (Verdict Verdict, string Words) Words(List<Finding> findings) => (findings[0].Verdict, findings[0].Words);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static ScoopSettings Settings(params string[] assignments) => ScoopSettings.Read(SettingsCatalogue.Product, null, new Dictionary<string, string>(), assignments);

    private static Finding Of(IEnumerable<Finding> findings, string what) => Assert.Single(findings, finding => finding.What == what && finding.Verdict != Verdict.Pending);

    private async Task<List<Finding>> LookAsync(DoctorOrder order, KafkaOptions kafka, params string[] assignments)
    {
        var findings = new List<Finding>();
        await foreach (var finding in new Checkup(Settings(assignments), kafka, order, TimeProvider.System, _http) { Patience = Patience }.LookAsync(Stop))
        {
            findings.Add(finding);
        }
        return findings;
    }
}
