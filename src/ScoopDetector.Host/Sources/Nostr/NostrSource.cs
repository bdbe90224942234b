using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources.Nostr;

/// <summary>Listens to a relay, and to another when that one fails. A position is our own second at which something was heard: authors may claim any.</summary>
internal sealed class NostrSource(NostrOptions options, ReadOptions read, TimeProvider clock) : ILiveSource
{
    private int _relay = -1;

    public string Name => "nostr";

    public async Task ListenAsync(string? position, IInbox inbox, CancellationToken stop)
    {
        var relay = options.Relays[++_relay % options.Relays.Count];
        var since = SinceOf(position, inbox);
        var line = new WebSocketLine(options.IdleAfter, read.MaxLineBytes, clock)
        {
            Greet = async (socket, token) =>
            {
                inbox.Connected(relay.Host);
                var request = string.Create(CultureInfo.InvariantCulture, $$"""["REQ","scoop",{"kinds":[1,5,6,62],"since":{{since}}}]""");
                await socket.SendAsync(Encoding.UTF8.GetBytes(request).AsMemory(), WebSocketMessageType.Text, endOfMessage: true, token);
            },
        };
        await line.ReadAsync(relay, (message, _) => inbox.AcceptAsync(message.ToArray(), Now.ToString(CultureInfo.InvariantCulture), stop), inbox.SkipLong, stop);
    }

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    private long SinceOf(string? position, IInbox inbox)
    {
        if (!long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
        {
            return Now;
        }
        if (Now - last <= options.ResumeAtMost.TotalSeconds)
        {
            return Math.Min(last, Now) - (long)options.Rewind.TotalSeconds;
        }
        inbox.Missed($"it begins anew with what comes now, and what was said in the last {(Now - last) / 60} minutes is not heard.");
        return Now;
    }
}
