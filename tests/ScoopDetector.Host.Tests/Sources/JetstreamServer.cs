using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using ScoopDetector.Host.Tests.Support;
using ZstdSharp;

namespace ScoopDetector.Host.Tests.Sources;

/// <summary>A Jetstream on this machine that holds a day and, after every few events, fails in another way.</summary>
/// <param name="start">Of the first event, in microseconds.</param>
/// <param name="step">From one event to the next, in seconds.</param>
/// <param name="events">How many there are.</param>
/// <param name="perConnection">After how many it fails.</param>
/// <param name="isSecond">Which wire.</param>
internal sealed class JetstreamServer(long start, int step, int events, int perConnection, bool isSecond) : IAsyncDisposable
{
    private readonly byte[] _dictionary = [.. DictBuilder.TrainFromBuffer(Enumerable.Range(0, 2000).Select(i => Encoding.UTF8.GetBytes(Line(start, step, i * 37, isSecond))).ToArray(), 8192)];
    private LocalServer? _server;
    private int _connections;
    private volatile bool _isSilent;

    public enum Trouble
    {
        Close,
        Abort,
        HalfFrame,
        Silence,
        Refuse,
        TooMany,
        Repeat,
        Disorder,
        Garbage,
    }

    /// <summary>Which there are, one after the other; a server without any says all it has.</summary>
    public IReadOnlyList<Trouble> Troubles { get; init; } = Enum.GetValues<Trouble>();

    /// <summary>Somebody is left without a word.</summary>
    public bool IsSilent => _isSilent;

    public int Connections => _connections;

    public byte[] Dictionary => _dictionary;

    public bool SpoilsDictionary { get; init; }

    public Uri Address => _server!.WebSocket;

    public LocalServer Server => _server!;

    public async Task<JetstreamServer> StartAsync()
    {
        _server = await LocalServer.StartAsync((_, context) => AnswerAsync(context));
        return this;
    }

    public static string IdOf(int number) => $"at://did:plc:a{number % 977}/app.bsky.feed.post/k{number}";

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private static string Line(long start, int step, int number, bool isSecond)
    {
        var (did, key, micros) = ($"did:plc:a{number % 977}", $"k{number}", start + (number * step * 1_000_000L));
        var record = $$"""{"text":"event number {{number}} of the day","createdAt":"2026-03-01T00:00:00Z","langs":["en"]}""";
        var commit = $"\"operation\":\"create\",\"collection\":\"app.bsky.feed.post\",\"rkey\":\"{key}\",\"record\":{record}";
        var time = DateTimeOffset.UnixEpoch.AddMicroseconds(micros).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        return isSecond
            ? $$$"""{"$type":"message","payload":{"$type":"network.bsky.jetstream.subscribeEvents#commit","seq":{{{number + 1}}},"did":"{{{did}}}","time":"{{{time}}}",{{{commit}}} } }"""
            : $$$"""{"did":"{{{did}}}","time_us":{{{micros}}},"kind":"commit","commit":{ {{{commit}}} } }""";
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path.Value!.EndsWith("getZstdDictionary", StringComparison.Ordinal))
        {
            await context.Response.Body.WriteAsync(SpoilsDictionary ? [.. DictBuilder.TrainFromBuffer(Enumerable.Range(0, 2000).Select(i => Encoding.UTF8.GetBytes($"{i} other things {i * i}")).ToArray(), 4096)] : _dictionary);
            return;
        }
        var trouble = Troubles.Count == 0 ? default(Trouble?) : Troubles[_connections++ % Troubles.Count];
        if (trouble is Trouble.Refuse or Trouble.TooMany)
        {
            context.Response.StatusCode = trouble == Trouble.Refuse ? 503 : 429;
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var packer = context.Request.Query.ContainsKey("compress") || context.Request.Query.ContainsKey("zstdDictionary") ? new Compressor() : null;
        packer?.LoadDictionary(_dictionary);
        var from = FirstAt(context.Request.Query["cursor"]);
        var to = trouble is null ? events : Math.Min(events, from + perConnection);
        foreach (var number in trouble == Trouble.Disorder ? Enumerable.Range(from, to - from).Chunk(4).SelectMany(four => four.Reverse()) : Enumerable.Range(from, to - from))
        {
            await SayAsync(socket, packer, Line(start, step, number, isSecond));
            if (trouble == Trouble.Repeat && number % 5 == 0)
            {
                await SayAsync(socket, packer, Line(start, step, number, isSecond));
            }
        }
        await FailAsync(trouble, to, socket, context);
    }

    private async Task FailAsync(Trouble? trouble, int next, WebSocket socket, HttpContext context)
    {
        switch (trouble)
        {
            case Trouble.Abort:
                context.Abort();
                break;
            case Trouble.HalfFrame:
                await socket.SayHalfAsync(Line(start, step, next, isSecond));
                context.Abort();
                break;
            case Trouble.Garbage:
                await socket.SayAsync("{\"did\":\"did:plc:a1\",\"time_us\":");
                await CloseAsync(socket);
                break;
            case null or Trouble.Silence:
                _isSilent = trouble is not null;
                try
                {
                    await context.HangAsync(_server!);
                }
                finally
                {
                    _isSilent = false;
                }
                break;
            default:
                await CloseAsync(socket);
                break;
        }
    }

    private static Task CloseAsync(WebSocket socket) => socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

    private static Task SayAsync(WebSocket socket, Compressor? packer, string line) => packer is null
        ? socket.SayAsync(line)
        : socket.SendAsync(packer.Wrap(Encoding.UTF8.GetBytes(line)).ToArray(), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    /// <summary>The first event that is not older than the cursor; without one, as a stream that begins now would have nothing, the first of all.</summary>
    private int FirstAt(string? cursor) =>
        long.TryParse(cursor, CultureInfo.InvariantCulture, out var micros) ? (int)Math.Clamp((micros - start + (step * 1_000_000L) - 1) / (step * 1_000_000L), 0, events) : 0;
}
