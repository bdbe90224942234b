using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Confluent.Kafka;
using ScoopDetector.Host.Checkpoints;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Http;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Metrics;
using ScoopDetector.Host.News;
using ScoopDetector.Host.Runs;
using ScoopDetector.Host.Settings;
using ScoopDetector.Host.Sources;
using ScoopDetector.Host.Store;
using ScoopDetector.News;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Verbs;

/// <summary><c>run</c>: live, from Kafka to Kafka, until it is told to stop.</summary>
internal static class RunVerb
{
    public static Command Create()
    {
        var role = new Option<string>("--role") { DefaultValueFactory = _ => "all", Description = "Which part of the pipeline this process runs: all of it, or one of three with Kafka between them." };
        role.AcceptOnlyFromAmong("all", "tally", "score", "report");
        var settings = new SettingsArguments();
        var brokers = new Option<string?>("--brokers") { Description = "Where Kafka is, host:port; wins over the configuration file." };
        var embedded = new Option<bool>("--embedded") { Description = "Starts a broker of its own on 127.0.0.1; what it holds is gone when the process ends." };
        var drained = new Option<bool>("--until-drained") { Description = "Ends once everything on the topic was read." };
        var once = new Option<bool>("--once") { Description = "Fails if Kafka cannot be reached, instead of waiting for it." };
        var output = new Option<string?>("--out") { Description = "A folder: alerts are also written to its alerts.jsonl." };
        var source = new Option<string?>("--source")
        {
            Description = $"Live networks, parted by commas: {string.Join(", ", SourceCatalogue.Names)}. Without --brokers it brings a broker of its own. The desk is served beside.",
            HelpName = "NAME,…",
        };
        var news = new Option<bool>("--news") { Description = "With --source: also watches news feeds (News:Feeds) and writes their headlines to Kafka." };
        var desk = new Option<bool>("--desk") { Description = "Also keeps the alerts in the store (Store:File) and serves the desk (Desk:Address, Desk:Port)." };
        var metricsPort = new Option<int?>("--metrics-port") { Description = "Serves /metrics and /health on this port of Metrics:Address; wins over Metrics:Port. A desk serves them at its own address." };
        var verb = new Command("run", "Reads posts from Kafka, or from live networks, and writes alerts to Kafka, until it is told to stop.") { role, brokers, embedded, drained, once, output, source, news, desk, metricsPort };
        settings.AddTo(verb);
        verb.SetAction(parsed =>
        {
            if (parsed.GetValue(news) && parsed.GetValue(source) is null)
            {
                throw new UsageException("--news goes with --source: name the live networks whose alerts the headlines are held against.");
            }
            var run = new RunOptions(Enum.Parse<Role>(parsed.GetValue(role)!, ignoreCase: true), parsed.GetValue(drained), parsed.GetValue(once), parsed.GetValue(output));
            if (parsed.GetValue(metricsPort) is not null && (parsed.GetValue(desk) || parsed.GetValue(source) is not null))
            {
                throw new UsageException("--metrics-port goes without --desk and --source: the desk serves /metrics and /health at its own address.");
            }
            if (parsed.GetValue(embedded) && parsed.GetValue(brokers) is not null)
            {
                throw new UsageException("--embedded brings a broker of its own, and --brokers names another: say one of them.");
            }
            return parsed.GetValue(source) is { } names
                ? Listen(names, settings.Read(parsed), parsed.GetValue(brokers), parsed.GetValue(embedded), parsed.GetValue(news), run, parsed.InvocationConfiguration.Output)
                : Run(settings.Read(parsed), parsed.GetValue(brokers), parsed.GetValue(embedded), parsed.GetValue(desk), parsed.GetValue(metricsPort), run);
        });
        return verb;
    }

    /// <summary>The address given on the command line wins over the settings.</summary>
    public static KafkaOptions At(KafkaOptions kafka, string? brokers) => brokers is null ? kafka : kafka with { BootstrapServers = brokers };

