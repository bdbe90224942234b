using ScoopDetector.Alerts;
using ScoopDetector.Host.Checkpoints;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Demo;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Http;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Metrics;
using ScoopDetector.Host.News;
using ScoopDetector.News;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources;

/// <summary>Live networks → Kafka → the pipeline → Kafka → terminal and page.</summary>
internal sealed class LiveRun : IDisposable
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromMinutes(1);

    private readonly ScoopOptions _scoop;
    private readonly KafkaOptions _kafka;
    private readonly SourcesOptions _options;
    private readonly TimeProvider _clock;
    private readonly TextWriter _output;
    private readonly ILogger _log;
    private readonly Newsdesk _desk;
    private readonly Pulse _pulse;
    private readonly DemoTerminal _terminal;
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = TimeSpan.FromSeconds(15) });
    private readonly (ILiveSource Source, IPostTranslator Reader)[] _sources;
    private NewsWatch? _watch;
    private LeadWatch? _leads;

    /// <exception cref="Verbs.UsageException">A source lacks a setting.</exception>
    public LiveRun(ScoopOptions scoop, KafkaOptions kafka, SourcesOptions options, IReadOnlyList<string> names, Newsdesk desk, TimeProvider clock, TextWriter output, ILogger log)
    {
        (_scoop, _kafka, _options, _desk, _clock, _output, _log, _terminal) = (scoop, kafka, options, desk, clock, output, log, new(output));
        _pulse = new(scoop.Bursts.LearnFor, clock);
        _sources = [.. names.Select(name => SourceCatalogue.Create(name, options, scoop.Read, _http, clock, kafka))];
    }

    /// <summary>Which news feeds are watched beside; null for none.</summary>
    public NewsOptions? News { get; init; }

    /// <summary>What is sent where.</summary>
    public DeliveriesOptions Deliveries { get; init; } = new();

    /// <summary>Where what is known is saved; null where it is not.</summary>
    public CheckpointOptions? Checkpoints { get; init; }

    /// <summary>When a headline counts as being about an event.</summary>
    public CoverageOptions Coverage { get; init; } = new();

    /// <summary>Where traces go.</summary>
    public MetricsOptions Metrics { get; init; } = new();

    /// <summary>Until it is stopped. Then the sources publish what they have heard, and the pipeline commits what it has read.</summary>
    public async Task RunAsync(RunOptions run, DeskOptions desk, CancellationTokenSource stop)
    {
        var link = new BrokerLink("live", _kafka.BootstrapServers, _clock, _log);
        var work = new ScoopRun(_scoop, _kafka, _clock, new DropCounts(), _log) { Checkpoints = Checkpoints };
        var producers = _sources.Select(_ => new PostProducer(_kafka, link)).ToArray();
        var runs = _sources.Select((source, i) => new SourceRun(source.Source, source.Reader, new TopicOutput(producers[i]), _options, _clock, ChanceOf(i), _log)).ToArray();
        using var headlines = new HeadlineProducer(_kafka, link);
        _watch = News is null ? null : new(Coverage, _desk.Places, () => work.Progress.Began is { } began ? DateTimeOffset.FromUnixTimeMilliseconds(began) + _scoop.Bursts.LearnFor : null, _clock);
        _leads = News is null ? null : new(Coverage.Tie);
        _desk.Listen(_watch);
        var guard = (News ?? new()).Guard();
        using var web = GuardedHttp.Follow(guard);
        using var news = News is null ? null : new NewsRun(Feed.Read(News.Feeds), News, web, _clock, ChanceOf(_sources.Length), headline => Hear(headline, headlines)) { Guard = guard };
        using var hooks = GuardedHttp.Create(Deliveries.Guard());
        var courier = Courier.Create(_desk.Store, Deliveries, hooks, _clock, _log);
        var shown = new DeskRun(_desk, _kafka, work, _pulse, _clock, _log)
        {
            Courier = courier,
            Cover = alert =>
            {
                news?.Told(alert);
                return Cover(alert);
            },
            Told = _terminal.Tell,
            Sources = () => [.. runs.Select(source => source.Health.Beat)],
            Fault = () => runs.All(source => source.Health.State != SourceState.Listening) ? runs[0].Health.Words : null,
        };
        try
        {
            await using var server = await DeskServer.StartAsync(_desk, desk, _clock, stop.Token, new(work, run.Role, () => _clock.GetUtcNow()) { Sources = [.. runs.Select(source => source.Health)], Leads = _leads, News = news, Options = Metrics, Deliveries = courier }, courier, _log, _kafka);
            await _output.WriteLineAsync($"{server.Address} shows the alerts live; Kafka is at {_kafka.BootstrapServers}. Ctrl-C ends it.");
            await _output.WriteLineAsync($"For the first {_scoop.Bursts.LearnFor.TotalMinutes:0} minutes it is silent: it learns what is usual.");
            await Task.WhenAll(
            [
                OrStop(news is null ? Task.Delay(Timeout.Infinite, stop.Token) : WatchAsync(news, run.Once, stop.Token), stop),
                OnThreadOfItsOwn(() => work.Run(run, stop.Token), stop),
                shown.RunAsync(run.Once, stop),
                OrStop(SayAsync(runs, news, stop.Token), stop),
                .. runs.Select(source => OrStop(source.RunAsync(stop.Token), stop)),
            ]);
        }
        finally
        {
            Array.ForEach(producers, producer => producer.Dispose());
        }
        headlines.Settle(stop.Token);
        Say(runs, news);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Feeds are asked once their topic is there and read: a headline that cannot be handed on is not fetched.</summary>
    private async Task WatchAsync(NewsRun news, bool once, CancellationToken stop)
    {
        await Task.Run(() => Remember(once, stop), stop);
        await news.RunAsync(stop);
    }

    /// <summary>Pauses should differ from those of other processes; nothing that is alerted depends on them.</summary>
    private Random ChanceOf(int source) => new(HashCode.Combine(_clock.GetUtcNow().Ticks, Environment.ProcessId, source));

    /// <summary>What the run before this one has heard comes first: what a feed shows again is known then, with the time at which it was new.</summary>
    private void Remember(bool once, CancellationToken stop)
    {
        new TopicLookup(_kafka, _log).Partitions(_kafka.HeadlinesTopic, once, stop);
        foreach (var headline in new HeadlineTail(_kafka).Read(stop))
        {
            _watch!.Hear(headline);
        }
    }

    private void Hear(Headline headline, HeadlineProducer headlines)
    {
        if (_watch!.Hear(headline))
        {
            headlines.Send(headline);
        }
    }

    /// <summary>On the page an alert says what the news had by then; on the topic it does not, as that must be the same whoever watches which feeds.</summary>
    private Alert Cover(Alert alert)
    {
        alert = _watch?.Cover(alert, _desk.ToldOf(alert.EventId)) ?? alert;
        _leads?.Look(alert);
        return alert;
    }

    private async Task SayAsync(SourceRun[] runs, NewsRun? news, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TellEvery, _clock);
        while (await timer.WaitForNextTickAsync(stop))
        {
            Say(runs, news);
        }
    }

    private void Say(SourceRun[] runs, NewsRun? news)
    {
        if (news is not null)
        {
            _output.WriteLine(news.Words);
        }
        foreach (var run in runs)
        {
            _output.WriteLine(run.Health.Words);
        }
    }

    private static Task OnThreadOfItsOwn(Action work, CancellationTokenSource stop) =>
        OrStop(Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default), stop);

    /// <summary>Whatever ends one of them ends all.</summary>
    private static async Task OrStop(Task work, CancellationTokenSource stop)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped while it waited.
        }
        finally
        {
            await stop.CancelAsync();
        }
    }
}
