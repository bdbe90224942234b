using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using ScoopDetector.Host.Deliveries.Messages;

namespace ScoopDetector.Host.Deliveries.Ways;

/// <summary>E-mail, by a server that takes it from programs.</summary>
internal sealed class MailWay(RuleOptions rule, MailOptions options, TimeSpan timeout, TimeProvider clock) : IWay
{
    private readonly MailboxAddress _from = Addresses.Of(options.From)[0];
    private readonly IReadOnlyList<MailboxAddress> _to = Addresses.Of(rule.Target);

    public async Task<Outcome> SendAsync(Letter letter, CancellationToken stop)
    {
        using var message = MailLetter.Write(letter, _from, _to);
        using var late = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        try
        {
            await HandInAsync(message, either.Token);
            return Outcome.Sent;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new(OutcomeKind.Away, $"no answer within {timeout.TotalSeconds:0} s");
        }
        catch (SmtpCommandException fault)
        {
            return new((int)fault.StatusCode >= 500 ? OutcomeKind.Refused : OutcomeKind.Away, $"the mail server answered {(int)fault.StatusCode}");
        }
        catch (ServiceNotAuthenticatedException)
        {
            return new(OutcomeKind.Away, "the mail server asks who sends: set Mail:User and Mail:Password");
        }
        catch (AuthenticationException)
        {
            return new(OutcomeKind.Away, "the mail server does not accept Mail:User and Mail:Password");
        }
        catch (Exception fault) when (fault is ProtocolException or IOException or SocketException or SslHandshakeException or NotSupportedException)
        {
            return new(OutcomeKind.Away, fault is SslHandshakeException or NotSupportedException ? "no secret connection to the mail server" : "no connection to the mail server");
        }
    }

    private async Task HandInAsync(MimeMessage message, CancellationToken stop)
    {
        using var client = new SmtpClient();
        await client.ConnectAsync(options.Server, options.Port, Security, stop);
        if (options.User is not null)
        {
            await client.AuthenticateAsync(options.User, options.Password!, stop);
        }
        await client.SendAsync(message, stop);
        await client.DisconnectAsync(quit: true, stop);
    }

    private SecureSocketOptions Security => options.Security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };
}
