using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ScoopDetector.Host.Sources;
using ScoopDetector.Host.Sources.Mastodon;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Sources;

public sealed class MastodonSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CollectingOutput _output = new();
    private readonly VirtualClock _clock = new(new(2026, 8, 2, 0, 0, 0, TimeSpan.Zero));
    private int _connections;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_gap_the_timeline_says_what_was_missed(bool overHttp)
    {
        await using var server = await LocalServer.StartAsync((server, context) => AnswerAsync(server, context, overHttp));
        await using var source = Start(server, overHttp);

        await source.UntilAsync(() => _output.Count >= 202);
        await source.StopAsync();

        Assert.Equal(Enumerable.Range(1, 202).Select(number => $"status {number}"), _output.Texts.Select(text => text.Replace(" in en", "", StringComparison.Ordinal)));
        Assert.Equal(6, server.Requests.Count(request => request.Contains("/api/v1/timelines/public?limit=40&min_id=", StringComparison.Ordinal)));
        Assert.Equal("202", await File.ReadAllTextAsync(_folder.Path("mastodon.position"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_delete_goes_to_the_author_of_the_post()
    {
        await using var server = await LocalServer.StartAsync(async (server, context) =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await socket.SayAsync(Frame("update", Status(7)));
            await socket.SayAsync(Frame("delete", "7"));
            await context.HangAsync(server);
        });
        await using var source = Start(server, overHttp: false);

        await source.UntilAsync(() => _output.Count == 2);

        Assert.Equal("delete 127.0.0.1/7 by 127.0.0.1/3", _output.Told[1]);
    }

    [Fact]
    public async Task A_line_that_says_nothing_is_given_up()
    {
        await using var server = await LocalServer.StartAsync(async (server, context) =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            if (++_connections > 1)
            {
                await socket.SayAsync(Frame("update", Status(1)));
            }
            await context.HangAsync(server);
        });
        await using var source = Start(server, overHttp: false, idleAfter: TimeSpan.FromSeconds(20));

        await source.UntilAsync(() => _output.Count == 1, () => _connections == 1);

        Assert.Equal(2, source.Health.Connections);
    }

    [Fact]
    public async Task A_refused_token_is_told_in_words()
    {
        await using var server = await LocalServer.StartAsync((_, context) => Task.FromResult(context.Response.StatusCode = 401));
        await using var source = Start(server, overHttp: true);

        await source.UntilAsync(() => source.Health.State == SourceState.Pausing && server.Requests.Count > 1);

        Assert.Contains("refuses the token (401)", source.Health.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_token_the_start_stops_and_says_which_key_is_missing() =>
        Assert.StartsWith("Sources:Mastodon:Token is not set", Assert.Throws<UsageException>(() => SourceCatalogue.Create("mastodon", new(), new(), new(), TimeProvider.System)).Message);

    /// <summary>Says one status, breaks, and has said two hundred more by the time it is asked again; then says the last.</summary>
    private async Task AnswerAsync(LocalServer server, HttpContext context, bool overHttp)
    {
        if (context.Request.Path.Value!.Contains("timelines", StringComparison.Ordinal))
        {
            var after = int.Parse(context.Request.Query["min_id"]!, System.Globalization.CultureInfo.InvariantCulture);
            await context.Response.WriteAsync($"[{string.Join(',', Enumerable.Range(after + 1, Math.Clamp(201 - after, 0, 40)).Reverse().Select(Status))}]");
            return;
        }
        var isFirst = ++_connections == 1;
        if (overHttp)
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(":thump\n\n");
            await context.Response.WriteAsync($"event: update\ndata: {Status(isFirst ? 1 : 202)}\n\nevent: update\ndata: {{\"id\":");
            await context.Response.Body.FlushAsync();
        }
        else
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await socket.SayAsync(Frame("update", Status(isFirst ? 1 : 202)));
            await (isFirst ? socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None) : context.HangAsync(server));
        }
        if (!isFirst)
        {
            await context.HangAsync(server);
        }
    }

    private static string Frame(string name, string payload) => JsonSerializer.Serialize(new { stream = new[] { "public" }, @event = name, payload });

    private static string Status(int number) => $$"""
        {"id":"{{number}}","created_at":"2026-08-01T13:57:07.512Z","visibility":"public","language":"en","uri":"https://b.example/s/{{number}}","content":"<p>status {{number}}</p>","account":{"id":"3"} }
        """.Trim();

    private RunningSource Start(LocalServer server, bool overHttp, TimeSpan? idleAfter = null) => new(
        "mastodon",
        new()
        {
            Folder = _folder.Path(""),
            Mastodon = new()
            {
                Address = server.Http,
                Token = "secret",
                Transport = overHttp ? MastodonTransport.ServerSentEvents : MastodonTransport.WebSocket,
                IdleAfter = idleAfter ?? TimeSpan.FromMinutes(2),
            },
        },
        _clock,
        _output);
}
