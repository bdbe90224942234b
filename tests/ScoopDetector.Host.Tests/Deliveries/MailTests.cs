using MimeKit;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Tests.Desk;
using SmtpServer.Protocol;
using Xunit;

namespace ScoopDetector.Host.Tests.Deliveries;

public sealed class MailTests : IAsyncLifetime
{
    private readonly MailServer _server = MailServer.Open();
    private PostRoom _room = null!;

    public ValueTask InitializeAsync()
    {
        var options = new DeliveriesOptions
        {
            Rules = new Dictionary<string, RuleOptions>
            {
                ["news"] = new() { Way = Way.Email, Target = "desk@example.org", Filter = "level=alert" },
                ["daily"] = new() { Way = Way.Email, Target = "chief@example.org", Filter = "level=alert", Digest = TimeSpan.FromHours(1) },
            },
            Mail = new() { Server = "127.0.0.1", Port = _server.Port, Security = MailSecurity.None, From = "Scoop <scoop@example.org>" },
        };
        _room = new(options, Hook.Ways(TimeProvider.System, options));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _room.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_e_mails_of_an_event_are_one_thread_to_its_retraction()
    {
        await _room.Hear("tram").SendAsync();
        await _room.Hear(SomeAlert.Of("tram", 2, AlertLevel.Alert) with { State = AlertState.Retracted }).SendAsync();

        var (first, last) = (_server.Received.First(), _server.Received.Last());
        Assert.Equal(("[scoop 4] Alert: A tram is off its rails – 4 people", "[scoop] Retracted"), (first.Subject, last.Subject));
        Assert.Null(first.InReplyTo);
        Assert.Equal((first.MessageId, first.MessageId), (last.InReplyTo, Assert.Single(last.References)));
        Assert.Equal("desk@example.org", Assert.Single(first.To.Mailboxes).Address);
    }

    [Fact]
    public async Task A_digest_is_one_e_mail_and_a_later_retraction_answers_it()
    {
        await _room.Hear("tram").Hear("fire").PassAsync(TimeSpan.FromMinutes(31), TimeSpan.FromMinutes(1));
        var digest = Assert.Single(_server.Received, mail => To(mail) == "chief@example.org");
        await _room.Hear(SomeAlert.Of("tram", 2, AlertLevel.Alert) with { State = AlertState.Retracted }).SendAsync();

        Assert.Equal("[scoop] 2 events, first of them Alert: A tram is off its rails", digest.Subject);
        Assert.Equal(digest.MessageId, Assert.Single(_server.Received, mail => To(mail) == "chief@example.org" && mail != digest).InReplyTo);
    }

    [Fact]
    public async Task A_server_that_is_busy_is_tried_again_with_the_same_id()
    {
        _server.Answer = new SmtpResponse(SmtpReplyCode.ServiceUnavailable, "later");
        await _room.Hear("tram").SendAsync();
        Assert.StartsWith("the mail server answered 421", _room.Courier.Status().Single(rule => rule.Name == "news").Fault, StringComparison.Ordinal);

        _server.Answer = SmtpResponse.Ok;
        await _room.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("tram-1.news@example.org", Assert.Single(_server.Received).MessageId);
        Assert.Contains("tram-1:news sent", _room.Log);
    }

    [Fact]
    public async Task A_server_that_wants_a_login_is_told_and_tried_again()
    {
        _server.Answer = new SmtpResponse(SmtpReplyCode.AuthenticationRequired, "who are you");

        await _room.Hear("tram").SendAsync();

        Assert.StartsWith("the mail server asks who sends: set Mail:User", _room.Courier.Status().Single(rule => rule.Name == "news").Fault, StringComparison.Ordinal);
        Assert.Contains("tram-1:news waiting", _room.Log);
    }

    [Fact]
    public async Task A_server_that_is_down_loses_nothing_and_digest_and_thread_are_what_they_would_have_been()
    {
        await _server.GoAwayAsync();

        await _room.Hear("tram").SendAsync();

        Assert.StartsWith("no connection to the mail server", _room.Courier.Status().Single(rule => rule.Name == "news").Fault, StringComparison.Ordinal);
        await _room.Hear("fire").PassAsync(TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(1));
        Assert.Contains("tram-1:news waiting", _room.Log);
        Assert.Empty(_server.Received);

        _server.ComeBack();
        await _room.PassAsync(TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(1));
        await _room.Hear(SomeAlert.Of("tram", 2, AlertLevel.Alert) with { State = AlertState.Retracted }).SendAsync();

        var news = _server.Received.Where(mail => To(mail) == "desk@example.org").ToArray();
        var daily = _server.Received.Where(mail => To(mail) == "chief@example.org").ToArray();
        Assert.Equal(["tram-1.news@example.org", "fire-1.news@example.org", "tram-2.news@example.org"], news.Select(mail => mail.MessageId));
        Assert.Equal("tram-1.news@example.org", news[2].InReplyTo);
        Assert.Equal(["[scoop] 2 events, first of them Alert: A tram is off its rails", "[scoop] Retracted"], daily.Select(mail => mail.Subject));
        Assert.Equal(daily[0].MessageId, daily[1].InReplyTo);
    }

    [Fact]
    public async Task Where_the_connection_must_be_secret_and_cannot_be_nothing_is_sent()
    {
        var options = new DeliveriesOptions { Mail = new() { Server = "127.0.0.1", Port = _server.Port, From = "scoop@example.org" } };
        var way = Hook.Ways(TimeProvider.System, options)(new() { Way = Way.Email, Target = "desk@example.org" });

        var outcome = await way.SendAsync(new("tram-1:news", "news", default, [new(DeliveryKind.Opened, SomeAlert.Of("tram"))], false, null), TestContext.Current.CancellationToken);

        Assert.Equal(new(OutcomeKind.Away, "no secret connection to the mail server"), outcome);
        Assert.Empty(_server.Received);
    }

    private static string To(MimeMessage mail) => Assert.Single(mail.To.Mailboxes).Address;
}
