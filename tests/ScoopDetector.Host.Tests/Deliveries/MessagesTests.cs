using System.Text.Json.Nodes;
using MimeKit;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Deliveries.Messages;
using ScoopDetector.Host.Tests.Desk;
using Xunit;

namespace ScoopDetector.Host.Tests.Deliveries;

public sealed class MessagesTests
{
    private const string Hostile = "<!channel> *now* <https://evil.example|AFP> & [AFP](https://evil.example) @everyone\r\nBcc: all@example.org <script>alert(1)</script>\u202Eevil";

    private static readonly DateTimeOffset At = new(2026, 3, 2, 7, 30, 0, TimeSpan.Zero);
    private static readonly MailboxAddress From = new("Scoop", "scoop@example.org");

    [Fact]
    public void Slack_gets_a_header_the_figures_the_why_the_doubts_and_a_button()
    {
        var message = Slack(Letter(Some()));

        Assert.Equal("Alert: A tram is off its rails", message["text"]!.GetValue<string>());
        Assert.Equal(["header", "section", "context", "context", "context", "actions"], Blocks(message).Select(block => block["type"]!.GetValue<string>()));
        Assert.Equal("*People*\n4 in 5 posts", message["blocks"]![1]!["fields"]![0]!["text"]!.GetValue<string>());
        Assert.Equal("https://desk.example/events/tram", message["blocks"]![5]!["elements"]![0]!["url"]!.GetValue<string>());
        Assert.Equal("*First post*\n07:00 UTC", message["blocks"]![1]!["fields"]![1]!["text"]!.GetValue<string>());
        Assert.Equal("*In the news*\nnone known yet", message["blocks"]![1]!["fields"]![3]!["text"]!.GetValue<string>());
        Assert.Equal("Because: many small signs.", message["blocks"]![3]!["elements"]![0]!["text"]!.GetValue<string>());
        Assert.Contains("unverified", message["blocks"]![4]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void On_Slack_nobody_is_called_and_nothing_is_linked_by_what_strangers_wrote()
    {
        foreach (var message in new[] { Slack(Letter(Evil())), Slack(Bundle(Evil(), Evil())) })
        {
            foreach (var (type, text) in Texts(message).Append(("plain_text", message["text"]!.GetValue<string>())))
            {
                Assert.DoesNotContain('<', text);
                Assert.DoesNotContain('>', text);
                Assert.DoesNotContain('\u202E', text);
                // What strangers wrote is never in a text with markup.
                Assert.False(type == "mrkdwn" && text.Contains("evil", StringComparison.Ordinal), text);
            }
        }
        Assert.False(Slack(Letter(Evil()))["mrkdwn"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public void Slack_is_kept_within_its_limits(int events)
    {
        var wordy = Some() with { Headline = string.Concat(Enumerable.Repeat("<&😀", 500)), Terms = [.. Enumerable.Repeat(new string('&', 400), 50)] };

        var message = Slack(events == 1 ? Letter(wordy) : Bundle([.. Enumerable.Repeat(wordy, events)]));

        Assert.InRange(Blocks(message).Count(), 1, 50);
        Assert.All(Blocks(message).Where(block => block["type"]!.GetValue<string>() == "header"), block => Assert.InRange(block["text"]!["text"]!.GetValue<string>().Length, 1, 150));
        Assert.All(Texts(message), text => Assert.InRange(text.Text.Length, 1, 3000));
        Assert.All(Texts(message), text => Assert.DoesNotContain(text.Text, letter => char.IsSurrogate(letter) && !text.Text.Contains("😀", StringComparison.Ordinal)));
        Assert.All(Blocks(message).Where(block => block["fields"] is not null), block => Assert.InRange(block["fields"]!.AsArray().Count, 1, 10));
    }

    [Fact]
    public void Teams_gets_an_adaptive_card_whose_markup_is_our_own()
    {
        var message = JsonNode.Parse(TeamsCard.Write(Letter(Evil())))!;
        var attachment = Assert.Single(message["attachments"]!.AsArray())!;
        var body = attachment["content"]!["body"]!.AsArray();

        Assert.Equal(("message", "application/vnd.microsoft.card.adaptive"), (message["type"]!.GetValue<string>(), attachment["contentType"]!.GetValue<string>()));
        Assert.Equal(("AdaptiveCard", "1.4"), (attachment["content"]!["type"]!.GetValue<string>(), attachment["content"]!["version"]!.GetValue<string>()));
        Assert.Equal("https://desk.example/events/tram", attachment["content"]!["actions"]![0]!["url"]!.GetValue<string>());
        // TextBlock and FactSet know Markdown; a TextRun knows none.
        Assert.DoesNotContain(body, part => part!["type"]!.GetValue<string>() != "RichTextBlock" && part.ToJsonString().Contains("evil", StringComparison.Ordinal));
        Assert.Contains("evil.example", body[0]!["inlines"]![0]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_of_many_events_stays_below_what_Teams_takes() => Assert.InRange(
        TeamsCard.Write(Bundle([.. Enumerable.Repeat(Some() with { Headline = new string('é', 5000), Terms = [.. Enumerable.Repeat(new string('é', 400), 20)] }, 300)])).Length, 1, 28 * 1024);

    [Fact]
    public void Apprise_gets_plain_text_with_a_title_and_a_type()
    {
        var note = JsonNode.Parse(AppriseNote.Write(Letter(Some())))!;

        Assert.Equal(("Alert: A tram is off its rails", "warning", "text"), (note["title"]!.GetValue<string>(), note["type"]!.GetValue<string>(), note["format"]!.GetValue<string>()));
        Assert.Equal(
            """
            4 people in 5 posts since 07:00:00 UTC, 2.5 a minute, usually 0.01.
            In the news: none known yet.
            Terms: tram, rails.
            Because: many small signs.
            Doubt: fewer than five people yet.
            Machine-detected, unverified.
            https://desk.example/events/tram
            """,
            note["body"]!.GetValue<string>());
    }

    [Fact]
    public void All_say_how_many_posts_are_on_which_network()
    {
        var letter = Letter(Some() with { Networks = [new("bluesky", 3), new("social.example", 1)] });
        using var mail = MailLetter.Write(letter, From, [From]);

        Assert.All(
            [Slack(letter).ToJsonString(), JsonNode.Parse(TeamsCard.Write(letter))!.ToJsonString(), JsonNode.Parse(AppriseNote.Write(letter))!.ToJsonString(), mail.TextBody],
            message => Assert.Contains("Bluesky 3, social.example 1", message, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_what_was_retracted_no_way_repeats_a_word()
    {
        var letter = Letter(Some() with { Headline = "A secret", Terms = ["secret"], State = AlertState.Retracted }, DeliveryKind.Retracted);
        using var mail = MailLetter.Write(letter, From, [From]);
        string[] messages = [Slack(letter).ToJsonString(), JsonNode.Parse(TeamsCard.Write(letter))!.ToJsonString(), JsonNode.Parse(AppriseNote.Write(letter))!.ToJsonString(), JsonNode.Parse(NinjsItem.Write(letter))!.ToJsonString(), mail.Subject + mail.TextBody + mail.HtmlBody];

        Assert.All(messages, message => Assert.DoesNotContain("secret", message, StringComparison.Ordinal));
        Assert.Equal("canceled", JsonNode.Parse(NinjsItem.Write(letter))!["pubStatus"]!.GetValue<string>());
        Assert.Equal("[scoop] Retracted", mail.Subject);
    }

    [Fact]
    public void An_e_mail_says_it_in_text_and_in_HTML_and_is_marked_as_a_machines()
    {
        using var mail = MailLetter.Write(Letter(Some()), From, Addresses.Of("Ada <ada@example.org>, bob@example.org"));

        Assert.Equal("[scoop 4] Alert: A tram is off its rails – 4 people", mail.Subject);
        Assert.Equal(["ada@example.org", "bob@example.org"], mail.To.Mailboxes.Select(address => address.Address));
        Assert.Equal(("auto-generated", "<news.scoop.example.org>", "tram-1.news@example.org"), (mail.Headers[HeaderId.AutoSubmitted], mail.Headers[HeaderId.ListId], mail.MessageId));
        Assert.Contains("4 people in 5 posts", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://desk.example/events/tram\">", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public void What_strangers_wrote_makes_no_header_and_no_markup_of_an_e_mail()
    {
        using var mail = MailLetter.Write(Letter(Evil()), From, [From]);
        using var bytes = new MemoryStream();
        mail.WriteTo(bytes, TestContext.Current.CancellationToken);
        bytes.Position = 0;
        using var read = MimeMessage.Load(bytes, TestContext.Current.CancellationToken);

        Assert.Empty(read.Bcc);
        Assert.DoesNotContain("<script", read.HtmlBody, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u202E', read.Subject + read.TextBody + read.HtmlBody);
    }

    [Fact]
    public void Later_e_mails_answer_the_first_of_the_event()
    {
        var item = new LetterItem(DeliveryKind.Raised, Some() with { Revision = 3 }, FirstKey: "tram-1:news");
        using var mail = MailLetter.Write(new("tram-3:news", "news", At, [item], false, null), From, [From]);

        Assert.Equal(("tram-3.news@example.org", "tram-1.news@example.org"), (mail.MessageId, mail.InReplyTo));
        Assert.Equal(["tram-1.news@example.org"], mail.References);
    }

    [Theory]
    [InlineData("event with spaces:news")]
    [InlineData("évent\r\nBcc: x:news")]
    [InlineData("<a>@b:news")]
    public void Whatever_an_id_holds_a_message_id_is_one(string key)
    {
        using var mail = MailLetter.Write(new(key, "news", At, [new(DeliveryKind.Opened, Some())], false, null), From, [From]);

        Assert.Matches("^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*@example.org$", mail.MessageId);
    }

    private static Alert Some() => SomeAlert.Of("tram", level: AlertLevel.Alert);

    private static Alert Evil() => Some() with { Headline = Hostile, Terms = [Hostile, "tram"], Coverage = new("reported", "2026-03-02T07:20:00.000Z", Hostile, Hostile, "https://evil.example", 60) };

    private static Letter Letter(Alert alert, DeliveryKind kind = DeliveryKind.Opened) => new($"{alert.AlertId}:news", "news", At, [new(kind, alert)], false, new("https://desk.example"));

    private static Letter Bundle(params Alert[] alerts) =>
        new("bundle-1:news", "news", At, [.. alerts.Select(alert => new LetterItem(DeliveryKind.Opened, alert))], true, new("https://desk.example"));

    private static JsonNode Slack(Letter letter) => JsonNode.Parse(SlackMessage.Write(letter))!;

    private static IEnumerable<JsonNode> Blocks(JsonNode message) => message["blocks"]!.AsArray().OfType<JsonNode>();

    private static IEnumerable<(string Type, string Text)> Texts(JsonNode node) => node switch
    {
        JsonObject one when one["type"] is JsonValue type && type.GetValue<string>() is "mrkdwn" or "plain_text" => [(one["type"]!.GetValue<string>(), one["text"]!.GetValue<string>())],
        JsonObject one => one.Where(member => member.Value is not null).SelectMany(member => Texts(member.Value!)),
        JsonArray items => items.OfType<JsonNode>().SelectMany(Texts),
        _ => [],
    };
}
