using System.Text;
using Microsoft.AspNetCore.Http;
using ScoopDetector.Host.Sources;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Host.Tests.Sources;

/// <summary>X, lines over HTTP, and Nostr: streams that cannot be resumed, or only by time.</summary>
public sealed class LineSourcesTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 8, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly CollectingOutput _output = new();
    private readonly VirtualClock _clock = new(Now);
    private int _connections;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task X_is_asked_again_after_too_many_requests_a_fault_and_half_a_line()
    {
        await using var server = await LocalServer.StartAsync(async (server, context) =>
        {
            switch (++_connections)
            {
                case 1:
                    context.Response.StatusCode = 429;
                    context.Response.Headers.RetryAfter = "17";
                    break;
                case 2:
                    context.Response.StatusCode = 503;
                    break;
                case 3:
                    await SayAsync(context, "\r\n", Tweet(1), "\r\n", Tweet(2), "\r\n", Tweet(3)[..20]);
                    break;
                default:
                    await SayAsync(context, Tweet(2), "\r\n", Tweet(3), "\r\n");
                    await context.HangAsync(server);
                    break;
            }
        });
        await using var source = Start("x", new() { X = new() { Address = server.Http, Token = "secret", BackfillMinutes = 1 } });

        await source.UntilAsync(() => _output.Count == 3);

        Assert.Equal(["fire 1", "fire 2", "fire 3"], _output.Texts);
        Assert.Equal((1, 0), (source.Health.Drops[Drop.Duplicate], source.Health.Gaps));
        Assert.All(server.Requests, request => Assert.Contains("backfill_minutes=1", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_nothing_can_be_asked_for_again_the_gap_is_told()
    {
        await using var server = await LocalServer.StartAsync(async (server, context) =>
        {
            await SayAsync(context, Own(++_connections), "\n", _connections == 1 ? "garbled\n" : "", """{"limit":{"track":1}}""", "\n");
            if (_connections > 1)
            {
                await context.HangAsync(server);
            }
        });
        await using var source = Start("lines", new() { Lines = new() { Address = server.Http } });

        await source.UntilAsync(() => _output.Count == 2 && source.Health.Drops[Drop.NotAPost] == 2);

        Assert.Equal(["fire 1", "fire 2"], _output.Texts);
        Assert.Equal((1, 1), (source.Health.Drops[Drop.Malformed], source.Health.Gaps));
    }

    [Fact]
    public async Task A_line_without_an_end_is_passed_over_and_not_kept()
    {
        await using var server = await LocalServer.StartAsync(async (server, context) =>
        {
            for (var i = 0; i < 100; i++)
            {
                await SayAsync(context, new string('x', 10_000));
            }
            await SayAsync(context, "\n", Own(1), "\n");
            await context.HangAsync(server);
        });
        await using var source = Start("lines", new() { Lines = new() { Address = server.Http } });

        await source.UntilAsync(() => _output.Count == 1);

        Assert.Equal(1, source.Health.Drops[Drop.OverLong]);
    }

    [Fact]
    public async Task A_relay_of_Nostr_is_asked_for_what_was_said_since_and_the_next_one_when_it_fails()
    {
        var asked = new List<string>();
        await using var server = await LocalServer.StartAsync(async (server, context) =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[4096];
            var request = await socket.ReceiveAsync(buffer, CancellationToken.None);
            asked.Add($"{context.Request.Path} {Encoding.UTF8.GetString(buffer, 0, request.Count)}");
            await socket.SayAsync(Note(1));
            if (asked.Count == 1)
            {
                // What is on its way when a line is cut may be lost; here it has arrived.
                await Eventually.Holds(() => _output.Count == 1);
                await socket.SayHalfAsync(Note(2));
                context.Abort();
                return;
            }
            await socket.SayAsync(Note(2));
            await socket.SayAsync("""["EOSE","scoop"]""");
            await context.HangAsync(server);
        });
        await using var source = Start("nostr", new() { Nostr = new() { Relays = [new(server.WebSocket, "/a"), new(server.WebSocket, "/b")] } });

        await source.UntilAsync(() => _output.Count == 2);

        Assert.Equal(["fire 1", "fire 2"], _output.Texts);
        Assert.Equal(1, source.Health.Drops[Drop.Duplicate]);
        Assert.Equal($$"""/a ["REQ","scoop",{"kinds":[1,5,6,62],"since":{{Now.ToUnixTimeSeconds()}}}]""", asked[0]);
        Assert.Equal($$"""/b ["REQ","scoop",{"kinds":[1,5,6,62],"since":{{Now.ToUnixTimeSeconds() - 60}}}]""", asked[1]);
    }

    private static async Task SayAsync(HttpContext context, params string[] parts)
    {
        foreach (var part in parts)
        {
            await context.Response.WriteAsync(part);
            await context.Response.Body.FlushAsync();
        }
    }

    private static string Tweet(int number) => $$$"""{"data":{"id":"157846621807531212{{{number}}}","text":"fire {{{number}}}","author_id":"9"}}""";

    private static string Own(int number) => $$"""{"id":"{{number}}","created_at":"2026-08-01T00:00:00Z","text":"fire {{number}}","author_id":"a"}""";

    private static string Note(int number) => $$"""["EVENT","scoop",{"id":"n{{number}}","pubkey":"ann","kind":1,"content":"fire {{number}}","created_at":1700000000,"tags":[]}]""";

    private RunningSource Start(string name, SourcesOptions options) => new(name, options with { Folder = _folder.Path("") }, _clock, _output);
}
