using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ScoopDetector.Host.Sources.Wire;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources.Mastodon;

/// <summary>Listens to a timeline of one instance. The stream itself cannot be resumed: after a gap the timeline is read from the last status that was heard.</summary>
/// <remarks>The stream is opened first and the gap filled while it waits, so that nothing falls between the two; what comes twice is known.</remarks>
internal sealed class MastodonSource(MastodonOptions options, ReadOptions read, HttpClient http, TimeProvider clock) : ILiveSource
{
    private const int PageSize = 40;

    private string _latest = "";
    private string _event = "";

    public string Name => "mastodon";

    /// <summary>What ids of this instance begin with.</summary>
    public static string Prefix(MastodonOptions options) => options.Address.Host + "/";

    public async Task ListenAsync(string? position, IInbox inbox, CancellationToken stop)
    {
        _latest = position ?? "";
        _event = "";
        if (options.Transport == MastodonTransport.WebSocket)
        {
            var line = new WebSocketLine(options.IdleAfter, read.MaxLineBytes, clock) { Token = options.Token, Greet = (_, token) => BeginAsync(inbox, token) };
            await line.ReadAsync(StreamAddress, (message, _) => AcceptAsync(message.ToArray(), inbox, stop), inbox.SkipLong, stop);
        }
        else
        {
            var lines = new HttpLines(http, options.IdleAfter, read.MaxLineBytes, clock);
            await lines.ReadAsync(StreamAddress, options.Token, token => BeginAsync(inbox, token), line => TakeLineAsync(line, inbox, stop), inbox.SkipLong, stop);
        }
    }

    private Uri StreamAddress => options.Transport == MastodonTransport.WebSocket
        ? new($"{(options.Address.Scheme == "http" ? "ws" : "wss")}://{options.Address.Authority}/api/v1/streaming?stream=public{Suffix(":")}")
        : new(options.Address, $"/api/v1/streaming/public{Suffix("/")}");

    private string Suffix(string sign) => options.Timeline == MastodonTimeline.Public ? "" : sign + options.Timeline.ToString().ToLowerInvariant();

    private Task BeginAsync(IInbox inbox, CancellationToken stop)
    {
        inbox.Connected(options.Address.Host);
        return _latest.Length == 0 || options.BackfillPages == 0 ? Task.CompletedTask : BackfillAsync(inbox, stop);
    }

    private async Task BackfillAsync(IInbox inbox, CancellationToken stop)
    {
        for (var page = 0; page < options.BackfillPages; page++)
        {
            var statuses = await PageAsync(_latest, stop);
            // Newest first; published in the order in which they were said.
            foreach (var status in statuses.Reverse())
            {
                await AcceptAsync(Encoding.UTF8.GetBytes(status.GetRawText()), inbox, stop);
            }
            if (statuses.Length < PageSize)
            {
                return;
            }
        }
        inbox.Missed($"the gap was longer than {options.BackfillPages} pages; what lies between is not heard.");
    }

    private async Task<JsonElement[]> PageAsync(string after, CancellationToken stop)
    {
        var filter = options.Timeline == MastodonTimeline.Public ? "" : $"&{options.Timeline.ToString().ToLowerInvariant()}=true";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.Address, $"/api/v1/timelines/public?limit={PageSize}&min_id={after}{filter}"));
        request.Headers.UserAgent.ParseAdd(UserAgent.Text);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
        using var response = await http.SendAsync(request, stop);
        if (!response.IsSuccessStatusCode)
        {
            throw SourceFault.Of(response.StatusCode, HttpLines.RetryAfter(response.Headers.RetryAfter, clock));
        }
        try
        {
            using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(stop));
            return [.. json.RootElement.Items().Select(status => status.Clone())];
        }
        catch (JsonException)
        {
            throw new SourceFault("answers with something else than a page of its timeline", Patience.Medium);
        }
    }

    /// <summary>A line of server-sent events is put together with the event that was named before it.</summary>
    private ValueTask TakeLineAsync(byte[] line, IInbox inbox, CancellationToken stop)
    {
        var text = Encoding.UTF8.GetString(line);
        if (text.StartsWith("event:", StringComparison.Ordinal))
        {
            _event = text["event:".Length..].Trim();
        }
        else if (text.StartsWith("data:", StringComparison.Ordinal) && _event.Length > 0)
        {
            return AcceptAsync(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["event"] = _event, ["payload"] = text["data:".Length..].Trim() }), inbox, stop);
        }
        return ValueTask.CompletedTask;
    }

    private ValueTask AcceptAsync(byte[] message, IInbox inbox, CancellationToken stop)
    {
        if (IdOf(message) is { Length: > 0 } id && IsLater(id))
        {
            _latest = id;
        }
        return inbox.AcceptAsync(message, _latest.Length == 0 ? null : _latest, stop);
    }

    /// <summary>Of a new status; empty for everything else, as an edit of an old one is no position.</summary>
    private static string IdOf(byte[] message)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            if (json.RootElement.Text("event") is not "update" and not "")
            {
                return "";
            }
            if (json.RootElement.Text("payload") is not { Length: > 0 } payload)
            {
                return json.RootElement.Id("id");
            }
            using var status = JsonDocument.Parse(payload);
            return status.RootElement.Id("id");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return "";
        }
    }

    /// <summary>Ids are numbers that grow with time, longer than a computer's.</summary>
    private bool IsLater(string id) => id.All(char.IsAsciiDigit) && (id.Length > _latest.Length || (id.Length == _latest.Length && string.CompareOrdinal(id, _latest) > 0));
}
