using System.Collections;
using System.CommandLine;
using System.Globalization;
using ScoopDetector.Host.Demo;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Settings;

namespace ScoopDetector.Host.Verbs;

/// <summary><c>demo</c>: everything at once, with nothing to install.</summary>
internal sealed class DemoVerb
{
    private static readonly DemoOptions Defaults = new();

    private readonly Option<double> _speed = new("--speed") { DefaultValueFactory = _ => Defaults.Speed, Description = "How many times faster than its own time the stream goes." };

    private readonly Option<double> _rate = new("--rate") { DefaultValueFactory = _ => Defaults.PostsPerSecond, Description = "Ordinary posts a second, by the stream's own time." };

    private readonly Option<ulong> _seed = new("--seed") { DefaultValueFactory = _ => Defaults.Seed, Description = "Another seed, other posts and other events." };

    private readonly Option<int?> _port = new("--port") { Description = "Of the page, on 127.0.0.1; 0 for any that is free. Where it is not said, Desk:Port of the environment (SCOOP_Desk__Port), 5080 if that is not set." };

    private readonly Option<double?> _for = new("--for") { Description = "Ends by itself so many seconds after it has learnt what is usual." };

    private readonly IDictionary _environment;

    private DemoVerb(IDictionary environment) => _environment = environment;

    /// <param name="environment">Where settings are looked for; null for the process's own.</param>
    public static Command Create(IDictionary? environment = null)
    {
        var verb = new DemoVerb(environment ?? Environment.GetEnvironmentVariables());
        var command = new Command("demo", "Shows it all: a simulated firehose, Kafka inside the program, the detector, and a page of live alerts.")
        {
            verb._speed, verb._rate, verb._seed, verb._port, verb._for,
        };
        command.SetAction(verb.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var options = OptionsOf(parsed);
        using var signals = new StopSignals();
        try
        {
            new DemoRun(options, new(parsed.InvocationConfiguration.Output), TimeProvider.System).RunAsync(signals.Source).GetAwaiter().GetResult();
            return CommandLine.Done;
        }
        catch (OperationCanceledException) when (signals.Source.IsCancellationRequested)
        {
            // Interrupted before it had begun.
            return CommandLine.Done;
        }
        catch (KafkaFault fault)
        {
            Console.Error.WriteLine($"scoop: {fault.Message}");
            return CommandLine.Failed;
        }
    }

    private DemoOptions OptionsOf(ParseResult parsed) => new()
    {
        Speed = Within(parsed, _speed, 0.1, 1000),
        PostsPerSecond = Within(parsed, _rate, 0.1, 1000),
        Seed = parsed.GetValue(_seed),
        Port = parsed.GetValue(_port) is null ? ScoopSettings.Read(SettingsCatalogue.Product, null, _environment, []).Get<DeskOptions>().Port : (int)Within(parsed, _port, 0, 65_535),
        ShowFor = parsed.GetValue(_for) is null ? null : TimeSpan.FromSeconds(Within(parsed, _for, 1, 86_400)),
    };

    private static double Within<T>(ParseResult parsed, Option<T> option, double least, double most)
    {
        var value = Convert.ToDouble(parsed.GetValue(option), CultureInfo.InvariantCulture);
        return value >= least && value <= most ? value
            : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{option.Name} {value}: must be between {least} and {most}."));
    }
}
