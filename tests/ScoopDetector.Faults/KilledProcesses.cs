using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
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

    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(40);

    // What came by webhook when nothing happened, by story.
    private static readonly ConcurrentDictionary<int, Lazy<string[]>> Undisturbed = new();

    private readonly World _world;
    private readonly string _settings;

    private KilledProcesses(World world, string hook)
    {
        _world = world;
        _settings = Path.Combine(world.Folder, "settings.json");
        File.WriteAllText(_settings, JsonSerializer.Serialize(new Dictionary<string, object>
        {
            // The stream is fed in pieces, with pauses that are none of its own: a silence that lasts would seal panes of which more is to come.
            ["Tally"] = new { IdleAfter = "00:01:00" },
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
        var expected = Undisturbed.GetOrAdd(plan.Story, static (number, story) => new(() => Quietly(number, story)), story).Value;
        var hooks = HookReceiver.StartAsync().GetAwaiter().GetResult();
        try
        {
            var processes = new KilledProcesses(world, hooks.Address);
            foreach (var fault in plan.Faults)
            {
                processes.Suffer(fault);
                happened.Add(fault.Kind);
            }
            processes.ComeToTheEnd(hooks, expected);
            return FaultOutcome.Of(plan, story.Alerts, world.Alerts(), happened, default) with
            {
                LostHooks = expected.Except(hooks.Came.Keys).Count() + hooks.Came.Keys.Except(expected).Count(),
                RepeatedHooks = hooks.Came.Values.Sum(times => times - 1),
            };
        }
        finally
        {
            hooks.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>The keys of what came by webhook when nothing happened.</summary>
    private static string[] Quietly(int number, FaultStory story)
    {
        using var world = new World(story);
        var hooks = HookReceiver.StartAsync().GetAwaiter().GetResult();
        try
        {
            new KilledProcesses(world, hooks.Address).ComeToTheEnd(hooks, []);
            return world.Alerts().Length == story.Alerts.Length ? [.. hooks.Came.Keys] : throw new InvalidOperationException($"The undisturbed run of story {number} has not told all.");
        }
        finally
        {
            hooks.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

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
            throw new InvalidOperationException($"A process has ended by itself with code {process.ExitCode}.");
        }
        process.Kill();
        process.WaitForExit();
        if (fault.Kind == FaultKind.DamagedCheckpoint)
        {
            _world.DamageLatest(chance);
        }
    }

    /// <summary>Reads the rest, and then waits for what the desk has yet to send.</summary>
    private void ComeToTheEnd(HookReceiver hooks, string[] expected)
    {
        _world.Complete();
        using (var last = Start("--until-drained"))
        {
            Require(last.WaitForExit(TimeToEnd), last);
        }
        using var desk = Start();
        var before = -1;
        Eventually.Holds(
            () =>
            {
                // In the undisturbed run nobody knows what to wait for: until nothing more comes.
                var isDone = expected.Length > 0 ? !expected.Except(hooks.Came.Keys).Any() : !hooks.Came.IsEmpty && hooks.Came.Count == before;
                before = hooks.Came.Count;
                Eventually.Passes(TimeSpan.FromMilliseconds(expected.Length > 0 ? 50 : 2500));
                return isDone;
            },
            TimeToEnd);
        End(desk);
    }

    private static void Wait(Random chance) => Eventually.Passes(chance.NextDouble() * LongestLife);

    private static void End(Process process)
    {
        _ = kill(process.Id, Terminate);
        Require(process.WaitForExit(TimeToEnd), process);
    }

    private static void Require(bool hasEnded, Process process)
    {
        if (!hasEnded)
        {
            process.Kill();
            throw new InvalidOperationException("A process has not ended in time.");
        }
        if (process.ExitCode is not (CommandLine.Done or BeforeItListened))
        {
            throw new InvalidOperationException($"A process has ended with code {process.ExitCode}.");
        }
    }

    private Process Start(params string[] more) => Process.Start(new ProcessStartInfo(
        "dotnet", [typeof(CommandLine).Assembly.Location, "run", "--desk", "--brokers", _world.Kafka.BootstrapServers, "--config", _settings, .. more])
    {
        // What it says goes where the harness's own words go: a pipe that nobody reads would stop it.
        UseShellExecute = false,
    })!;

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);
}
