using System.Net;
using System.Net.Http.Headers;
using ScoopDetector.Host.Http;
using ScoopDetector.Host.Sources;
using ScoopDetector.News;

namespace ScoopDetector.Host.News;

/// <summary>Asks one feed, only for what has changed, for ever.</summary>
internal sealed class FeedPoller
{
    private readonly NewsOptions _options;
    private readonly HttpClient _http;
    private readonly SemaphoreSlim _room;
    private readonly TimeProvider _clock;
    private readonly FeedSchedule _schedule;
    private readonly FeedMemory _memory;
    private EntityTagHeaderValue? _tag;
    private DateTimeOffset? _modified;

    /// <param name="feed">Which.</param>
    /// <param name="options">How often.</param>
    /// <param name="http">Which client.</param>
    /// <param name="room">For the requests that are under way.</param>
    /// <param name="clock">Stamps and waits.</param>
    /// <param name="chance">For the distances.</param>
    public FeedPoller(Feed feed, NewsOptions options, HttpClient http, SemaphoreSlim room, TimeProvider clock, Random chance)
    {
        (Feed, _options, _http, _room, _clock) = (feed, options, http, room, clock);
        _schedule = new(options.PollEvery, chance);
        _memory = new(feed, options.BackdatedAfter);
    }

    public Feed Feed { get; }

    /// <summary>What is wrong with it; null if nothing.</summary>
    public string? Fault { get; private set; } = "not yet asked";

    /// <summary>It was not asked when its turn came last, as the address where it is, or to which it leads, is private.</summary>
    public bool IsForbidden { get; private set; }

    public long Looks { get; private set; }

    /// <summary>Looks at which nothing had changed.</summary>
    public long Unchanged { get; private set; }

    public long Headlines { get; private set; }

    public long Distrusted => _memory.Distrusted;

    /// <summary>Who would tell at once what is new in it (WebSub); null if nobody. It is only noted: to be told, this process would have to be reachable from outside.</summary>
    public string? Hub { get; private set; }

    /// <param name="take">Takes each new headline. Called by one feed's poller at a time, but by many feeds' at once.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(Action<Headline> take, CancellationToken stop)
    {
        var pause = _schedule.First();
        while (true)
        {
            await Task.Delay(pause, _clock, stop);
            pause = await LookAsync(take, stop);
        }
    }

    private async Task<TimeSpan> LookAsync(Action<Headline> take, CancellationToken stop)
    {
        await _room.WaitAsync(stop);
        try
        {
            using var patience = new CancellationTokenSource(_options.Timeout, _clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
            var pause = await AskAsync(take, either.Token);
            IsForbidden = false;
            return pause;
        }
        catch (HttpRequestException fault) when (fault.InnerException is ForbiddenAddressException)
        {
            (IsForbidden, Fault) = (true, $"not asked: {fault.Message}");
            return _schedule.AfterFault(null);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            stop.ThrowIfCancellationRequested();
            (IsForbidden, Fault) = (false, fault is OperationCanceledException ? $"no answer within {_options.Timeout.TotalSeconds:0} s" : fault.Message);
            return _schedule.AfterFault(null);
        }
        finally
        {
            _room.Release();
        }
    }

    private async Task<TimeSpan> AskAsync(Action<Headline> take, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Feed.Url);
        request.Headers.UserAgent.ParseAdd(UserAgent.Text);
        request.Headers.IfModifiedSince = _modified;
        if (_tag is not null)
        {
            request.Headers.IfNoneMatch.Add(_tag);
        }
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        Looks++;
        if (response.StatusCode == HttpStatusCode.NotModified)
        {
            Unchanged++;
            Fault = null;
            return _schedule.AfterAnswer(null);
        }
        if (!response.IsSuccessStatusCode)
        {
            Fault = $"answers {(int)response.StatusCode}";
            return _schedule.AfterFault(HttpLines.RetryAfter(response.Headers.RetryAfter, _clock));
        }
        var text = FeedText.Read(await ReadAsync(response.Content, stop), response.Content.Headers.ContentType?.CharSet?.Trim('"'), Feed.Lang);
        Hub = text.Hub ?? HubIn(response.Headers);
        foreach (var headline in _memory.Take(text.Items, _clock.GetUtcNow()))
        {
            Headlines++;
            take(headline);
        }
        // An authority that has nothing to warn of says so by an empty feed.
        Fault = text.Items.Count == 0 && text.LeftOut == 0 && !(text.IsFeed && text.Fault is null && Feed.Channel == NewsChannel.Warning) ? $"holds no items{(text.Fault is { } why ? $" ({why})" : "")}" : text.Fault is { } breaks ? $"is broken ({breaks}), and read as far as it goes" : null;
        // A feed that could not be read is asked for the whole again.
        (_tag, _modified) = text.Fault is null ? (response.Headers.ETag, response.Content.Headers.LastModified) : (null, null);
        return _schedule.AfterAnswer(text.TimeToLive);
    }

    /// <summary>As in <c>Link: &lt;https://hub.example/&gt;; rel="hub"</c>.</summary>
    private static string? HubIn(HttpResponseHeaders headers) => headers.TryGetValues("Link", out var links)
        ? links.SelectMany(link => link.Split(',')).Where(link => link.Contains("rel=\"hub\"", StringComparison.OrdinalIgnoreCase) || link.Contains("rel=hub", StringComparison.OrdinalIgnoreCase))
            .Select(link => link.Split(['<', '>']) is [_, var address, ..] ? address : null).FirstOrDefault()
        : null;

    private async Task<byte[]> ReadAsync(HttpContent content, CancellationToken stop)
    {
        await using var stream = await content.ReadAsStreamAsync(stop);
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, stop) is > 0 and var read)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > _options.MaxBytes)
            {
                throw new HttpRequestException($"the answer is longer than {_options.MaxBytes} bytes");
            }
        }
        return bytes.ToArray();
    }
}
