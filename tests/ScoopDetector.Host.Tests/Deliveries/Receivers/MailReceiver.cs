using MimeKit;
using ScoopDetector.Host.Deliveries;
using SmtpServer.Protocol;

namespace ScoopDetector.Host.Tests.Deliveries.Receivers;

/// <summary>A mail server; what it has taken is looked at letter by letter.</summary>
internal sealed class MailReceiver : Receiver
{
    private readonly MailServer _server = MailServer.Open();

    public MailReceiver() => _server.Judge = message =>
    {
        var faults = IsBusy ? ["busy"] : Faults(message).ToArray();
        if (faults.Length == 0)
        {
            Take($"{message.Subject} {message.TextBody}");
            return SmtpResponse.Ok;
        }
        if (IsBusy)
        {
            return new(SmtpReplyCode.ServiceUnavailable, "later");
        }
        SentBack.Enqueue(string.Join("; ", faults));
        return SmtpResponse.TransactionFailed;
    };

    public override RuleOptions Rule => new() { Way = Way.Email, Target = "Desk <desk@example.org>, night@example.org" };

    public override DeliveriesOptions Options => base.Options with { Mail = new() { Server = "127.0.0.1", Port = _server.Port, Security = MailSecurity.None, From = "Scoop <scoop@example.org>" } };

    public override Task GoAwayAsync() => _server.GoAwayAsync();

    public override async Task ComeBackAsync()
    {
        await _server.GoAwayAsync();
        _server.ComeBack();
    }

    /// <summary>RFC 5322, and what keeps a machine's letters from being answered by machines (RFC 3834).</summary>
    private static IEnumerable<string> Faults(MimeMessage message)
    {
        foreach (var header in new[] { HeaderId.From, HeaderId.Date, HeaderId.MessageId, HeaderId.Subject, HeaderId.To })
        {
            if (message.Headers.Count(one => one.Id == header) != 1)
            {
                yield return $"{header} stands there not once";
            }
        }
        if (message.Headers[HeaderId.AutoSubmitted] != "auto-generated")
        {
            yield return "it does not say that a machine wrote it";
        }
        if (message.Bcc.Count + message.Cc.Count > 0 || string.Join(" ", message.To.Mailboxes.Select(address => address.Address).Order()) != "desk@example.org night@example.org")
        {
            yield return "it goes to others";
        }
        if (string.IsNullOrWhiteSpace(message.TextBody) || string.IsNullOrWhiteSpace(message.HtmlBody) || message.HtmlBody.Contains("<script", StringComparison.OrdinalIgnoreCase))
        {
            yield return "it wants words in text and in HTML, and no script";
        }
    }
}
