using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Faults;

/// <summary>The program itself with a desk and a webhook, as processes that are killed and started again.</summary>
internal sealed class KilledProcesses
{
    private const int Terminate = 15;

    /// <summary>The code of a process that was told to stop before it had set up to be told.</summary>
    private const int BeforeItListened = 128 + Terminate;

    private const int MostRepeats = 200;
    private const string Secret = "whsec_c2Nvb3AgZmF1bHRzIHNjb29wIGZhdWx0cw==";

    /// <summary>A process that is killed within this time may not even have begun.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(90);

    private readonly World _world;
    private readonly string _settings;

    // Of the process that runs now, or ran last.
    private volatile string _lastWords = "";

    private KilledProcesses(World world, string hook)
    {
        _world = world;
        _settings = Path.Combine(world.Folder, "settings.json");
        File.WriteAllText(_settings, JsonSerializer.Serialize(new Dictionary<string, object>
        {
            // The stream is fed in pieces, with pauses that are none of its own. By the clock on the wall, which moves the watermark of a silent partition on, the first posts of the next piece would be late.
            ["Tally"] = new { Patience = "00:01:00", IdleAfter = "00:01:00" },
            ["Kafka"] = new { CommitEvery = "00:00:00.100" },
            ["Checkpoints"] = new { world.Checkpoints.Folder, Every = "00:00:00.200" },
            ["Store"] = new { File = Path.Combine(world.Folder, "scoop.db") },
            ["Desk"] = new { Port = 0 },
            ["Deliveries"] = new
            {
                StaleAfter = "30.00:00:00",
                AllowPrivate = new[] { "127.0.0.0/8" },
                Rules = new { hook = new { Way = "Webhook", Target = hook, Secrets = new[] { Secret }, Updates = false } },
            },
        }));
    }

    public static FaultOutcome Live(World world, FaultPlan plan, FaultStory story, List<FaultKind> happened)
    {
        var (due, may) = HooksOf(story);
        var hooks = HookReceiver.StartAsync().GetAwaiter().GetResult();
        try
        {
            var processes = new KilledProcesses(world, hooks.Address);
            foreach (var fault in plan.Faults)
            {
                processes.Suffer(fault);
                happened.Add(fault.Kind);
            }
            processes.ComeToTheEnd(hooks, due);
            return FaultOutcome.Of(plan, story.Alerts, world.Alerts(), happened, default) with
            {
                LostHooks = due.Count(id => !Came(hooks, id)) + hooks.Came.Keys.Count(key => !may.Any(id => IsOf(key, id))),
                RepeatedHooks = hooks.Came.Values.Sum(times => times - 1),
            };
        }
        finally
        {
            hooks.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>The events of which a webhook must come, and those of which one may: of a story that became part of another before its turn came, the other is told.</summary>
    private static (List<string> Due, List<string> May) HooksOf(FaultStory story)
    {
        var threads = story.Alerts.Select(line => AlertJson.Read(Encoding.UTF8.GetBytes(line))!).GroupBy(alert => alert.EventId).Where(thread => thread.Any(alert => alert.Level == AlertLevel.Alert)).ToList();
        return ([.. threads.Where(thread => thread.All(alert => alert.State is not (AlertState.Merged or AlertState.Retracted))).Select(thread => thread.Key)], [.. threads.Select(thread => thread.Key)]);
    }

    private static bool Came(HookReceiver hooks, string eventId) => hooks.Came.Keys.Any(key => IsOf(key, eventId));

    private static bool IsOf(string key, string eventId) => key.StartsWith($"{eventId}-", StringComparison.Ordinal);

    private void Suffer(Fault fault)
    {
        var chance = new Random(fault.Number);
        using var process = Start();
        switch (fault.Kind)
        {
            case FaultKind.Stop:
                _world.FeedTo(fault.At);
                Wait(chance);
                End(process);
                return;
            case FaultKind.Outage:
                _world.FeedTo(fault.At);
                Wait(chance);
                _world.Broker.GoDown();
                Eventually.Passes(TimeSpan.FromMilliseconds(chance.Next(1000)));
                _world.Broker.GoUp();
                break;
            case FaultKind.Duplicates:
                _world.FeedTo(fault.At);
                Wait(chance);
                _world.Repeat(chance.Next(1, MostRepeats));
                break;
            default:
                _world.FeedTo(fault.At);
                Wait(chance);
                break;
        }
        if (process.HasExited)
        {
            throw new InvalidOperationException($"A process has ended by itself with code {process.ExitCode}: {_lastWords}");
        }
        process.Kill();
        process.WaitForExit();
        if (fault.Kind == FaultKind.DamagedCheckpoint)
        {
            _world.DamageLatest(chance);
        }
    }

    /// <summary>Reads the rest, and then waits for what the desk has yet to send.</summary>
    private void ComeToTheEnd(HookReceiver hooks, List<string> due)
    {
        _world.Complete();
        using (var last = Start("--until-drained"))
        {
            Require(last.WaitForExit(TimeToEnd), last);
        }
        using var desk = Start();
        Eventually.ComesTrue(() => due.TrueForAll(id => Came(hooks, id)), TimeToEnd);
        End(desk);
    }

    private static void Wait(Random chance) => Eventually.Passes(chance.NextDouble() * LongestLife);

    private void End(Process process)
    {
        _ = kill(process.Id, Terminate);
        Require(process.WaitForExit(TimeToEnd), process);
    }

    private void Require(bool hasEnded, Process process)
    {
        if (!hasEnded)
        {
            process.Kill();
            throw new InvalidOperationException($"A process has not ended in time: {_lastWords}");
        }
        if (process.ExitCode is not (CommandLine.Done or BeforeItListened))
        {
            throw new InvalidOperationException($"A process has ended with code {process.ExitCode}: {_lastWords}");
        }
    }

    private Process Start(params string[] more)
    {
        var process = new Process
        {
            StartInfo = new("dotnet", [typeof(CommandLine).Assembly.Location, "run", "--desk", "--brokers", _world.Kafka.BootstrapServers, "--config", _settings, .. more])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Hear(string? line) => _lastWords = line ?? _lastWords;

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);
}
