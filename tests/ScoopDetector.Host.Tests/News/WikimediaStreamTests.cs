using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using ScoopDetector.Host.News;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.News;
using Xunit;

namespace ScoopDetector.Host.Tests.News;

public sealed class WikimediaStreamTests
{
    private readonly VirtualClock _clock = new(new(2026, 3, 2, 12, 5, 0, TimeSpan.Zero));
    private readonly ConcurrentQueue<Headline> _headlines = new();
    private readonly ConcurrentQueue<string> _asked = new();
    private WikimediaStream? _stream;

    [Fact]
    public async Task After_every_kind_of_break_it_goes_on_behind_the_last_edit_that_it_heard_and_tells_the_page_once()
    {
        await using var server = await LocalServer.StartAsync(async (server, context) =>
        {
            _asked.Enqueue(context.Request.Headers["Last-Event-ID"].ToString());
            switch (_asked.Count)
            {
                case 1:
                    await SayAsync(context, ":ok\n\n", Said(1, "ann"), Said(2, "bot", bot: true), Said(3, "ben")[..90]);
                    // What is on its way when a line is cut may be lost; here it has arrived.
                    await Eventually.Holds(() => _stream!.Heard == 2);
                    context.Abort();
                    break;
                case 2:
                    context.Response.StatusCode = 503;
                    break;
                case 3:
                    context.Response.StatusCode = 429;
                    context.Response.Headers.RetryAfter = "40";
                    break;
                case 4:
                    await SayAsync(context, Said(3, "ben"), "id: [4]\ndata: garbled\n\n");
                    // Only what has been heard is followed by silence: what is still on its way must not find the line given up.
                    await Eventually.Holds(() => _stream!.Heard == 4);
                    _clock.Advance(TimeSpan.FromSeconds(61));
                    await context.HangAsync(server);
                    break;
                case 5:
                    await SayAsync(context, Said(5, "cleo"));
                    break;
                default:
                    await SayAsync(context, Said(6, "dan"));
                    await context.HangAsync(server);
                    break;
            }
        });

        var stream = await WatchAsync(server, stream => stream.Heard == 6);

        Assert.Equal(["", "[2]", "[2]", "[2]", "[4]", "[5]"], _asked);
        Assert.Equal(["Elbe flood"], _headlines.Select(headline => headline.Title));
        Assert.Equal((2, 1), (stream.LeftOut, stream.Pages));
        Assert.Equal("Wikipedia is heard: 4 edits by people, 1 pages that several edit at once", stream.Words);
    }

    private static string Said(int number, string person, bool bot = false) =>
        $"event: message\nid: [{number}]\ndata: {EditWatchTests.Event.Replace("\"ann\",\"bot\":false", $"\"{person}\",\"bot\":{(bot ? "true" : "false")}", StringComparison.Ordinal)}\n\n";

    private static async Task SayAsync(HttpContext context, params string[] parts)
    {
        context.Response.ContentType = "text/event-stream";
        foreach (var part in parts)
        {
            await context.Response.WriteAsync(part);
            await context.Response.Body.FlushAsync();
        }
    }

    private async Task<WikimediaStream> WatchAsync(LocalServer server, Func<WikimediaStream, bool> until)
    {
        using var stop = new CancellationTokenSource();
        using var http = new HttpClient();
        var stream = _stream = new WikimediaStream(new() { Address = server.Http }, http, _clock, new Random(5));
        var running = stream.RunAsync(_headlines.Enqueue, stop.Token);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!until(stream))
        {
            Assert.False(deadline.IsCancellationRequested || running.IsFaulted, $"Not within two minutes: {stream.Words}; {running.Exception}");
            if (stream.IsPausing && _clock.Waiting == 1 && stream.IsPausing)
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
            }
            await Task.Yield();
        }
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        return stream;
    }
}
