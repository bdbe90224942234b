using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources;

/// <summary>Keeps one source going: listens, publishes, and when the line breaks tries again, for ever.</summary>
internal sealed partial class SourceRun
{
    private readonly ILiveSource _source;
    private readonly SourcePublisher _publisher;
    private readonly Reconnection _reconnection;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private string? _told;

    /// <param name="source">The network.</param>
    /// <param name="reader">Its wire format.</param>
    /// <param name="output">Where its posts go.</param>
    /// <param name="options">Of all sources.</param>
    /// <param name="clock">Stamps and waits.</param>
    /// <param name="chance">For the pauses.</param>
    /// <param name="log">Is told what changes.</param>
    public SourceRun(ILiveSource source, IPostTranslator reader, IPostOutput output, SourcesOptions options, TimeProvider clock, Random chance, ILogger log)
    {
        (_source, _clock, _log) = (source, clock, log);
        _reconnection = new(options, chance);
        Health = new(source.Name, clock);
        _publisher = new(Health, reader, output, new(options.FolderOrDefault, source.Name), options, clock, log) { Heard = _reconnection.Works };
    }

    public SourceHealth Health { get; }

    /// <summary>Until it is stopped; then what was heard is published and acknowledged.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var publishing = Task.Run(() => PublishAsync(ended, stop), CancellationToken.None);
        try
        {
            while (!ended.IsCancellationRequested)
            {
                await ListenAsync(ended.Token);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // Stopped, as it was meant to be; or the publisher has failed, and nobody would take what is heard.
        }
        finally
        {
            Health.Stopped();
            _publisher.Complete();
        }
        await publishing;
    }

    private async Task PublishAsync(CancellationTokenSource ended, CancellationToken stop)
    {
        try
        {
            await _publisher.RunAsync(stop);
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        var fault = default(SourceFault);
        string reason;
        Health.Connecting();
        try
        {
            await _source.ListenAsync(_publisher.Position, _publisher, stop);
            reason = "the other side has closed the connection";
        }
        catch (SourceFault failure)
        {
            (fault, reason) = (failure, failure.Message);
        }
        catch (Exception failure) when (IsOutage(failure))
        {
            stop.ThrowIfCancellationRequested();
            reason = Why(failure);
        }
        var pause = _reconnection.Next(fault);
        var wait = Task.Delay(pause, _clock, stop);
        Health.Failed(reason, pause);
        Tell(reason);
        await wait;
    }

    /// <summary>Once for each kind of trouble: a line a second for hours would hide everything else.</summary>
    private void Tell(string reason)
    {
        if (_told == reason)
        {
            return;
        }
        _told = reason;
        if (Health.Connections == 0)
        {
            LogUnreached(_log, _source.Name, reason);
        }
        else
        {
            LogTrouble(_log, _source.Name, reason);
        }
    }

    private static bool IsOutage(Exception failure) =>
        failure is HttpRequestException or WebSocketException or IOException or SocketException or AuthenticationException or TaskCanceledException or OperationCanceledException;

    /// <summary>The innermost message says what it was; those around it say where.</summary>
    private static string Why(Exception failure)
    {
        while (failure.InnerException is { } inner)
        {
            failure = inner;
        }
        return failure.Message.TrimEnd('.');
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Name} cannot be reached ({Reason}): is this machine on the internet? It is tried again until it works. scoop demo shows the product without a network.")]
    private static partial void LogUnreached(ILogger log, string name, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Name}: {Reason}. It is tried again until it works.")]
    private static partial void LogTrouble(ILogger log, string name, string reason);
}
