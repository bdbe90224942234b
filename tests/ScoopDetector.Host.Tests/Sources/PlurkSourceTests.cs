using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using CsCheck;
using Microsoft.AspNetCore.Http;
using ScoopDetector.Host.Sources;
using ScoopDetector.Host.Sources.Plurk;
using ScoopDetector.Host.Sources.Wire;
using ScoopDetector.Host.Tests.Sources.Wire;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Host.Tests.Sources;

public sealed class PlurkSourceTests : IDisposable
{
    private const int PageSize = 20;

    private readonly TemporaryFolder _folder = new();
    private readonly CollectingOutput _output = new();
    private readonly VirtualClock _clock = new(new(2026, 8, 2, 0, 0, 0, TimeSpan.Zero));
    private volatile int _newest = 100;
    private int _asked;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_first_look_tells_where_it_stands_and_later_ones_what_is_new()
    {
        await using var server = await LocalServer.StartAsync((_, context) => SearchAsync(context));
        await using var source = Start(server);
        await source.UntilAsync(() => source.Health.State == SourceState.Listening && _asked == 1);

        _newest = 103;
        await source.UntilAsync(() => _output.Count == 3, () => true);
        _newest = 104;
        await source.UntilAsync(() => _output.Count == 4, () => true);
        await source.StopAsync();

        Assert.Equal(["fire 101", "fire 102", "fire 103", "fire 104"], _output.Texts.Select(text => text.Replace(" in en", "", StringComparison.Ordinal)));
        Assert.Equal(0, source.Health.Drops.Total);
        Assert.Equal("104", await File.ReadAllTextAsync(_folder.Path("plurk.position"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task After_a_gap_it_reads_on_page_by_page_and_loses_nothing()
    {
        _folder.Write("plurk.position", "37");
        await using var server = await LocalServer.StartAsync((_, context) => SearchAsync(context));
        await using var source = Start(server);

        await source.UntilAsync(() => _output.Count == 63);

        Assert.Equal(Enumerable.Range(38, 63).Select(number => $"plurk:{number}"), _output.Told.Select(line => line.Split(' ')[1]));
        Assert.Equal(["", "81", "61", "41"], server.Requests.Take(4).Select(request => request.Contains("offset=", StringComparison.Ordinal) ? request.Split("offset=")[1] : ""));
        Assert.Equal(0, source.Health.Gaps);
    }

    [Fact]
    public async Task A_gap_beyond_its_pages_is_told()
    {
        _folder.Write("plurk.position", "7");
        await using var server = await LocalServer.StartAsync((_, context) => SearchAsync(context));
        await using var source = Start(server, options => options with { Pages = 2 });

        await source.UntilAsync(() => _output.Count == 40);

        Assert.Equal(1, source.Health.Gaps);
    }

    [Fact]
    public async Task Searches_and_timelines_together_tell_each_plurk_once_in_the_order_of_their_numbers()
    {
        _folder.Write("plurk.position", "90");
        await using var server = await LocalServer.StartAsync((_, context) => SearchAsync(context));
        await using var source = Start(server, options => options with { Searches = ["fire", "地震"], UserIds = ["amix"] });

        await source.UntilAsync(() => _output.Count == 10 && _asked >= 3);

        Assert.Equal(Enumerable.Range(91, 10).Select(number => $"plurk:{number}"), _output.Told.Select(line => line.Split(' ')[1]));
        Assert.Equal(0, source.Health.Drops.Total);
        Assert.Equal(["/APP/PlurkSearch/search?query=fire", "/APP/PlurkSearch/search?query=%E5%9C%B0%E9%9C%87", "/APP/Timeline/getPublicPlurks?user_id=amix"], server.Requests.Take(3));
    }

    [Fact]
    public async Task A_timeline_is_read_on_before_the_time_of_its_oldest_plurk()
    {
        _folder.Write("plurk.position", "70");
        await using var server = await LocalServer.StartAsync((_, context) => SearchAsync(context));
        await using var source = Start(server, options => options with { Searches = [], UserIds = ["1"] });

        await source.UntilAsync(() => _output.Count == 30);

        Assert.Equal("/APP/Timeline/getPublicPlurks?user_id=1&offset=2026-08-01T00%3A01%3A21", server.Requests.ElementAt(1));
    }

    [Fact]
    public async Task Faults_of_the_server_are_waited_out_at_its_word_and_lose_nothing()
    {
        _folder.Write("plurk.position", "98");
        var at = new ConcurrentQueue<DateTimeOffset>();
        await using var server = await LocalServer.StartAsync(async (server, context) =>
        {
            at.Enqueue(_clock.GetUtcNow());
            switch (at.Count)
            {
                case 1:
                    context.Response.StatusCode = 429;
                    context.Response.Headers.RetryAfter = "77";
                    break;
                case 2:
                    context.Response.StatusCode = 503;
                    break;
                case 3:
                    await context.Response.WriteAsync("<html>maintenance</html>");
                    break;
                case 4:
                    context.Response.ContentLength = 1000;
                    await context.Response.WriteAsync("{\"plurks\":[{\"plurk_id\":99,");
                    context.Abort();
                    break;
                case 5:
                    await context.HangAsync(server);
                    break;
                default:
                    await SearchAsync(context);
                    break;
            }
        });
        await using var source = Start(server);

        await source.UntilAsync(() => _output.Count == 2, () => at.Count == 5);

        Assert.Equal(["plurk:99", "plurk:100"], _output.Told.Select(line => line.Split(' ')[1]));
        var times = at.ToArray();
        Assert.InRange((times[1] - times[0]).TotalSeconds, 77, 78);
        Assert.InRange((times[2] - times[1]).TotalSeconds, 5, 400);
    }

    [Fact]
    public async Task While_one_of_them_fails_nothing_of_the_others_moves_the_position()
    {
        _folder.Write("plurk.position", "98");
        var timelines = 0;
        await using var server = await LocalServer.StartAsync(async (_, context) =>
        {
            if (context.Request.Path.Value!.Contains("Timeline", StringComparison.Ordinal) && ++timelines < 3)
            {
                context.Response.StatusCode = 500;
                return;
            }
            await SearchAsync(context);
        });
        await using var source = Start(server, options => options with { UserIds = ["1"] });

        await source.UntilAsync(() => _output.Count == 2);

        Assert.Equal(3, timelines);
    }

    [Fact]
    public async Task Wrong_keys_are_told_in_the_server_s_own_words_and_each_request_is_signed_anew()
    {
        var headers = new ConcurrentQueue<string>();
        await using var server = await LocalServer.StartAsync(async (_, context) =>
        {
            headers.Enqueue(context.Request.Headers.Authorization.ToString());
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync("""{"error_text":"40101:unknown application key"}""");
        });
        await using var source = Start(server);

        await source.UntilAsync(() => headers.Count >= 2 && source.Health.State == SourceState.Pausing);

        Assert.Contains("refuses the request (40101:unknown application key): check Sources:Plurk:ConsumerKey", source.Health.Words, StringComparison.Ordinal);
        Assert.All(headers, header => Assert.StartsWith("OAuth oauth_consumer_key=\"key\"", header, StringComparison.Ordinal));
        Assert.Distinct(headers);
    }

    [Fact]
    public void Whatever_is_done_to_a_page_nothing_throws_and_each_of_its_plurks_is_a_post_or_counted()
    {
        var page = Encoding.UTF8.GetBytes($$"""{"plurks":[{{Plurk(1)}},{{Plurk(2)}},{{Plurk(3)}}],"plurk_users":{} }""");
        Gen.Select(Gen.Int[0, page.Length - 1], Gen.Byte, Gen.Int[0, 30]).Sample((at, value, cut) =>
        {
            byte[] changed = [.. page[..at], value, .. page[Math.Min(page.Length, at + cut)..]];
            foreach (var item in PlurkPage.Read(changed)?.Items ?? [])
            {
                // It throws if what it says it has made is not what came; what is none at all is counted as malformed by whoever hands it on.
                Told.Of(new WireReader(new(), new PlurkFormat()) { Clock = _clock }, item.Message);
            }
        }, time: 2);
    }

    [Fact]
    public async Task A_plurk_that_is_none_is_counted_once_however_often_it_is_shown()
    {
        _folder.Write("plurk.position", "1");
        await using var server = await LocalServer.StartAsync((_, context) => context.Response.WriteAsync(
            $$"""{"plurks":[{{Plurk(2)}},{"plurk_id":3},7,{"plurk_id":"x","owner_id":1,"content":"fire"}]}"""));
        await using var source = Start(server);

        await source.UntilAsync(() => server.Requests.Count >= 6 && _output.Count >= 2 && source.Health.Drops.Total >= 2, () => true);

        Assert.Equal((2, 2), (_output.Count, source.Health.Drops.Total));
        Assert.Equal((1, 1), (source.Health.Drops[Drop.MissingField], source.Health.Drops[Drop.Malformed]));
    }

    [Fact]
    public void What_it_needs_is_asked_for_by_key()
    {
        Assert.StartsWith("Sources:Plurk:Searches and Sources:Plurk:UserIds are both empty", Fault(new()), StringComparison.Ordinal);
        Assert.StartsWith("Sources:Plurk:ConsumerKey is not set", Fault(new() { Searches = ["fire"] }), StringComparison.Ordinal);
        Assert.StartsWith("Sources:Plurk:TokenSecret is not set", Fault(new() { UserIds = ["1"], ConsumerKey = "k", ConsumerSecret = "s", Token = "t" }), StringComparison.Ordinal);
    }

    private string Fault(PlurkOptions options) => Assert.Throws<UsageException>(() => SourceCatalogue.Create("plurk", new() { Plurk = options }, new(), new(), _clock)).Message;

    /// <summary>Plurks 1 to the newest, newest first, from the one before the offset on: a number for a search, a time for a timeline.</summary>
    private async Task SearchAsync(HttpContext context)
    {
        Interlocked.Increment(ref _asked);
        var offset = context.Request.Query["offset"].ToString();
        var before = offset.Length == 0 ? _newest + 1
            : DateTime.TryParseExact(offset, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? (int)time.TimeOfDay.TotalSeconds
            : int.Parse(offset, CultureInfo.InvariantCulture);
        var plurks = Enumerable.Range(1, before - 1).Reverse().Take(PageSize).Select(Plurk);
        await context.Response.WriteAsync($$"""{"plurks":[{{string.Join(',', plurks)}}],"has_more":true}""");
    }

    private static string Plurk(int number) =>
        $$"""{"plurk_id":{{number}},"owner_id":1,"content_raw":"fire {{number}}","lang":"en","posted":"{{new DateTime(2026, 8, 1).AddSeconds(number):ddd, dd MMM yyyy HH:mm:ss}} GMT","limited_to":null}""";

    private RunningSource Start(LocalServer server, Func<PlurkOptions, PlurkOptions>? change = null)
    {
        var options = new PlurkOptions { Address = server.Http, ConsumerKey = "key", ConsumerSecret = "secret", Token = "token", TokenSecret = "hidden", Searches = ["fire"] };
        return new("plurk", new() { Folder = _folder.Path(""), Plurk = change?.Invoke(options) ?? options }, _clock, _output);
    }
}
