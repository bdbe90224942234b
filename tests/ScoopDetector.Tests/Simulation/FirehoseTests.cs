using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using ScoopDetector.Posts;
using ScoopDetector.Simulation;
using Xunit;

namespace ScoopDetector.Tests.Simulation;

public sealed class FirehoseTests
{
    private static readonly SimulationOptions Brief = new() { Hours = 0.25, PostsPerSecond = 3, Warmup = TimeSpan.FromMinutes(1) };

    [Fact]
    public void The_same_seed_gives_the_same_bytes() => Assert.Equal(Recording.Bytes(Brief), Recording.Bytes(Brief));

    [Fact]
    public void Enumerating_twice_gives_the_same_lines()
    {
        var firehose = new Firehose(Brief);

        Assert.Equal(firehose.Select(Recording.Text).ToList(), firehose.Select(Recording.Text).ToList());
    }

    [Fact]
    public void Another_seed_gives_another_stream() =>
        Assert.NotEqual(Recording.Bytes(Brief), Recording.Bytes(Brief with { Seed = 2 }));

    /// <summary>Holds the promise of the same bytes on every machine. Whoever changes a text or a draw of chance puts the new value here.</summary>
    [Fact]
    public void The_bytes_are_those_of_every_other_machine() =>
        Assert.Equal("7e6a5a54629e98ee", Convert.ToHexStringLower(SHA256.HashData(Recording.Bytes(Brief)))[..16]);

