using System.Globalization;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Http;
using ScoopDetector.News;

namespace ScoopDetector.Host.News;

/// <summary>Watches all feeds at once, each at its own pace, and beside them what corroborates, where that is wanted: edits of Wikipedia, the index of GDELT.</summary>
internal sealed class NewsRun : IDisposable
{
    /// <summary>Beyond these, feeds are only counted.</summary>
    private const int MostNamed = 5;

    private readonly FeedPoller[] _pollers;
    private readonly Lock _lock = new();
    private readonly NewsOptions _options;
    private readonly SemaphoreSlim _room;
    private readonly Action<Headline> _take;
    private readonly WikimediaStream? _wikimedia;
    private readonly GdeltAsker? _gdelt;

    /// <param name="feeds">Which.</param>
    /// <param name="options">How politely.</param>
    /// <param name="http">Which client.</param>
    /// <param name="clock">Stamps and waits.</param>
    /// <param name="chance">For the distances.</param>
    /// <param name="take">Takes each new headline, one at a time.</param>
    public NewsRun(IReadOnlyList<Feed> feeds, NewsOptions options, HttpClient http, TimeProvider clock, Random chance, Action<Headline> take)
    {
        (_options, _take, _room) = (options, take, new(options.AtOnce));
        _pollers = [.. feeds.Select(feed => new FeedPoller(feed, options, http, _room, clock, new Random(chance.Next())))];
        _wikimedia = options.Wikimedia.Address is null ? null : new(options.Wikimedia, http, clock, new Random(chance.Next()));
        _gdelt = options.Gdelt.Address is null ? null : new(options.Gdelt, http, clock);
    }

    /// <summary>What keeps the client from private addresses; null if nothing does.</summary>
    public AddressGuard? Guard { get; init; }

    public IReadOnlyList<FeedPoller> Feeds => _pollers;

    /// <summary>Requests that were not made, as they would have gone, or were led, to a private address or a name without any.</summary>
    public long Refused => Guard?.Refused ?? 0;

    /// <summary>Requests that wait for their answers.</summary>
    public int UnderWay => _options.AtOnce - _room.CurrentCount;

    /// <summary>For people, in one line.</summary>
    public string Words => string.Create(CultureInfo.InvariantCulture,
        $"news: {_pollers.Count(poller => poller.Fault is null)} of {_pollers.Length} feeds answer; {_pollers.Sum(poller => poller.Headlines):N0} headlines, {_pollers.Sum(poller => poller.Distrusted):N0} of them with times that cannot be true{Hubs}{Forbidden}{(_wikimedia is null ? "" : "; " + _wikimedia.Words)}{(_gdelt is null ? "" : "; " + _gdelt.Words)}");

    private string Hubs => _pollers.Count(poller => poller.Hub is not null) is > 0 and var hubs ? string.Create(CultureInfo.InvariantCulture, $"; {hubs:N0} feeds offer a hub") : "";

    private string Forbidden => _pollers.Where(poller => poller.IsForbidden).Select(poller => poller.Feed.Source).ToArray() is { Length: > 0 } names
        ? $"; not asked, for want of an address that is public or in News:AllowPrivate: {string.Join(", ", names.Take(MostNamed))}{(names.Length > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {names.Length - MostNamed:N0} more") : "")}"
        : "";

    /// <summary>An alert was told: it may be asked about later. Never waits.</summary>
    public void Told(Alert alert) => _gdelt?.Told(alert);

    /// <summary>Until it is stopped. What a feed does wrong is that feed's; whatever else ends one poller ends all, and is thrown.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(stop);
        List<Task> polling = [.. _pollers.Select(poller => poller.RunAsync(Take, all.Token))];
        polling.AddRange(new[] { _wikimedia?.RunAsync(Take, all.Token), _gdelt?.RunAsync(Take, all.Token) }.OfType<Task>());
        var ended = await Task.WhenAny([.. polling, Task.Delay(Timeout.Infinite, stop)]);
        await all.CancelAsync();
        await Task.WhenAll(polling.Where(one => one != ended)).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await ended;
    }

    public void Dispose() => _room.Dispose();

    private void Take(Headline headline)
    {
        lock (_lock)
        {
            _take(headline);
        }
    }
}
