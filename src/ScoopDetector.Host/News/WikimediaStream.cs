using System.Globalization;
using System.Net.ServerSentEvents;
using ScoopDetector.Host.Sources;
using ScoopDetector.News;

namespace ScoopDetector.Host.News;

/// <summary>Listens to the edits of all wikis, for ever, and goes on behind the last one that it heard when the line breaks.</summary>
/// <param name="options">Which, and where.</param>
/// <param name="http">Which client.</param>
/// <param name="clock">Stamps and waits.</param>
/// <param name="chance">For the pauses.</param>
internal sealed class WikimediaStream(WikimediaOptions options, HttpClient http, TimeProvider clock, Random chance)
{
    private readonly EditWatch _watch = new(options);
    private readonly Reconnection _reconnection = new(new(), chance);
    private string? _lastId;

    /// <summary>What is wrong with it; null if nothing.</summary>
    public string? Fault { get; private set; } = "not yet connected";

    /// <summary>It did not get through, and waits before it tries again.</summary>
    public bool IsPausing { get; private set; }

    /// <summary>Messages that were heard.</summary>
    public long Heard { get; private set; }

    /// <summary>Those of them that are no edit of an article by a person.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Pages that were told.</summary>
    public long Pages { get; private set; }

    /// <summary>For people.</summary>
    public string Words => string.Create(CultureInfo.InvariantCulture, $"Wikipedia {(Fault is null ? "is heard" : Fault)}: {Heard - LeftOut:N0} edits by people, {Pages:N0} pages that several edit at once");

    /// <param name="take">Takes each headline.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(Action<Headline> take, CancellationToken stop)
    {
        while (true)
        {
            var fault = default(SourceFault);
            try
            {
                await ListenAsync(take, stop);
                // The server closes every line after a while.
                Fault = "has closed the line";
            }
            catch (SourceFault failure)
            {
                (fault, Fault) = (failure, failure.Message);
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
            {
                stop.ThrowIfCancellationRequested();
                Fault = (failure.InnerException ?? failure).Message.TrimEnd('.');
            }
            IsPausing = true;
            await Task.Delay(_reconnection.Next(fault), clock, stop);
            IsPausing = false;
        }
    }

    private async Task ListenAsync(Action<Headline> take, CancellationToken stop)
    {
        using var watch = new IdleWatch(options.IdleAfter, clock, stop);
        using var request = new HttpRequestMessage(HttpMethod.Get, options.Address);
        request.Headers.UserAgent.ParseAdd(UserAgent.Text);
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (_lastId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", _lastId);
        }
        using var response = await watch.OrFault(new ValueTask<HttpResponseMessage>(http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, watch.Token)));
        if (!response.IsSuccessStatusCode)
        {
            throw SourceFault.Of(response.StatusCode, HttpLines.RetryAfter(response.Headers.RetryAfter, clock));
        }
        Fault = null;
        await using var body = await response.Content.ReadAsStreamAsync(watch.Token);
        var parser = SseParser.Create(body);
        await using var events = parser.EnumerateAsync(watch.Token).GetAsyncEnumerator(watch.Token);
        while (await watch.OrFault(events.MoveNextAsync()))
        {
            _reconnection.Works();
            Take(events.Current.Data, take);
            _lastId = parser.LastEventId is { Length: > 0 and < 10_000 } id ? id : _lastId;
        }
    }

    private void Take(string message, Action<Headline> take)
    {
        Heard++;
        if (PageEdit.Read(message) is not { } edit)
        {
            LeftOut++;
        }
        else if (_watch.Take(edit, clock.GetUtcNow()) is { } headline)
        {
            Pages++;
            take(headline);
        }
    }
}
