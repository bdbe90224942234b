using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources.Lines;

/// <summary>Listens to lines of JSON over HTTP. There is no way to resume: what is said while the line is broken is not heard.</summary>
internal sealed class LinesSource(LinesOptions options, ReadOptions read, HttpClient http, TimeProvider clock) : ILiveSource
{
    private bool _wasConnected;

    public string Name => "lines";

    public Task ListenAsync(string? position, IInbox inbox, CancellationToken stop) => new HttpLines(http, options.IdleAfter, read.MaxLineBytes, clock)
        .ReadAsync(options.Address!, options.Token, _ => Begin(inbox), line => inbox.AcceptAsync(line, null, stop), inbox.SkipLong, stop);

    private Task Begin(IInbox inbox)
    {
        inbox.Connected(options.Address!.Host);
        if (_wasConnected)
        {
            inbox.Missed("the stream broke, and what was said until it stood again is not heard.");
        }
        _wasConnected = true;
        return Task.CompletedTask;
    }
}
