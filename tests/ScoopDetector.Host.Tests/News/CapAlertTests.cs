using System.Text;
using CsCheck;
using ScoopDetector.Host.News;
using Xunit;

namespace ScoopDetector.Host.Tests.News;

public sealed class CapAlertTests
{
    private const string Alert = """
        <?xml version="1.0" encoding="UTF-8"?>
        <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
        <identifier>DE-2026-1</identifier><sender>flood@example.de</sender><sent>2026-03-02T07:00:00+01:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
        <info><language>de-DE</language><category>Met</category><event>Hochwasser</event><urgency>Immediate</urgency><severity>Severe</severity><certainty>Observed</certainty>
        <headline>Hochwasser an der Elbe</headline><description>Der Pegel steigt.</description><web>https://warn.example/1</web><area><areaDesc>Magdeburg</areaDesc></area></info>
        <info><language>en-GB</language><event>Flood</event><description>The river rises &amp; rises.</description><area><areaDesc>Magdeburg</areaDesc></area></info>
        </alert>
        """;

    private const string Index = """
        <feed xmlns="http://www.w3.org/2005/Atom" xmlns:cap="urn:oasis:names:tc:emergency:cap:1.1">
        <entry><id>https://warn.example/a</id><title>Tornado Warning issued March 2</title><summary>Take shelter now.</summary><link href="https://warn.example/a.cap"/><published>2026-03-02T06:00:00Z</published>
        <cap:identifier>US-1</cap:identifier><cap:status>Actual</cap:status><cap:msgType>Alert</cap:msgType><cap:event>Tornado Warning</cap:event><cap:areaDesc>Cook County</cap:areaDesc></entry>
        <entry><id>https://warn.example/b</id><title>Test</title><cap:status>Test</cap:status><cap:msgType>Alert</cap:msgType></entry>
        <entry><id>https://warn.example/c</id><title/><updated>2026-03-02T06:00:00Z</updated><cap:status>Actual</cap:status><cap:event>Flood Warning</cap:event><cap:areaDesc>Lower Saxony</cap:areaDesc></entry>
        </feed>
        """;

    private static readonly DateTimeOffset Six = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_warning_is_read_with_its_own_id_and_time() =>
        Assert.Equal([new("DE-2026-1", "Hochwasser an der Elbe", "Der Pegel steigt.", "https://warn.example/1", Six)], Read(Alert).Items);

    [Fact]
    public void Of_several_languages_the_feed_s_own_counts_and_without_a_headline_the_event_and_where_it_is() =>
        Assert.Equal(("Flood: Magdeburg", "The river rises & rises."), Read(Alert, "en").Items.Select(item => (item.Title, item.Summary)).Single());

    [Fact]
    public void Version_1_1_is_read_as_well() => Assert.Equal("DE-2026-1", Read(Alert.Replace("cap:1.2", "cap:1.1", StringComparison.Ordinal)).Items.Single().Id);

    [Fact]
    public void Several_in_one_document_are_several()
    {
        var one = Alert[Alert.IndexOf("<alert", StringComparison.Ordinal)..];

        Assert.Equal(["DE-2026-1", "DE-2026-2"], Read($"<alerts>{one}{one.Replace("2026-1<", "2026-2<", StringComparison.Ordinal)}</alerts>").Items.Select(item => item.Id));
    }

    [Theory]
    [InlineData("<status>Actual<", "<status>Exercise<")]
    [InlineData("<status>Actual<", "<status>Test<")]
    [InlineData("<scope>Public<", "<scope>Restricted<")]
    [InlineData("<msgType>Alert<", "<msgType>Cancel<")]
    [InlineData("<msgType>Alert<", "<msgType>Ack<")]
    [InlineData("<identifier>DE-2026-1<", "<identifier><")]
    public void What_warns_nobody_is_left_out(string part, string instead)
    {
        var feed = Read(Alert.Replace(part, instead, StringComparison.Ordinal));

        Assert.Empty(feed.Items);
        Assert.Equal(1, feed.LeftOut);
    }

    [Theory]
    [InlineData("<msgType>Alert<", "<msgType>Update<")]
    [InlineData("<scope>Public</scope>", "")]
    public void An_update_warns_and_so_does_what_does_not_say_for_whom_it_is(string part, string instead) => Assert.Single(Read(Alert.Replace(part, instead, StringComparison.Ordinal)).Items);

    [Fact]
    public void Entries_with_marks_of_warnings_are_sorted_alike()
    {
        var feed = Read(Index);

        Assert.Equal(
            [new("US-1", "Tornado Warning issued March 2", "Take shelter now.", "https://warn.example/a.cap", Six), new("https://warn.example/c", "Flood Warning: Lower Saxony", "", "", Six)],
            feed.Items);
        Assert.Equal(1, feed.LeftOut);
    }

    [Fact]
    public void An_entry_that_carries_the_whole_warning_is_that_warning()
    {
        var entry = $"<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>x</id><title>See inside</title><content type=\"text/xml\">{Alert[Alert.IndexOf("<alert", StringComparison.Ordinal)..]}</content></entry></feed>";

        Assert.Equal("Hochwasser an der Elbe", Read(entry).Items.Single().Title);
    }

    [Fact]
    public void Whatever_is_done_to_a_warning_nothing_throws_and_it_is_an_item_or_left_out_or_a_fault() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 1500], Gen.Byte, Gen.Int[0, 30]).Sample((isIndex, at, value, cut) =>
        {
            var text = Encoding.UTF8.GetBytes(isIndex ? Index : Alert);
            var start = at % text.Length;
            var feed = FeedText.Read([.. text[..start], value, .. text[Math.Min(text.Length, start + cut)..]], language: "en");

            Assert.True(feed.Items.Count + feed.LeftOut > 0 || feed.Fault is not null || !feed.IsFeed || isIndex);
            Assert.All(feed.Items, item => Assert.True(item is { Id.Length: > 0, Title.Length: > 0 }));
        }, time: 2);

    private static FeedText Read(string text, string? language = null) => FeedText.Read(Encoding.UTF8.GetBytes(text), language: language);
}
