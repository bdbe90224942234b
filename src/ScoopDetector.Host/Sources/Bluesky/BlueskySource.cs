using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using ScoopDetector.Posts;
using ZstdSharp;

namespace ScoopDetector.Host.Sources.Bluesky;

/// <summary>Listens to a Jetstream, and to another when that one fails.</summary>
/// <remarks>A position is a time, in microseconds: unlike a server's own numbers it holds on every server. What a server sends is never older than it was asked for,
/// so an event with an odd time does not move the position back; nor one from the future forward, as what lies between would be lost.</remarks>
internal sealed class BlueskySource(BlueskyOptions options, ReadOptions read, HttpClient http, TimeProvider clock) : ILiveSource
{
    private int _host = -1;
    private bool _compresses = options.Compress;
    private bool _cursorIsRefused;
    private long _micros;

    public string Name => "bluesky";

    public async Task ListenAsync(string? position, IInbox inbox, CancellationToken stop)
    {
        var host = options.Hosts[++_host % options.Hosts.Count];
        var cursor = CursorOf(position, inbox);
        using var unpacking = _compresses ? await DictionaryAsync(host, stop) : null;
        var address = AddressOf(host, cursor, unpacking is not null);
        var line = new WebSocketLine(options.IdleAfter, read.MaxLineBytes, clock)
        {
            Greet = (_, _) =>
            {
                inbox.Connected(host.Host);
                return Task.CompletedTask;
            },
        };
        try
        {
            await line.ReadAsync(address, (message, type) => TakeAsync(message, type, unpacking, inbox, stop), inbox.SkipLong, stop);
        }
        catch (SourceFault fault) when (fault.Status == HttpStatusCode.BadRequest && cursor is not null)
        {
            // Too old, or of a future that this server does not know: without it, it works.
            _cursorIsRefused = true;
            throw;
        }
        // The same server again, as long as it works.
        _host--;
    }

    /// <summary>Where on this server the stream lies.</summary>
    public Uri AddressOf(Uri host, long? cursor, bool isCompressed)
    {
        var query = new List<string>(options.Wire == JetstreamWire.First
            ? ["wantedCollections=app.bsky.feed.post"]
            : ["kinds=commit", "kinds=account", "kinds=sync", "collections=app.bsky.feed.post"]);
        if (cursor is { } from)
        {
            query.Add(string.Create(CultureInfo.InvariantCulture, $"cursor={from}"));
        }
        if (isCompressed)
        {
            query.Add(options.Wire == JetstreamWire.First ? "compress=true" : string.Create(CultureInfo.InvariantCulture, $"zstdDictionary={options.DictionaryId}"));
        }
        var path = options.Wire == JetstreamWire.First ? "/subscribe" : "/xrpc/network.bsky.jetstream.subscribeEvents";
        return new($"{host.GetLeftPart(UriPartial.Authority)}{path}?{string.Join('&', query)}");
    }

    private long NowMicros => clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000;

    private long? CursorOf(string? position, IInbox inbox)
    {
        _micros = long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var micros) ? micros : 0;
        if (_micros == 0)
        {
            return null;
        }
        var age = TimeSpan.FromMicroseconds(NowMicros - _micros);
        if (age <= options.ResumeAtMost && !_cursorIsRefused)
        {
            return Math.Min(_micros, NowMicros) - (long)options.Rewind.TotalMicroseconds;
        }
        _cursorIsRefused = false;
        _micros = 0;
        inbox.Missed($"it begins anew with what comes now, and what was said in the last {age.TotalMinutes:0} minutes is not heard.");
        return null;
    }

    private async ValueTask TakeAsync(ReadOnlyMemory<byte> message, WebSocketMessageType type, Decompressor? unpacking, IInbox inbox, CancellationToken stop)
    {
        var text = type == WebSocketMessageType.Binary && unpacking is not null ? Unpack(message.Span, unpacking) : message.ToArray();
        await inbox.AcceptAsync(text, PositionOf(text), stop);
    }

    private string? PositionOf(byte[] message)
    {
        try
        {
            var reader = new Utf8JsonReader(message);
            using var json = JsonDocument.ParseValue(ref reader);
            if (JetstreamFormat.PositionOf(json.RootElement).Micros is { } micros && micros > _micros && micros < NowMicros + TimeSpan.FromMinutes(1).TotalMicroseconds)
            {
                _micros = micros;
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // It is counted where it is read; here it only has no position.
        }
        return _micros == 0 ? null : _micros.ToString(CultureInfo.InvariantCulture);
    }

    private byte[] Unpack(ReadOnlySpan<byte> frame, Decompressor unpacking)
    {
        try
        {
            return unpacking.Unwrap(frame, read.MaxLineBytes).ToArray();
        }
        catch (ZstdException)
        {
            _compresses = false;
            throw new SourceFault("compresses with another dictionary than ours; from now on it is asked not to");
        }
    }

    private async Task<Decompressor> DictionaryAsync(Uri host, CancellationToken stop)
    {
        var unpacking = new Decompressor();
        unpacking.LoadDictionary(options.Wire == JetstreamWire.First
            ? await File.ReadAllBytesAsync(options.DictionaryFile!, stop)
            : await http.GetByteArrayAsync(DictionaryAddress(host), stop));
        return unpacking;
    }

    private Uri DictionaryAddress(Uri host) => new(string.Create(CultureInfo.InvariantCulture,
        $"{(host.Scheme == "ws" ? "http" : "https")}://{host.Authority}/xrpc/network.bsky.jetstream.getZstdDictionary?id={options.DictionaryId}"));
}
