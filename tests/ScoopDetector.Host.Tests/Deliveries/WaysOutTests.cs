using System.Globalization;
using Microsoft.AspNetCore.Http;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Tests.Deliveries.Receivers;
using ScoopDetector.Host.Tests.Desk;
using Xunit;

namespace ScoopDetector.Host.Tests.Deliveries;

/// <summary>Each way out against a receiver of its kind on this machine, over real HTTP and SMTP.</summary>
public sealed class WaysOutTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 7, 30, 0, TimeSpan.Zero);

    public static TheoryData<string> Ways => [.. Receiver.All];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Whatever_is_told_is_in_the_form_that_the_receiver_asks_for(string kind)
    {
        await using var receiver = await Receiver.OpenAsync(kind);
        var way = Hook.Ways(TimeProvider.System, receiver.Options)(receiver.Rule);

        foreach (var letter in Letters())
        {
            var outcome = await way.SendAsync(letter, Stop);
            Assert.True(outcome == Outcome.Sent, $"{letter.Key}: {outcome.Fault}, {string.Join('\n', receiver.SentBack)}");
        }
        Assert.Empty(receiver.SentBack);
        Assert.Equal(Letters().Count(), receiver.Took.Count);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_receiver_that_is_down_for_an_hour_gets_all_of_it_in_order_and_nothing_twice(string kind)
    {
        await using var receiver = await Receiver.OpenAsync(kind);
        using var room = new PostRoom(receiver.Options, Hook.Ways(TimeProvider.System, receiver.Options));
        await receiver.GoAwayAsync();
        string[] stories = [.. Enumerable.Range(0, 12).Select(i => string.Create(CultureInfo.InvariantCulture, $"story {i:00}"))];

        foreach (var story in stories)
        {
            room.Hear(Some(story) with { EventId = story, AlertId = $"{story}-1", AlertedAt = room.Clock.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture) });
            await room.PassAsync(TimeSpan.FromMinutes(5));
        }
        Assert.Empty(receiver.Took);
        Assert.All(room.Log, line => Assert.EndsWith(" waiting", line, StringComparison.Ordinal));
        Assert.Contains("next attempt in", Assert.Single(room.Courier.Status()).Fault, StringComparison.Ordinal);

        // Back, and busy with all the others that had waited for it; then this process ends in the middle of it.
        receiver.IsBusy = true;
        await receiver.ComeBackAsync();
        await room.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Empty(receiver.Took);
        receiver.IsBusy = false;
        room.Crash();
        await room.PassAsync(TimeSpan.FromMinutes(6));
        room.Crash();
        await room.PassAsync(TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));

        Assert.Equal(stories, receiver.Took);
        Assert.Empty(receiver.SentBack);
        Assert.All(room.Log, line => Assert.EndsWith(" sent", line, StringComparison.Ordinal));
        Assert.Null(Assert.Single(room.Courier.Status()).Fault);
    }

    [Theory]
    [InlineData("slack")]
    [InlineData("teams")]
    [InlineData("apprise")]
    [InlineData("webhook")]
    public async Task A_receiver_that_is_busy_is_left_alone_for_as_long_as_it_asks(string kind)
    {
        await using var receiver = await Receiver.OpenAsync(kind);
        receiver.IsBusy = true;

        var outcome = await Hook.Ways(TimeProvider.System, receiver.Options)(receiver.Rule).SendAsync(Letters().First(), Stop);

        Assert.Equal(new(OutcomeKind.Away, "the receiver answered 429", TimeSpan.FromSeconds(30)), outcome);
    }

    [Fact]
    public async Task Apprise_with_nothing_set_up_under_the_key_has_taken_nothing()
    {
        await using var hook = await Hook.OpenAsync();
        using var room = new PostRoom(Apprise(hook), Hook.Ways(TimeProvider.System, Apprise(hook)));

        await room.Hear("tram").SendAsync();

        Assert.Equal(["tram-1:news waiting"], room.Log);
        Assert.Equal("Apprise answered 204: nothing is set up under the key in its address", Assert.Single(room.Courier.Outbox.Log()).Fault);
    }

    [Fact]
    public async Task What_Apprise_could_hand_on_to_some_only_is_tried_again_ever_more_seldom()
    {
        await using var hook = await Hook.OpenAsync();
        using var room = new PostRoom(Apprise(hook), Hook.Ways(TimeProvider.System, Apprise(hook)));
        hook.Answer = (_, context) =>
        {
            context.Response.StatusCode = hook.Requests.Count < 9 ? StatusCodes.Status424FailedDependency : StatusCodes.Status200OK;
            return Task.CompletedTask;
        };

        await room.Hear("tram").SendAsync();
        Assert.StartsWith("Apprise answered 424: one or more of its services did not take it", Assert.Single(room.Courier.Outbox.Log()).Fault, StringComparison.Ordinal);
        // Others are not held up by it.
        Assert.Null(Assert.Single(room.Courier.Status()).Fault);
        await room.PassAsync(TimeSpan.FromMinutes(10));
        Assert.InRange(hook.Requests.Count, 6, 8);
        await room.PassAsync(TimeSpan.FromMinutes(40));

        Assert.Equal(9, hook.Requests.Count);
        Assert.Equal(["tram-1:news sent"], room.Log);
    }

    private static DeliveriesOptions Apprise(Hook hook) => new()
    {
        AllowPrivate = ["127.0.0.0/8"],
        Rules = new Dictionary<string, RuleOptions> { ["news"] = new() { Way = Way.Apprise, Target = hook.Address.AbsoluteUri } },
    };

    /// <summary>All that a rule may have to tell, of events as they are, of such as nobody would write them, and of many.</summary>
    private static IEnumerable<Letter> Letters()
    {
        var plain = Some("story 00");
        var watch = plain with { Level = AlertLevel.Watch, Networks = [new("bluesky", 3), new("social.example", 1)], Places = ["Lyon"], Languages = [] };
        var reported = plain with { Coverage = new("reported", "2026-03-02T07:20:00.000Z", "AFP", "A tram", "https://afp.example", 60), Flags = new(0.9, 0.9, true) };
        var hostile = plain with { Headline = "story 00 <!channel> *now* & [AFP](https://evil.example)\r\nBcc: all@example.org <script>alert(1)</script>\u202E\u0000\uD83D", Terms = ["<&>", "\uFFFF", "@everyone"] };
        var wordy = plain with
        {
            Headline = "story 00 " + string.Concat(Enumerable.Repeat("😀<&\"", 2_000)),
            Terms = [.. Enumerable.Repeat(string.Concat(Enumerable.Repeat("😀&", 200)), 50)],
            Places = [.. Enumerable.Repeat(new string('é', 500), 50)],
            Networks = [.. Enumerable.Range(0, 200).Select(i => new AlertNetwork($"{i}.{string.Concat(Enumerable.Repeat("😀", 10))}.example", 1))],
            Coverage = new("reported", "2026-03-02T07:20:00.000Z", string.Concat(Enumerable.Repeat("&😀", 5_000)), "x", "https://afp.example", 60),
        };
        var many = plain with { Headline = "story 00 " + string.Concat(Enumerable.Repeat("😀", 400)), Terms = [.. Enumerable.Repeat(string.Concat(Enumerable.Repeat("😀", 30)), 8)] };
        foreach (var (name, alert) in new[] { ("plain", plain), ("watch", watch), ("reported", reported), ("hostile", hostile), ("wordy", wordy) })
        {
            foreach (var kind in Enum.GetValues<DeliveryKind>().Where(kind => kind is not DeliveryKind.Retracted))
            {
                yield return Letter($"{name}-{kind}", false, LetterItem.Of(kind, alert with { State = State(kind) }, "first-1:news"));
            }
        }
        yield return Letter("retracted", false, LetterItem.Of(DeliveryKind.Retracted, hostile with { State = AlertState.Retracted }, "first-1:news"));
        yield return Letter("test", false, LetterItem.Test(At));
        yield return Letter("digest of one", true, LetterItem.Of(DeliveryKind.Opened, plain));
        yield return Letter("digest of all", true, [.. new[] { plain, watch, reported, hostile, wordy }.Select(alert => LetterItem.Of(DeliveryKind.Opened, alert)), LetterItem.Of(DeliveryKind.Retracted, plain with { State = AlertState.Retracted })]);
        yield return Letter("digest of many", true, [.. Enumerable.Repeat(LetterItem.Of(DeliveryKind.Opened, many), 300)]);
    }

    private static AlertState State(DeliveryKind kind) => kind switch
    {
        DeliveryKind.Updated or DeliveryKind.Raised => AlertState.Updated,
        DeliveryKind.Merged => AlertState.Merged,
        DeliveryKind.Closed => AlertState.Closed,
        _ => AlertState.Opened,
    };

    private static Letter Letter(string name, bool isBundle, params LetterItem[] items) => new($"{name}:news", "news", At, items, isBundle, new("https://desk.example"));

    private static Alert Some(string headline) => SomeAlert.Of("tram", level: AlertLevel.Alert, headline: headline);
}
