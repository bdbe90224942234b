using System.CommandLine;

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
        };
        var parsed = root.Parse(args);
        try
        {
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
        catch (OperationCanceledException)
        {
            return Failed;
        }
    }

    private static async Task SayAsync(Exception fault)
    {
        foreach (var line in fault.Message.Split('\n'))
        {
            await Console.Error.WriteLineAsync($"scoop: {line}");
        }
    }
}
