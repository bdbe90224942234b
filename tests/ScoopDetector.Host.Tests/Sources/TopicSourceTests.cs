using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Settings;
using ScoopDetector.Host.Sources;
using ScoopDetector.Host.Sources.Topic;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Host.Tests.Sources;

/// <summary>A topic of a real broker (librdkafka's, inside the process) to which others write.</summary>
public sealed class TopicSourceTests : IDisposable
{
    private const string Topic = "raw.posts";
    private const string Plurk = """{"plurk_id":90812,"owner_id":1,"content_raw":"fire","lang":"en","posted":"Fri, 05 Jun 2009 23:07:13 GMT"}""";
    private const string Skeet = """{"did":"did:plc:a","time_us":1783175888085434,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.post","rkey":"k","record":{"text":"fire","createdAt":"2026-07-04T14:38:06Z"}}}""";

    private readonly TemporaryFolder _folder = new();
    private readonly CollectingOutput _output = new();
    private readonly VirtualClock _clock = new(new(2026, 8, 2, 0, 0, 0, TimeSpan.Zero));
    private readonly EmbeddedBroker _broker;
    private readonly KafkaOptions _kafka;

    public TopicSourceTests()
    {
        _broker = EmbeddedBroker.Start(new() { BackOff = TimeSpan.FromMilliseconds(50), BackOffMost = TimeSpan.FromMilliseconds(200) }, 1, out _kafka);
        _broker.CreateTopic(Topic, 3);
    }

