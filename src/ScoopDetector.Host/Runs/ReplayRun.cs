using System.Diagnostics;
using System.Globalization;
using System.Reactive.Subjects;
using System.Reflection;
using ScoopDetector.Alerts;
using ScoopDetector.Bursts;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Files;
using ScoopDetector.Host.Sources.Wire;
using ScoopDetector.Places;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;
using ScoopDetector.Time;

namespace ScoopDetector.Host.Runs;

/// <summary>One replay: its files through the whole pipeline, and what there is to say about it while it runs and after.</summary>
internal sealed class ReplayRun
{
    private readonly ReplayOrder _order;
    private readonly TimeProvider _clock;
    private readonly PostIntake _intake;
    private readonly ReplaySource _source;
    private readonly INewsScore _model;
    private readonly Gazetteer _places;

    // Two books of drops: what the intake let pass and a later stage dropped is counted as a post by the intake.
    private readonly DropCounts _atIntake = new();
    private readonly DropCounts _later = new();
    private readonly long _started;

    /// <exception cref="Verbs.UsageException">A file is not there, or is not what its name says.</exception>
    public ReplayRun(ReplayOrder order, TimeProvider clock, int batchPosts = 512)
    {
        (_order, _clock, _started) = (order, clock, clock.GetTimestamp());
        _model = NewsModelFiles.Read(order.Options.Alerts.Model);
        _places = GazetteerFiles.Read(order.Options.Alerts.Places);
        _intake = Intake(order.Partitions, _atIntake);
        _source = new(order.Files, _intake, new(drops => Intake(1, drops), _atIntake), order.Pace, order.Options.Read.MaxLineBytes, batchPosts);
    }

    public AlertLedger Alerts { get; } = new();

    public string File => _source.File;

    /// <summary>How much of all bytes has been read, 0 to 1.</summary>
    public double Share => _source.Share;

    /// <summary>Posts read so far.</summary>
    public long Posts => _intake.Posts;

    /// <summary>How far event time has come; null before the first post.</summary>
    public long? Now => _intake.Now;

    public TimeSpan Elapsed => _clock.GetElapsedTime(_started);

    /// <param name="alerted">Takes each alert.</param>
    /// <param name="considered">Takes each event that was weighed; null if nobody wants to know.</param>
    /// <param name="looked">Is called after every batch, for showing how far it has come.</param>
    /// <param name="stop">Ends the run before its time.</param>
    public void Run(Action<Alert> alerted, Action<Weighing>? considered, Action looked, CancellationToken stop)
    {
        using var posts = new Subject<PostBatch>();
        var pipeline = new ScoopPipeline(_order.Options, _clock, _later) { Model = _model, Places = _places, Considered = considered };
        // At a slower pace nothing is to be gained by waiting for company, and alerts would be late.
        var bundle = _order.Pace.IsMax ? 64 : 1;
        using var reporting = new StageThread<BurstPane>(bundle, bursts => pipeline.Report(bursts).Subscribe(alert =>
        {
            alert = _order.News?.Cover(alert) ?? alert;
            alerted(alert);
            Alerts.Add(alert);
        }));
        using var scoring = new StageThread<PanePart>(bundle, parts => pipeline.Score(parts, _order.Partitions).Subscribe(reporting.Add));
        using var tallied = pipeline.Tally(posts).Subscribe(scoring.Add);
        _source.Run(
            batch =>
            {
                posts.OnNext(batch);
                looked();
            },
            stop);
        posts.OnCompleted();
        scoring.Complete();
        reporting.Complete();
    }

    public RunSummary Summarise()
    {
        var posts = _intake.Posts - _later.Total;
        return new()
        {
            Version = typeof(ReplayRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
            Files = _order.Files,
            Warnings = [.. _source.Warnings, .. Warnings(), .. OfNews()],
            Lines = _source.Lines,
            Unfolded = _source.Unfolded,
            Posts = posts,
            Withdrawals = _intake.Withdrawals,
            Drops = _atIntake.All().ToDictionary(drop => Name(drop.Reason), drop => drop.Count + _later[drop.Reason]),
            UnreadFields = _atIntake.AllUnread().ToDictionary(field => field.Field, field => field.Count),
            ForgottenIds = _later.ForgottenIds,
            FirstEventAt = _intake.Began is { } began ? Moment.Text(began) : null,
            LastEventAt = _intake.Now is { } now ? Moment.Text(now) : null,
            ElapsedSeconds = Math.Round(Elapsed.TotalSeconds, 3),
            PostsPerSecond = Math.Round(posts / Math.Max(0.001, Elapsed.TotalSeconds)),
            PeakMemoryMegabytes = PeakMegabytes(),
            Partitions = _order.Partitions,
            Speed = _order.Pace.ToString(),
            Alerts = Levels.ToDictionary(Name, level => (IReadOnlyDictionary<string, int>)Enum.GetValues<AlertState>().ToDictionary(Name, state => Alerts.Revisions(level, state))),
            Threads = Levels.ToDictionary(Name, Alerts.Threads),
            ThreadsPerDay = Days is > 0 and var days ? Levels.ToDictionary(Name, level => Math.Round(Alerts.Threads(level) / days, 2)) : null,
            Leads = _order.News?.Close(DateTimeOffset.FromUnixTimeMilliseconds(_intake.Began ?? 0) + _order.Options.Bursts.LearnFor, DateTimeOffset.FromUnixTimeMilliseconds(_intake.Now ?? 0)),
            Options = _order.Options,
        };
    }

    private PostIntake Intake(int partitions, DropCounts drops) => new(_order.Options.Read, _order.Options.Tally, partitions, _clock, drops, WireReader.OfAny(_order.Options.Read));

    /// <summary>Why nothing came, or little, of a stream that could be read.</summary>
    private IEnumerable<string> Warnings()
    {
        if (_atIntake[Drop.Late] is > 0 and var late)
        {
            yield return Told($"{late:N0} {(late == 1 ? "post was" : "posts were")} late: each stands in its file behind others observed more than {_order.Options.Tally.Patience.TotalSeconds:0.#} s later. Sort the file by observed_at, or raise Tally:Patience.");
        }
        if (_intake is { Began: { } began, Now: { } now } && TimeSpan.FromMilliseconds(now - began) is var length && length < _order.Options.Bursts.LearnFor)
        {
            yield return Told($"The stream is {Shown.Span(length)} long, and for {Shown.Span(_order.Options.Bursts.LearnFor)} it only teaches what is usual, so that nothing could be alerted: lower Bursts:LearnFor, or give more of the stream.");
        }
    }

    /// <summary>What could not be read of the news.</summary>
    private IEnumerable<string> OfNews()
    {
        if (_order.News?.LeftOut is > 0 and var leftOut)
        {
            yield return Told($"{leftOut:N0} {(leftOut == 1 ? "line" : "lines")} of --headlines {(leftOut == 1 ? "was no headline" : "were no headlines")}: each must be a JSON object with id, published_at, source and title, or a url.");
        }
    }

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static AlertLevel[] Levels => Enum.GetValues<AlertLevel>();

    private double Days => TimeSpan.FromMilliseconds((_intake.Now - _intake.Began) ?? 0).TotalDays;

    private static long PeakMegabytes()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 >> 20;
    }

    /// <summary>As in the alert contract: in small letters, words joined in camel case.</summary>
    private static string Name<T>(T value) where T : struct, Enum => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];
}
