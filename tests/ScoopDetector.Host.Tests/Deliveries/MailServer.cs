using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace ScoopDetector.Host.Tests.Deliveries;

/// <summary>A mail server on this machine, over real SMTP.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    private MailServer(SmtpServer.SmtpServer server, int port) => (_running, Port) = (server.StartAsync(_stop.Token), port);

    public int Port { get; }

    public ConcurrentQueue<MimeMessage> Received { get; } = new();

    /// <summary>Default: it takes all.</summary>
    public SmtpResponse Answer { get; set; } = SmtpResponse.Ok;

    public static MailServer Open()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var services = new ServiceProvider();
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, port))).Build();
        var server = new MailServer(new(options, services), port);
        services.Add(new Box(server));
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    private sealed class Box(MailServer server) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            using var bytes = new MemoryStream(buffer.ToArray());
            if (server.Answer == SmtpResponse.Ok)
            {
                server.Received.Enqueue(await MimeMessage.LoadAsync(bytes, cancellationToken));
            }
            return server.Answer;
        }
    }
}