    public void Dispose()
    {
        _broker.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Messages_of_all_networks_and_our_own_are_told_apart_one_by_one()
    {
        Send(Own(1), Plurk, Skeet, "garbled", """{"limit":{"track":1}}""");
        await using var source = Start(Earliest());

        await source.UntilAsync(() => _output.Count == 3 && source.Health.Drops.Total == 2);

        Assert.Equal(["1", "at://did:plc:a/app.bsky.feed.post/k", "plurk:90812"], _output.Told.Select(line => line.Split(' ')[1]).Order());
        Assert.Equal((1, 1), (source.Health.Drops[Drop.Malformed], source.Health.Drops[Drop.NotAPost]));
        Assert.Contains($"listens to {Topic} at {_kafka.BootstrapServers}, 3 partitions", source.Health.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_of_one_network_holds_nothing_else()
    {
        Send(Own(1), Plurk, Skeet);
        await using var source = Start(Earliest() with { Format = TopicFormat.Bluesky });

        await source.UntilAsync(() => _output.Count == 1 && source.Health.Drops[Drop.Malformed] == 2);

        Assert.Equal(["fire"], _output.Texts);
    }

    [Fact]
    public async Task The_first_start_begins_with_what_comes_now()
    {
        Send(Own(1));
        await using var source = Start(new() { Topic = Topic });
        await source.UntilAsync(() => source.Health.State == SourceState.Listening);

        Send(Own(2));
        await source.UntilAsync(() => _output.Count == 1);

        Assert.Equal(["fire 2"], _output.Texts);
    }

    [Fact]
    public async Task A_new_start_goes_on_behind_what_was_published_and_hears_what_came_meanwhile()
    {
        await using (var source = Start(Earliest()))
        {
            Send([.. Enumerable.Range(1, 500).Select(Own)]);
            await source.UntilAsync(() => _output.Count == 500);
            await source.StopAsync();
        }
        Send([.. Enumerable.Range(501, 500).Select(Own)]);
        await using var again = Start(new() { Topic = Topic });

        await again.UntilAsync(() => _output.Count == 1000);

        Assert.Equal(Enumerable.Range(1, 1000).Select(number => $"fire {number}").Order(), _output.Texts.Order());
        Assert.Equal((0, 0), (again.Health.Drops.Total, again.Health.Gaps));
    }

    [Fact]
    public async Task A_position_is_saved_only_when_Kafka_has_acknowledged()
    {
        _output.Gate.Reset();
        Send(Own(1));
        await using var source = Start(Earliest());
        await source.UntilAsync(() => _output.Count == 1);
        var stopping = source.StopAsync();

        Assert.False(File.Exists(_folder.Path("topic.position")));
        _output.Gate.Set();
        await Eventually.Holds(() => stopping.IsCompleted);

        Assert.Equal(1, TopicOffsets.Read(await File.ReadAllTextAsync(_folder.Path("topic.position"), TestContext.Current.CancellationToken), Topic) is { } saved ? saved[0] + saved[1] + saved[2] : null);
    }

    [Fact]
    public async Task A_broker_that_goes_away_and_comes_back_costs_no_message_and_repeats_none()
    {
        Send(Own(1));
        await using var source = Start(Earliest());
        await source.UntilAsync(() => _output.Count == 1);

        _broker.GoDown();
        await Eventually.Holds(() => source.Health.State == SourceState.Pausing);
        Assert.Contains($"Kafka at {_kafka.BootstrapServers} does not answer", source.Health.Words, StringComparison.Ordinal);
        _broker.GoUp();
        Send(Own(2));
        await source.UntilAsync(() => _output.Count == 2);

        Assert.Equal(["fire 1", "fire 2"], _output.Texts);
        Assert.Equal((0, 0), (source.Health.Drops.Total, source.Health.Gaps));
    }

    [Fact]
    public async Task A_topic_that_is_not_there_yet_is_asked_for_until_it_is()
    {
        await using var source = Start(Earliest() with { Topic = "later" });
        await source.UntilAsync(() => source.Health.Words.Contains("topic later does not exist at", StringComparison.Ordinal));

        _broker.CreateTopic("later", 1);
        SendTo("later", Own(1));
        await source.UntilAsync(() => _output.Count == 1);

        Assert.Equal(["fire 1"], _output.Texts);
    }

    [Fact]
    public async Task What_Kafka_has_deleted_unread_is_a_gap()
    {
        _broker.CreateTopic("small", 1);
        _folder.Write("topic.position", "small 0:0");
        // The embedded broker keeps 5 MiB of a partition.
        var noise = new Random(3);
        for (var i = 0; i < 12; i++)
        {
            var bytes = new byte[800_000];
            noise.NextBytes(bytes);
            SendBytes("small", bytes);
        }
        SendTo("small", Own(1));
        await using var source = Start(new() { Topic = "small" });

        await source.UntilAsync(() => _output.Count == 1);

        Assert.Equal(1, source.Health.Gaps);
        Assert.True(source.Health.Drops[Drop.OverLong] is > 0 and < 12);
    }

    [Fact]
    public async Task A_topic_that_holds_less_than_was_read_was_made_anew_and_is_read_from_its_beginning()
    {
        _folder.Write("topic.position", $"{Topic} 0:7000 1:7000 2:7000");
        Send(Own(1));
        await using var source = Start(new() { Topic = Topic });

        await source.UntilAsync(() => _output.Count == 1);

        Assert.Equal(1, source.Health.Gaps);
    }

    [Fact]
    public async Task A_partition_that_was_not_there_before_is_read_from_its_beginning()
    {
        Send([.. Enumerable.Range(1, 60).Select(Own)]);
        _folder.Write("topic.position", $"{Topic} 0:0");
        await using var source = Start(new() { Topic = Topic });

        await source.UntilAsync(() => _output.Count == 60);

        Assert.Equal(0, source.Health.Gaps);
    }

    [Fact]
    public async Task The_position_of_another_topic_is_none()
    {
        _folder.Write("topic.position", "other 0:0 1:0 2:0");
        Send(Own(1));
        await using var source = Start(new() { Topic = Topic });
        await source.UntilAsync(() => source.Health.State == SourceState.Listening);

        Send(Own(2));
        await source.UntilAsync(() => _output.Count == 1);

        Assert.Equal(["fire 2"], _output.Texts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("raw.posts")]
    [InlineData("raw.posts x:1")]
    [InlineData("raw.posts 1:-1")]
    [InlineData("raw.posts 1:2:3")]
    [InlineData("1784000000000000")]
    public void A_position_that_is_none_is_no_reason_to_fail(string text) => Assert.Null(TopicOffsets.Read(text, Topic)?[1]);

    [Fact]
    public void Offsets_of_a_thousand_partitions_are_kept_in_the_file()
    {
        var offsets = TopicOffsets.None;
        for (var partition = 0; partition < 1000; partition++)
        {
            offsets.Set(partition, 1L << 50);
        }
        var file = new PositionFile(_folder.Path(""), "topic");
        file.Write(offsets.Write(Topic));

        Assert.Equal(1L << 50, TopicOffsets.Read(file.Read(), Topic)?[999]);
    }

    [Theory]
    [InlineData(null, "scoop.posts.v1")]
    [InlineData("LOCALHOST:9092", "scoop.posts.v1")]
    [InlineData("other.example:9092, localhost", "scoop.alerts.v1")]
    public void The_detector_s_own_topics_are_refused_at_the_start(string? servers, string topic)
    {
        var fault = Assert.Throws<UsageException>(() => SourceCatalogue.Create("topic", new() { Topic = new() { BootstrapServers = servers, Topic = topic } }, new(), new(), _clock, new()));

        Assert.StartsWith($"Sources:Topic:Topic is {topic}, which the detector itself writes at 127.0.0.1:9092", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_are_they_read_where_the_brokers_have_another_name()
    {
        var port = _kafka.BootstrapServers.Split(':')[^1];
        await using var source = Start(new() { BootstrapServers = $"127.0.0.2:9,127.1:{port}", Topic = _kafka.PostsTopic });

        await source.UntilAsync(() => source.Health.Words.Contains("is the detector's own, by another name of its brokers", StringComparison.Ordinal));

        Assert.Equal(0, source.Health.Connections);
    }

    [Theory]
    [InlineData(Topic, null)]
    [InlineData("missing", "topic missing does not exist at")]
    public void A_look_before_a_run_says_what_is_wrong(string topic, string? wrong)
    {
        var source = Assert.IsType<TopicSource>(SourceCatalogue.Create("topic", new() { Topic = new() { Topic = topic } }, new(), new(), _clock, _kafka).Source);

        Assert.StartsWith(wrong ?? "nothing", source.Look() ?? "nothing", StringComparison.Ordinal);
    }

    [Fact]
    public void A_topic_of_the_same_name_at_another_Kafka_is_another() =>
        Assert.NotNull(SourceCatalogue.Create("topic", new() { Topic = new() { BootstrapServers = "other.example:9092", Topic = "scoop.posts.v1" } }, new(), new(), _clock, new()).Source);

    [Fact]
    public void Wrong_settings_stop_the_start_with_key_and_value()
    {
        Assert.StartsWith("Sources:Topic:Topic is not set", Assert.Throws<UsageException>(() => SourceCatalogue.Create("topic", new(), new(), new(), _clock)).Message, StringComparison.Ordinal);
        Assert.Equal(
            "Sources: Topic:Properties sets enable.auto.commit: that no message is lost or published twice rests on it, so it cannot be set.",
            Refused("Sources:Topic:Properties:enable.auto.commit=true"));
        Assert.Contains("Sources:Topic:Topic is 'a b'", Refused("Sources:Topic:Topic=a b"), StringComparison.Ordinal);
        Assert.Contains("it must be one of Auto, Own, Bluesky, Mastodon, X, Nostr, Plurk", Refused("Sources:Topic:Format=reddit"), StringComparison.Ordinal);
    }

    private static string Refused(string assignment) =>
        Assert.Throws<UsageException>(() => ScoopSettings.Read(SettingsCatalogue.Product, null, new Dictionary<string, string>(), [assignment])).Message;

    private static TopicOptions Earliest() => new() { Topic = Topic, Beginning = TopicBeginning.Earliest };

    private static string Own(int number) => $$"""{"id":"{{number}}","created_at":"2026-08-01T00:00:00Z","text":"fire {{number}}","author_id":"a"}""";

    private void Send(params string[] messages) => SendTo(Topic, messages);

    private void SendTo(string topic, params string[] messages) => SendBytes(topic, [.. messages.Select(Encoding.UTF8.GetBytes)]);

    private void SendBytes(string topic, params byte[][] messages)
    {
        using var producer = new TopicProducer(_kafka, "test", topic, new("test", _kafka.BootstrapServers, TimeProvider.System, NullLogger.Instance));
        foreach (var message in messages)
        {
            producer.Send(message.Length > 100_000 ? message[..8] : message, message);
        }
        producer.Settle(CancellationToken.None);
    }

    private RunningSource Start(TopicOptions topic) => new("topic", new() { Folder = _folder.Path(""), Topic = topic }, _clock, _output, kafka: _kafka);
}
