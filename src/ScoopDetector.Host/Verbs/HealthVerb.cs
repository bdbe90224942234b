using System.CommandLine;
using System.Text.Json;
using ScoopDetector.Host.Metrics;

namespace ScoopDetector.Host.Verbs;

/// <summary><c>health</c>: asks a run how it is; also what a container without a shell checks itself with.</summary>
internal static class HealthVerb
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var address = new Option<string>("--at") { DefaultValueFactory = _ => "http://127.0.0.1:5080", HelpName = "URL", Description = "Where its desk or its metrics are." };
        var about = new Option<string>("--about") { DefaultValueFactory = _ => "ready", Description = "live, ready or startup." };
        about.AcceptOnlyFromAmong("live", "ready", "startup");
        var verb = new Command("health", "Asks a run whether it is live, ready or started, and prints why not.") { address, about };
        verb.SetAction((parsed, stop) => AskAsync(new(At(parsed.GetValue(address)!), $"/health/{parsed.GetValue(about)}"), parsed.InvocationConfiguration.Output, stop));
        return verb;
    }

    private static Uri At(string address) => Uri.TryCreate(address, UriKind.Absolute, out var at) && at.Scheme is ("http" or "https")
        ? at
        : throw new UsageException($"--at is '{address}': it must be an address such as http://127.0.0.1:5080.");

    private static async Task<int> AskAsync(Uri question, TextWriter output, CancellationToken stop)
    {
        // Past any proxy: it is asked about this machine, from this machine.
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(question, stop);
            var health = await answer.Content.ReadFromJsonAsync<HealthAnswer>(stop);
            if (health is not { Status: not null, Reasons: not null })
            {
                throw new FailureException($"{question} is answered by another program: is a run there, with --desk or --metrics-port?");
            }
            await output.WriteLineAsync(string.Join('\n', [health.Behind is { } behind ? $"{health.Status}, {behind} behind" : health.Status, .. health.Standby is { } standby ? [$"stands by: {standby}"] : Array.Empty<string>(), .. health.Reasons]));
            return answer.IsSuccessStatusCode ? CommandLine.Done : CommandLine.Failed;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            stop.ThrowIfCancellationRequested();
            throw new FailureException($"{question} does not answer ({fault.Message.TrimEnd('.')}): is a run there, with --desk or --metrics-port?");
        }
        catch (JsonException)
        {
            throw new FailureException($"{question} is answered by another program: is a run there, with --desk or --metrics-port?");
        }
    }
}
