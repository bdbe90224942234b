using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using MimeKit;
using ScoopDetector.Host.Tests.Support;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace ScoopDetector.Host.Tests.Deliveries;

/// <summary>A mail server on this machine, over real SMTP. It can go away, and come back at its port with what it had.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private CancellationTokenSource? _stop;
    private Task _running = Task.CompletedTask;

    private MailServer(int port) => Port = port;

    public int Port { get; }

    public ConcurrentQueue<MimeMessage> Received { get; } = new();

    /// <summary>Default: it takes all.</summary>
    public SmtpResponse Answer { get; set; } = SmtpResponse.Ok;

    /// <summary>What it makes of a letter that it would take. Default: nothing is wrong with any.</summary>
    public Func<MimeMessage, SmtpResponse> Judge { get; set; } = _ => SmtpResponse.Ok;

    public static MailServer Open()
    {
        var server = new MailServer(LocalPort.Take());
        server.ComeBack();
        return server;
    }

    /// <summary>Nobody listens at its port then.</summary>
    public async Task GoAwayAsync()
    {
        if (_stop is not null)
        {
            await _stop.CancelAsync();
            await _running;
            _stop.Dispose();
            _stop = null;
        }
    }

    public void ComeBack()
    {
        var services = new ServiceProvider();
        services.Add(new Box(this));
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port))).Build();
        _stop = new();
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
    }

    public async ValueTask DisposeAsync() => await GoAwayAsync();

    private sealed class Box(MailServer server) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            if (server.Answer != SmtpResponse.Ok)
            {
                return server.Answer;
            }
            using var bytes = new MemoryStream(buffer.ToArray());
            var message = await MimeMessage.LoadAsync(bytes, cancellationToken);
            var answer = server.Judge(message);
            if (answer == SmtpResponse.Ok)
            {
                server.Received.Enqueue(message);
            }
            return answer;
        }
    }
}