    private static int Listen(string names, ScoopSettings settings, string? brokers, bool embedded, bool news, RunOptions run, TextWriter output)
    {
        if (run.Role != Role.All || run.UntilDrained)
        {
            throw new UsageException("--source goes with --role all and without --until-drained: live networks have no end, and the whole pipeline follows them.");
        }
        var kafka = At(settings.Get<KafkaOptions>(), brokers);
        using var logs = LogLines.Create();
        using var signals = new StopSignals();
        var ownBroker = embedded || (brokers is null && !settings.Sets("Kafka", nameof(KafkaOptions.BootstrapServers)));
        if (ownBroker && SourceCatalogue.NamesIn(names).Contains("topic") && settings.Get<SourcesOptions>().Topic.BootstrapServers is null)
        {
            throw new UsageException("Sources:Topic:BootstrapServers is not set, and this run brings a broker of its own, on which nobody else writes: set it to the brokers that hold the topic, host:port, or name them with --brokers.");
        }
        using var broker = ownBroker ? EmbeddedBroker.Start(kafka, EmbeddedBroker.DefaultPartitions, out kafka) : null;
        return CodeOf(() =>
        {
            using var store = OpenStore(settings, logs, signals.Source.Token);
            using var live = new LiveRun(settings.Get<ScoopOptions>(), kafka, settings.Get<SourcesOptions>(), SourceCatalogue.NamesIn(names), DeskOver(store, settings), TimeProvider.System, output, logs.CreateLogger("scoop"))
            {
                News = news ? settings.Get<NewsOptions>() : null,
                Coverage = settings.Get<CoverageOptions>(),
                Metrics = settings.Get<MetricsOptions>(),
                Deliveries = settings.Get<DeliveriesOptions>(),
                // A broker of its own forgets the log: there is nothing to go on from.
                Checkpoints = broker is null ? settings.Get<CheckpointOptions>() : null,
            };
            live.RunAsync(run, settings.Get<DeskOptions>(), signals.Source).GetAwaiter().GetResult();
        });
    }

    private static AlertStore OpenStore(ScoopSettings settings, ILoggerFactory logs, CancellationToken stop) =>
        StoreOpening.WhenThereIsRoomAsync(settings.Get<StoreOptions>(), TimeProvider.System, logs.CreateLogger("scoop"), stop).GetAwaiter().GetResult();

