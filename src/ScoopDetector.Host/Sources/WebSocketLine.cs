using System.Net.WebSockets;

namespace ScoopDetector.Host.Sources;

/// <summary>One WebSocket connection, message by message.</summary>
/// <param name="idleAfter">Without a message for so long, it counts as broken.</param>
/// <param name="maxMessageBytes">What is longer is passed over without being kept.</param>
/// <param name="clock">Measures the silence.</param>
internal sealed class WebSocketLine(TimeSpan idleAfter, int maxMessageBytes, TimeProvider clock)
{
    /// <summary>Called once it stands, before anything is read; what the server sends meanwhile waits.</summary>
    public Func<ClientWebSocket, CancellationToken, Task> Greet { get; init; } = static (_, _) => Task.CompletedTask;

    /// <summary>For a token, if one is needed.</summary>
    public string? Token { get; init; }

    /// <param name="address">ws or wss.</param>
    /// <param name="take">Takes each message; the memory stands until it returns.</param>
    /// <param name="skip">A message was too long.</param>
    /// <param name="stop">Ends it.</param>
    public async Task ReadAsync(Uri address, Func<ReadOnlyMemory<byte>, WebSocketMessageType, ValueTask> take, Action skip, CancellationToken stop)
    {
        using var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(15);
        socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(20);
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("User-Agent", UserAgent.Text);
        if (Token is not null)
        {
            socket.Options.SetRequestHeader("Authorization", $"Bearer {Token}");
        }
        using var watch = new IdleWatch(idleAfter, clock, stop);
        await ConnectAsync(socket, address, watch);
        await Greet(socket, watch.Token);
        await ReceiveAsync(socket, watch, take, skip);
    }

    private static async Task ConnectAsync(ClientWebSocket socket, Uri address, IdleWatch watch)
    {
        try
        {
            await watch.OrFault(Connect());
        }
        catch (WebSocketException) when (socket.HttpStatusCode is not 0 and var status)
        {
            throw SourceFault.Of(status);
        }

        async ValueTask<bool> Connect()
        {
            await socket.ConnectAsync(address, watch.Token);
            return true;
        }
    }

    private async Task ReceiveAsync(ClientWebSocket socket, IdleWatch watch, Func<ReadOnlyMemory<byte>, WebSocketMessageType, ValueTask> take, Action skip)
    {
        var buffer = new byte[16 * 1024];
        var (used, isLong) = (0, false);
        while (true)
        {
            var part = await watch.OrFault(socket.ReceiveAsync(buffer.AsMemory(used), watch.Token));
            if (part.MessageType == WebSocketMessageType.Close)
            {
                // Without an answer the server would wait for one.
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, watch.Token);
                return;
            }
            used += part.Count;
            if (!part.EndOfMessage)
            {
                isLong |= used >= maxMessageBytes;
                if (isLong)
                {
                    used = 0;
                }
                else if (used == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }
                continue;
            }
            if (isLong || used > maxMessageBytes)
            {
                skip();
            }
            else
            {
                await take(buffer.AsMemory(0, used), part.MessageType);
            }
            (used, isLong) = (0, false);
        }
    }
}
