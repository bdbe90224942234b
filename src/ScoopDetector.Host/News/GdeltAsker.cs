using System.Globalization;
using System.Net;
using System.Threading.Channels;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Sources;
using ScoopDetector.News;

namespace ScoopDetector.Host.News;

/// <summary>Asks GDELT about each event that was alerted, some time afterwards and never faster than it wants.</summary>
/// <param name="options">Where, and how politely.</param>
/// <param name="http">Which client.</param>
/// <param name="clock">Stamps and waits.</param>
internal sealed class GdeltAsker(GdeltOptions options, HttpClient http, TimeProvider clock)
{
    private const int LargestAnswer = 4 << 20;
    private const int Attempts = 3;

    /// <summary>Events and articles that are known again; the oldest are forgotten first.</summary>
    private const int Known = 10_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AfterFault = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly Channel<(Uri Question, DateTimeOffset At)> _queue = Channel.CreateBounded<(Uri, DateTimeOffset)>(new BoundedChannelOptions(options.Queue) { SingleReader = true });
    private readonly Recent _events = new(Known);
    private readonly Recent _articles = new(Known);
    private readonly Lock _lock = new();

    /// <summary>What is wrong with it; null if nothing.</summary>
    public string? Fault { get; private set; }

    /// <summary>A question waits for its answer.</summary>
    public bool IsAsking { get; private set; }

    /// <summary>Questions that were answered.</summary>
    public long Asked { get; private set; }

    /// <summary>Answers that named an article.</summary>
    public long Covered { get; private set; }

    /// <summary>Events that were not asked about: too many waited, no term would be found, or there was no answer.</summary>
    public long LeftOut { get; private set; }

    public long Articles { get; private set; }

    /// <summary>For people.</summary>
    public string Words => string.Create(CultureInfo.InvariantCulture, $"GDELT {(Fault is null ? "answers" : Fault)}: {Covered:N0} of {Asked:N0} events are in its index, {LeftOut:N0} were not asked about");

    /// <summary>Takes note of an alert, and never waits. Safe to call from any thread.</summary>
    public void Told(Alert alert)
    {
        if (alert is not { Level: AlertLevel.Alert, State: AlertState.Opened or AlertState.Updated } || IsOld(alert))
        {
            return;
        }
        lock (_lock)
        {
            if (_events.Add(alert.EventId) && !(GdeltText.Question(options, alert.Terms) is { } question && _queue.Writer.TryWrite((question, clock.GetUtcNow()))))
            {
                LeftOut++;
            }
        }
    }

    /// <param name="take">Takes each article that is new.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(Action<Headline> take, CancellationToken stop)
    {
        await foreach (var (question, at) in _queue.Reader.ReadAllAsync(stop))
        {
            if (at + options.AskAfter - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, stop);
            }
            for (var attempt = 1; await TryAsync(question, take, stop) is { } pause; attempt++)
            {
                await Task.Delay(pause, clock, stop);
                if (attempt == Attempts)
                {
                    CountLeftOut();
                    break;
                }
            }
            await Task.Delay(options.Every, clock, stop);
        }
    }

    /// <summary>A start reads past alerts again: they were asked about in their time, or never will be.</summary>
    private bool IsOld(Alert alert) => DateTimeOffset.TryParse(alert.AlertedAt, CultureInfo.InvariantCulture, out var at) && at < clock.GetUtcNow() - options.LookBack;

    /// <summary>Null if it has answered; otherwise how long to wait.</summary>
    private async Task<TimeSpan?> TryAsync(Uri question, Action<Headline> take, CancellationToken stop)
    {
        IsAsking = true;
        try
        {
            return await AskAsync(question, take, stop);
        }
        finally
        {
            IsAsking = false;
        }
    }

    private async Task<TimeSpan?> AskAsync(Uri question, Action<Headline> take, CancellationToken stop)
    {
        IReadOnlyList<Headline>? headlines;
        try
        {
            using var watch = new IdleWatch(Patience, clock, stop);
            using var request = new HttpRequestMessage(HttpMethod.Get, question);
            request.Headers.UserAgent.ParseAdd(UserAgent.Text);
            using var response = await watch.OrFault(new ValueTask<HttpResponseMessage>(http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, watch.Token)));
            if (response.StatusCode != HttpStatusCode.OK)
            {
                Fault = $"answers {(int)response.StatusCode}";
                return HttpLines.RetryAfter(response.Headers.RetryAfter, clock) is { } asked && asked > AfterFault ? asked < LongestWait ? asked : LongestWait : AfterFault;
            }
            headlines = GdeltText.Read(await watch.OrFault(BodyAsync(response.Content, watch.Token)), clock.GetUtcNow(), out _);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SourceFault or OperationCanceledException)
        {
            stop.ThrowIfCancellationRequested();
            Fault = $"does not answer ({fault.Message.TrimEnd('.')})";
            return AfterFault;
        }
        if (headlines is null)
        {
            Fault = "answers with something else than articles";
            return AfterFault;
        }
        Fault = null;
        Asked++;
        Covered += headlines.Count > 0 ? 1 : 0;
        foreach (var headline in headlines.Where(headline => _articles.Add(headline.Id)))
        {
            Articles++;
            take(headline);
        }
        return null;
    }

    private static async ValueTask<byte[]> BodyAsync(HttpContent content, CancellationToken stop)
    {
        await content.LoadIntoBufferAsync(LargestAnswer, stop);
        return await content.ReadAsByteArrayAsync(stop);
    }

    private void CountLeftOut()
    {
        lock (_lock)
        {
            LeftOut++;
        }
    }

    /// <summary>The latest of something, each once.</summary>
    private sealed class Recent(int most)
    {
        private readonly HashSet<string> _known = [];
        private readonly Queue<string> _order = new();

        /// <summary>False if it is known.</summary>
        public bool Add(string one)
        {
            if (!_known.Add(one))
            {
                return false;
            }
            _order.Enqueue(one);
            if (_order.Count > most)
            {
                _known.Remove(_order.Dequeue());
            }
            return true;
        }
    }
}