    private static int Run(ScoopSettings settings, string? brokers, bool embedded, bool desk, int? metricsPort, RunOptions run)
    {
        var (scoop, kafka) = (settings.Get<ScoopOptions>(), At(settings.Get<KafkaOptions>(), brokers));
        using var logs = LogLines.Create();
        using var broker = embedded ? EmbeddedBroker.Start(kafka, EmbeddedBroker.DefaultPartitions, out kafka) : null;
        using var signals = new StopSignals();
        if (broker is not null)
        {
            Console.WriteLine($"Kafka is at {broker.BootstrapServers}");
        }
        var metrics = MetricsAt(settings.Get<MetricsOptions>(), metricsPort);
        var drops = new DropCounts();
        var work = new ScoopRun(scoop, kafka, TimeProvider.System, drops, logs.CreateLogger("scoop")) { Checkpoints = broker is null ? settings.Get<CheckpointOptions>() : null };
        var code = OnThreadOfItsOwn($"scoop {run.Role}", () => Work(work, run, new(settings, kafka, logs, desk, metrics), signals.Source));
        if (code == CommandLine.Done)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The end: {work.Progress.Messages:N0} messages read, {drops.Total:N0} left out{Reasons(drops)}."));
        }
        return code;
    }

    private static MetricsOptions MetricsAt(MetricsOptions options, int? port) => port switch
    {
        null => options,
        >= 0 and <= 65_535 => options with { Port = port.Value },
        _ => throw new UsageException($"--metrics-port {port}: must be between 0 and 65535."),
    };

    private static void Work(ScoopRun work, RunOptions run, Beside beside, CancellationTokenSource stop)
    {
        if (beside.Metrics is { OtlpEndpoint: not null, Port: 0 } && !beside.Desk)
        {
            throw new UsageException("Metrics:OtlpEndpoint is set and Metrics:Port is 0: name a port (--metrics-port), or serve the desk (--desk).");
        }
        var vitals = new Vitals(work, run.Role, () => TimeProvider.System.GetUtcNow()) { Options = beside.Metrics };
        if (beside.Desk)
        {
            WorkWithDesk(work, run, vitals, beside, stop);
            return;
        }
        var server = beside.Metrics.Port == 0 ? null : OpsServer.StartAsync(vitals, beside.Metrics, beside.Settings.Get<DeskOptions>(), TimeProvider.System, stop.Token).GetAwaiter().GetResult();
        if (server is not null)
        {
            Console.WriteLine($"Metrics are at {server.Address}/metrics");
        }
        try
        {
            work.Run(run, stop.Token);
        }
        finally
        {
            server?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static Newsdesk DeskOver(AlertStore store, ScoopSettings settings)
    {
        var scoop = settings.Get<ScoopOptions>();
        return new(store) { Places = GazetteerFiles.Read(scoop.Alerts.Places), Evenness = scoop.Bursts.Evenness };
    }

    private static void WorkWithDesk(ScoopRun work, RunOptions run, Vitals vitals, Beside beside, CancellationTokenSource stop)
    {
        using var store = OpenStore(beside.Settings, beside.Logs, stop.Token);
        var newsdesk = DeskOver(store, beside.Settings);
        var deliveries = beside.Settings.Get<DeliveriesOptions>();
        using var http = GuardedHttp.Create(deliveries.Guard());
        var courier = Courier.Create(store, deliveries, http, TimeProvider.System, beside.Logs.CreateLogger("scoop"));
        var server = DeskServer.StartAsync(newsdesk, beside.Settings.Get<DeskOptions>(), TimeProvider.System, stop.Token, vitals with { Deliveries = courier }, courier, beside.Logs.CreateLogger("scoop"), beside.Kafka).GetAwaiter().GetResult();
        Console.WriteLine($"The desk is at {server.Address}");
        var pulse = new Pulse(beside.Settings.Get<ScoopOptions>().Bursts.LearnFor, TimeProvider.System);
        var shown = new DeskRun(newsdesk, beside.Kafka, work, pulse, TimeProvider.System, beside.Logs.CreateLogger("scoop")) { Courier = courier }.RunAsync(run.Once, stop);
        try
        {
            work.Run(run, stop.Token);
        }
        finally
        {
            stop.Cancel();
            server.DisposeAsync().AsTask().GetAwaiter().GetResult();
            // If the desk was what failed, this says why.
            shown.GetAwaiter().GetResult();
        }
    }

    /// <summary>What is served beside a run, and what that needs.</summary>
    private sealed record Beside(ScoopSettings Settings, KafkaOptions Kafka, ILoggerFactory Logs, bool Desk, MetricsOptions Metrics);

    /// <summary>By name, as in summary.json: that posts were late calls for another mend than that they were garbled.</summary>
    internal static string Reasons(DropCounts drops)
    {
        var parts = drops.All().Where(drop => drop.Count > 0).Select(drop => string.Create(CultureInfo.InvariantCulture, $"{drop.Count:N0} {JsonNamingPolicy.CamelCase.ConvertName(drop.Reason.ToString())}")).ToList();
        if (drops.ForgottenIds > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"ids forgotten before their time: {drops.ForgottenIds:N0}"));
        }
        return parts.Count == 0 ? "" : $" ({string.Join(", ", parts)})";
    }

    private static int OnThreadOfItsOwn(string name, Action work)
    {
        return Task.Factory.StartNew(Named, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).GetAwaiter().GetResult();

        int Named()
        {
            Thread.CurrentThread.Name = name;
            return CodeOf(work);
        }
    }

    private static int CodeOf(Action work)
    {
        try
        {
            work();
            return CommandLine.Done;
        }
        catch (OperationCanceledException)
        {
            // Stopped while it still waited for Kafka: nothing was begun.
            return CommandLine.Done;
        }
        catch (KafkaFault fault)
        {
            Console.Error.WriteLine($"scoop: {fault.Message}");
            return CommandLine.Failed;
        }
        catch (KafkaException fault)
        {
            Console.Error.WriteLine($"scoop: Kafka failed: {fault.Error.Reason}. Start again once it is well: what was not committed is read again.");
            return CommandLine.Failed;
        }
        catch (FailureException failure)
        {
            Console.Error.WriteLine($"scoop: {failure.Message}");
            return CommandLine.Failed;
        }
        catch (UsageException fault)
        {
            Console.Error.WriteLine($"scoop: {fault.Message}");
            return CommandLine.WrongUsage;
        }
    }
}
