using System.CommandLine;
using System.CommandLine.Parsing;

namespace ScoopDetector.Host.Verbs;

/// <summary>The verbs of the program, and what its exit codes mean.</summary>
internal static class CommandLine
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("ScoopDetector reads a firehose of short posts and alerts on what people have begun to talk about.")
        {
            DemoVerb.Create(),
            RunVerb.Create(),
            FeedVerb.Create(),
            ReplayVerb.Create(),
            EvaluateVerb.Create(),
            ExplainVerb.Create(),
            TrainVerb.Create(),
            SimulateVerb.Create(),
            KeyVerb.Create(),
            DoctorVerb.Create(),
            ConfigVerb.Create(),
            HealthVerb.Create(),
            BackupVerb.Create(),
        };
        var parsed = root.Parse(args);
        try
        {
            // Whoever says nothing is shown what there is; whoever slipped, where.
            string[] slips = [.. parsed.Errors.Select(error => error.Message), .. Misspelt(parsed)];
            if (slips.Length > 0 && args.Length > 0)
            {
                throw new UsageException(string.Join('\n', [.. slips, $"{VerbOf(parsed.CommandResult)} --help says what it takes."]));
            }
            var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            return parsed.Errors.Count > 0 ? WrongUsage : code;
        }
        catch (UsageException fault)
        {
            await SayAsync(fault);
            return WrongUsage;
        }
        catch (FailureException failure)
        {
            await SayAsync(failure);
            return Failed;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Of a file that was there, and cannot be read: the message names it.
            await SayAsync(fault);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            return Failed;
        }
        catch (Exception fault)
        {
            // The runtime would abort the process, with a code by which a service manager takes it for killed.
            await Console.Error.WriteLineAsync($"scoop: this is a fault of the program itself. Please report it with all that follows.\n{fault}");
            return Failed;
        }
    }

    /// <summary>A verb that takes files would take an option that it does not know for one more.</summary>
    private static IEnumerable<string> Misspelt(ParseResult parsed) => parsed.Errors.Count > 0 ? [] : parsed.CommandResult.Children.OfType<ArgumentResult>()
        .SelectMany(argument => argument.Tokens).Where(token => token.Value.StartsWith("--", StringComparison.Ordinal)).Select(token => $"'{token.Value}' is no option of {VerbOf(parsed.CommandResult)}.");

    private static string VerbOf(CommandResult command) => command.Parent is CommandResult outer ? $"{VerbOf(outer)} {command.Command.Name}" : "scoop";

    private static async Task SayAsync(Exception fault)
    {
        foreach (var line in fault.Message.Split('\n'))
        {
            await Console.Error.WriteLineAsync($"scoop: {line}");
        }
    }
}
