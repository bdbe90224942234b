using System.Security.Cryptography;
using System.Text;
using CsCheck;
using ScoopDetector.Alerts;
using ScoopDetector.Posts;
using ScoopDetector.Simulation;
using ScoopDetector.Tests.Support;
using Xunit;

namespace ScoopDetector.Tests;

/// <summary>The tests that justify the architecture: whatever way the same posts come, the alerts are the same to the byte.</summary>
public sealed class ScoopPipelineTests
{
    private static readonly ScoopOptions Options = new();
    private static readonly Lazy<byte[][]> Stream = new(() => Lines(seed: 11, hours: 3));
    private static readonly Lazy<List<Alert>> Alone = new(() => Replay.Of(Stream.Value, Options));

    [Fact]
    public void A_simulated_morning_raises_alerts() => Assert.True(Alone.Value.Count(alert => alert is { State: AlertState.Opened }) >= 3, Timeline(Alone.Value));

    [Fact]
    public void Spreading_the_firehose_over_partitions_and_batches_raises_the_same_alerts() =>
        Gen.Select(Gen.Int[1, 16], Gen.Int[1, 3000]).Sample(
            (partitions, batchPosts) => Bytes(Replay.Of(Stream.Value, Options, partitions, batchPosts)).AsSpan().SequenceEqual(Bytes(Alone.Value)),
            iter: 4, threads: 1);

    [Fact]
    public void A_replay_leaves_no_partition_behind_however_little_may_wait_for_it() => Assert.Equal(
        Bytes(Alone.Value),
        Bytes(Replay.Of(Stream.Value, Options with { Tally = Options.Tally with { HoldAtMost = 10_000 } }, partitions: 16, batchPosts: 3000)));

    [Fact]
    public void A_withdrawal_that_names_no_author_finds_the_post_in_whatever_partition_it_is()
    {
        var lines = Stream.Value.SelectMany((line, i) => i % 3 == 0 && IdOf(line) is { } id ? [line, Encoding.UTF8.GetBytes("{\"delete\":{\"id\":\"" + id + "\"}}")] : new[] { line }).ToList();
        var alone = Bytes(Replay.Of(lines, Options));

        Assert.False(alone.AsSpan().SequenceEqual(Bytes(Alone.Value)));
        Assert.Equal(alone, Bytes(Replay.Of(lines, Options, partitions: 5)));
    }

    [Fact]
    public void A_withdrawal_that_was_stamped_long_ago_counts_all_the_same()
    {
        List<byte[]> lines = [.. Stream.Value.SelectMany((line, i) => i % 3 == 0 && IdOf(line) is { } id
            ? [line, Encoding.UTF8.GetBytes("{\"observed_at\":\"2020-01-01T00:00:00Z\",\"delete\":{\"id\":\"" + id + "\"}}")]
            : new[] { line })];
        var old = Bytes(Replay.Of(lines, Options));

        Assert.False(old.AsSpan().SequenceEqual(Bytes(Alone.Value)));
        Assert.Equal(old, Bytes(Replay.Of(lines, Options, partitions: 4)));
    }

    [Fact]
    public void Nothing_is_told_while_the_stream_is_young() =>
        Assert.Empty(Replay.Of(Stream.Value, Options with { Bursts = Options.Bursts with { LearnFor = TimeSpan.FromHours(5) } }));

    [Fact]
    public void An_event_keeps_one_id_and_its_revisions_count_from_one() =>
        Assert.All(Alone.Value.GroupBy(alert => alert.EventId), thread => Assert.Equal(Enumerable.Range(1, thread.Count()), thread.Select(alert => alert.Revision)));

    [Fact]
    public void An_alert_tells_why_and_its_contributions_add_up_to_its_rank() =>
        Assert.All(Alone.Value, alert => Assert.Equal(alert.Newsworthiness, 1 / (1 + Math.Exp(-alert.Why.Sum(reason => reason.Contribution))), 0.02));

    [Fact]
    public void Evidence_begins_with_the_first_post_and_names_each_once() =>
        Assert.All(Alone.Value.Where(alert => alert.Evidence.Count > 0), alert =>
        {
            Assert.Equal("first", alert.Evidence[0].Role);
            Assert.Equal(alert.Evidence.Count, alert.Evidence.DistinctBy(evidence => evidence.PostId).Count());
        });

    [Fact]
    public void The_alert_survives_its_json() => Assert.All(Alone.Value, alert => Assert.Equal(AlertJson.Write(alert), AlertJson.Write(AlertJson.Read(AlertJson.Write(alert))!)));

    /// <remarks>Whoever changes the detection on purpose changes this value with it, and says so in the commit.</remarks>
    [Fact]
    public void The_golden_morning_gives_the_alerts_that_it_always_gave() =>
        Assert.Equal(Golden, $"{Alone.Value.Count} {Convert.ToHexStringLower(SHA256.HashData(Bytes(Alone.Value)))[..16]}");

    private const string Golden = "72 e586d8a211a3d41d";

    private static byte[][] Lines(ulong seed, double hours) =>
        [.. new Firehose(new() { Seed = seed, Hours = hours, PostsPerSecond = 5, Warmup = TimeSpan.FromMinutes(50), EventsPerHour = 6 }).Select(line => line.Json.ToArray())];

    private static string? IdOf(byte[] line)
    {
        var reader = new PostReader(new());
        return reader.TryRead(line, out var post, out _) && post.Kind == PostKind.Create ? Encoding.UTF8.GetString(post.Id) : null;
    }

    private static byte[] Bytes(IEnumerable<Alert> alerts) => [.. alerts.SelectMany(alert => AlertJson.Write(alert).Append((byte)'\n'))];

    private static string Timeline(IEnumerable<Alert> alerts) => string.Join('\n', alerts.Select(alert => $"{alert.AlertedAt} {alert.State} {alert.Level} {alert.Headline}"));
}