    [Fact]
    public void Lines_come_in_order_of_observation()
    {
        var times = Recording.SixHours.Lines.Select(line => line.ObservedAt).ToList();

        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public void Any_stream_is_in_order_and_within_its_bounds() =>
        Gen.Select(Gen.ULong, Gen.Double[0.02, 0.5], Gen.Double[0.05, 20], Gen.Double[0, 60]).Sample(
            (seed, hours, rate, eventsPerHour) =>
            {
                var options = new SimulationOptions { Seed = seed, Hours = hours, PostsPerSecond = rate, EventsPerHour = eventsPerHour, Warmup = TimeSpan.FromHours(hours / 6) };
                var times = new Firehose(options).Select(line => line.ObservedAt).ToList();
                return times.SequenceEqual(times.Order()) && times.TrueForAll(time => options.Start <= time && time < options.End);
            },
            iter: 25);

    [Fact]
    public void Every_post_is_JSON_with_the_agreed_fields()
    {
        foreach (var line in Recording.SixHours.Posts)
        {
            var post = JsonDocument.Parse(line.Json).RootElement;

            Assert.Equal(line.PostId.ToString(), post.GetProperty("id").GetString());
            Assert.Equal(line.AuthorId, post.GetProperty("author_id").GetString());
            Assert.Equal(line.ObservedAt, post.GetProperty("observed_at").GetDateTimeOffset());
            Assert.EndsWith("Z", post.GetProperty("created_at").GetString());
            Assert.False(string.IsNullOrWhiteSpace(post.GetProperty("text").GetString()));
        }
    }

    [Fact]
    public void Our_own_reader_accepts_every_post_and_every_delete()
    {
        var reader = new PostReader(new ReadOptions());
        foreach (var line in Recording.SixHours.Lines.Where(line => line.Kind != LineKind.Malformed))
        {
            Assert.True(reader.TryRead(line.Json.Span, out var post, out var drop), $"{drop}: {Recording.Text(line)}");
            Assert.Equal(line.ObservedAt.ToUnixTimeMilliseconds(), line.Kind == LineKind.Delete ? post.CreatedAt : post.ObservedAt);
            Assert.Equal(line.AuthorId, Encoding.UTF8.GetString(post.AuthorId));
        }
    }

    [Fact]
    public void No_id_is_given_twice()
    {
        var ids = Recording.SixHours.Posts.Select(line => line.PostId).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void A_delete_or_a_repeat_follows_its_post_and_names_the_same_author()
    {
        Dictionary<long, string> authors = [];
        foreach (var line in Recording.SixHours.Lines)
        {
            if (line.Kind == LineKind.Post) authors.Add(line.PostId, line.AuthorId);
            else if (line.Kind != LineKind.Malformed) Assert.Equal(authors.GetValueOrDefault(line.PostId), line.AuthorId);
        }
    }

    [Fact]
    public void A_repeat_says_the_same_later()
    {
        var posts = Recording.SixHours.Posts.ToDictionary(line => line.PostId);
        var repeats = Recording.SixHours.Lines.Where(line => line.Kind == LineKind.Repeat).ToList();

        Assert.NotEmpty(repeats);
        Assert.All(repeats, repeat =>
        {
            Assert.True(repeat.ObservedAt > posts[repeat.PostId].ObservedAt);
            Assert.Equal(Stamped(posts[repeat.PostId]), Recording.Text(repeat).Replace(Stamp(repeat), "…", StringComparison.Ordinal));
        });

        static string Stamp(SimulatedLine line) => $"\"observed_at\":\"{line.ObservedAt:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\"";
        static string Stamped(SimulatedLine line) => Recording.Text(line).Replace(Stamp(line), "…", StringComparison.Ordinal);
    }

    [Fact]
    public void A_repost_names_a_post_that_was_observed_before()
    {
        HashSet<string> seen = [];
        var reposts = 0;
        foreach (var line in Recording.SixHours.Posts)
        {
            var post = JsonDocument.Parse(line.Json).RootElement;
            if (post.TryGetProperty("repost_of", out var original))
            {
                reposts++;
                Assert.Contains(original.GetString()!, seen);
                Assert.StartsWith("RT @", post.GetProperty("text").GetString());
            }
            seen.Add(post.GetProperty("id").GetString()!);
        }
        Assert.InRange(reposts / (double)seen.Count, 0.08, 0.2);
    }

    [Fact]
    public void Links_of_the_text_are_named_beside_it_and_lead_nowhere()
    {
        foreach (var line in Recording.SixHours.Posts)
        {
            var post = JsonDocument.Parse(line.Json).RootElement;
            var inText = post.GetProperty("text").GetString()!.Split(' ').Where(word => word.StartsWith("https://", StringComparison.Ordinal)).ToList();
            List<string> named = post.TryGetProperty("links", out var links) ? [.. links.EnumerateArray().Select(link => link.GetString()!)] : [];

            Assert.Equal(inText, named);
            Assert.All(inText, link => Assert.Equal("example", new Uri(link).Host.Split('.')[^1]));
        }
    }

    [Fact]
    public void The_flaws_of_a_real_feed_occur_about_as_often_as_asked()
    {
        var options = new SimulationOptions { Hours = 1, PostsPerSecond = 20, LateShare = 0.05, FutureShare = 0.02, RepeatShare = 0.03, DeletedShare = 0.2, MalformedShare = 0.01, EventsPerHour = 0, AttacksPerHour = 0, ShowsPerDay = 0, Memes = 0 };
        var recording = new Recording(options);
        var posts = recording.Posts.Select(line => JsonDocument.Parse(line.Json).RootElement).ToList();
        var lead = posts.Select(post => post.GetProperty("created_at").GetDateTimeOffset() - post.GetProperty("observed_at").GetDateTimeOffset()).ToList();

        Assert.InRange(posts.Count, 68_000, 76_000);
        Assert.InRange(Share(lead.Count(ahead => ahead.TotalSeconds < -3.5)), 0.04, 0.06);
        Assert.InRange(Share(lead.Count(ahead => ahead.TotalSeconds > 0)), 0.015, 0.025);
        Assert.InRange(Share(Count(LineKind.Repeat)), 0.025, 0.035);
        Assert.InRange(Share(Count(LineKind.Malformed)), 0.008, 0.012);
        Assert.InRange(Share(Count(LineKind.Delete)), 0.1, 0.19);
        Assert.Empty(recording.Events);

        double Share(int count) => count / (double)posts.Count;
        int Count(LineKind kind) => recording.Lines.Count(line => line.Kind == kind);
    }

    [Fact]
    public void Volume_follows_the_day()
    {
        var options = new SimulationOptions { Hours = 24, PostsPerSecond = 0.5, JapaneseShare = 1, SpanishShare = 0, EventsPerHour = 0, AttacksPerHour = 0, ShowsPerDay = 0, Memes = 0 };
        var perHour = new Firehose(options).CountBy(line => line.ObservedAt.Hour).ToDictionary();

        Assert.True(perHour[12] > 1.8 * perHour[0], $"{perHour[12]} posts at noon, {perHour[0]} at midnight UTC");
    }

    [Fact]
    public void The_rate_is_that_of_the_stream_even_if_it_covers_only_the_busy_hours()
    {
        var options = new SimulationOptions { Hours = 2, PostsPerSecond = 10, Start = new(2026, 3, 2, 19, 0, 0, TimeSpan.Zero), DailySwing = 0.9 };

        Assert.InRange(new Firehose(options).Count(line => line is { Kind: LineKind.Post, Happening: null }), 66_000, 78_000);
    }

    [Fact]
    public void A_language_without_a_share_is_not_spoken_in_events_either()
    {
        var recording = new Recording(Brief with { SpanishShare = 0, JapaneseShare = 0, Hours = 1, EventsPerHour = 8 });

        Assert.Equal(["en"], recording.Events.Select(each => each.GetProperty("lang").GetString()!).Distinct());
    }

    [Fact]
    public void A_few_accounts_write_a_lot_and_most_hardly_ever()
    {
        var perAuthor = Recording.SixHours.Posts.Where(line => line.Happening is null).CountBy(line => line.AuthorId).Select(pair => pair.Value).OrderDescending().ToList();
        var top = perAuthor.Take(perAuthor.Count / 10).Sum() / (double)perAuthor.Sum();

        Assert.InRange(top, 0.2, 0.6);
    }
}
