using System.Text.Json;
using ScoopDetector.Simulation;
using Xunit;

namespace ScoopDetector.Tests.Simulation;

public sealed class TruthBookTests
{
    private static readonly string[] NuisanceKinds =
        ["meme", "show", "attack-flood", "attack-copypasta", "attack-hijack", "attack-ephemeral", "attack-random-tail", "attack-drip"];

    private static Recording Stream => Recording.SixHours;

    [Fact]
    public void It_has_the_keys_of_the_benchmark()
    {
        Assert.Equal("simulated", Stream.Truth.GetProperty("pool").GetString());
        Assert.Equal(1, Stream.Truth.GetProperty("benchmark").GetInt32());
        Assert.Equal(1UL, Stream.Truth.GetProperty("seed").GetUInt64());
        Assert.Equal("2026-03-02T06:00:00.000Z", Stream.Truth.GetProperty("start").GetString());
        Assert.Equal("2026-03-02T12:00:00.000Z", Stream.Truth.GetProperty("end").GetString());
        Assert.Equal(3600, Stream.Truth.GetProperty("warmup_s").GetDouble());
        Assert.Equal(6, Stream.Truth.GetProperty("hours").GetDouble());
        Assert.Equal(2, Stream.Truth.GetProperty("rate").GetDouble());
        Assert.Equal(Stream.Posts.LongCount(), Stream.Truth.GetProperty("posts").GetInt64());
    }

    [Fact]
    public void Every_kind_occurs_in_six_hours()
    {
        var kinds = Stream.Events.Where(each => !each.GetProperty("newsworthy").GetBoolean()).Select(Kind).ToHashSet();

        Assert.Superset(NuisanceKinds.ToHashSet(), kinds);
        Assert.True(Newsworthy.Select(Kind).Distinct().Count() >= 8);
        Assert.Equal(["en", "es", "ja"], Newsworthy.Select(each => Text(each, "lang")).Distinct().Order());
        Assert.Empty(Newsworthy.Select(Kind).Intersect(kinds));
    }

    [Fact]
    public void It_agrees_with_the_lines()
    {
        var posts = Stream.Posts.ToDictionary(line => line.PostId.ToString());
        foreach (var each in Stream.Events)
        {
            var own = each.GetProperty("post_ids").EnumerateArray().Select(id => posts[id.GetString()!]).ToList();
            var fifth = own.DistinctBy(line => line.AuthorId).Skip(4).Select(line => (DateTimeOffset?)line.ObservedAt).FirstOrDefault();

            Assert.Equal(own.Count, each.GetProperty("size").GetInt32());
            Assert.Equal(own.DistinctBy(line => line.AuthorId).Count(), each.GetProperty("authors").GetInt32());
            Assert.Equal(own[0].ObservedAt, Time(each, "first_at"));
            Assert.Equal(own[^1].ObservedAt, Time(each, "last_at"));
            Assert.Equal(fifth, each.GetProperty("fifth_author_at").ValueKind == JsonValueKind.Null ? null : Time(each, "fifth_author_at"));
            Assert.All(own, line => Assert.Equal(Text(each, "id"), line.Happening!.Id));
        }
        Assert.Equal(Stream.Posts.Count(line => line.Happening is not null), Stream.Events.Sum(each => each.GetProperty("size").GetInt32()));
    }

    [Fact]
    public void Keywords_are_in_the_posts_and_tell_the_event_from_others()
    {
        foreach (var each in Newsworthy)
        {
            var keywords = each.GetProperty("keywords").EnumerateArray().Select(word => word.GetString()!).ToList();
            var own = Stream.Posts.Where(line => line.Happening?.Id == Text(each, "id")).Select(line => Recording.Text(line).ToLowerInvariant()).ToList();
            var named = own.Count(text => keywords.Any(text.Contains)) / (double)own.Count;

            Assert.InRange(keywords.Count, 1, 5);
            Assert.True(named > 0.4, $"{Text(each, "name")}: only {named:P0} of the posts have one of {string.Join(", ", keywords)}");
        }
    }

    [Fact]
    public void No_event_starts_in_the_warmup_and_the_first_soon_after()
    {
        Assert.All(Newsworthy, each => Assert.True(Time(each, "first_at") >= Stream.Options.Start + Stream.Options.Warmup));
        Assert.True(Newsworthy.Min(each => Time(each, "first_at")) < Stream.Options.Start + Stream.Options.Warmup + TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void Sizes_lie_in_the_range_asked_for_and_on_both_ends_of_it()
    {
        var sizes = new Recording(new SimulationOptions { PostsPerSecond = 0.1, Hours = 24, AttacksPerHour = 0, RepeatShare = 0 }).Events
            .Where(each => each.GetProperty("newsworthy").GetBoolean()).Select(each => each.GetProperty("size").GetInt32()).ToList();

        // A post or two of an event may arrive after the end of the stream.
        Assert.All(sizes, size => Assert.InRange(size, 10, 1000));
        Assert.Contains(sizes, size => size < 40);
        Assert.Contains(sizes, size => size > 300);
    }

    [Fact]
    public void Events_begin_with_eyewitnesses_and_the_links_come_later()
    {
        var (early, late) = (new List<bool>(), new List<bool>());
        foreach (var each in Newsworthy.Where(each => each.GetProperty("size").GetInt32() >= 100))
        {
            var linked = Stream.Posts.Where(line => line.Happening?.Id == Text(each, "id")).Select(line => Recording.Text(line).Contains("https://", StringComparison.Ordinal)).ToList();
            early.AddRange(linked.Take(15));
            late.AddRange(linked.TakeLast(50));
        }

        Assert.True(Share(early) < 0.5 * Share(late), $"{Share(early):P0} early, {Share(late):P0} late");

        static double Share(List<bool> linked) => linked.Count(each => each) / (double)linked.Count;
    }

    [Fact]
    public void A_flood_has_few_voices_and_a_copypasta_many()
    {
        Assert.All(OfKind("attack-flood"), each => Assert.InRange(each.GetProperty("authors").GetInt32(), 1, 4));
        Assert.All(OfKind("attack-copypasta"), each => Assert.Equal(each.GetProperty("size").GetInt32(), each.GetProperty("authors").GetInt32()));
    }

    [Fact]
    public void A_hijack_rides_on_the_hashtag_of_a_live_event()
    {
        Assert.All(OfKind("attack-hijack"), each =>
        {
            var target = Newsworthy.Single(news => Text(news, "id") == Text(each, "target"));
            Assert.InRange(Time(each, "first_at") - Time(target, "first_at"), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(40));
        });
    }

    [Fact]
    public void Ephemeral_posts_are_deleted_within_minutes()
    {
        var deletes = Stream.Lines.Where(line => line.Kind == LineKind.Delete).ToDictionary(line => line.PostId, line => line.ObservedAt);
        var posts = Stream.Posts.Where(line => line.Happening?.Kind == "attack-ephemeral").ToList();

        Assert.NotEmpty(posts);
        Assert.All(posts, post => Assert.InRange(deletes[post.PostId] - post.ObservedAt, TimeSpan.FromSeconds(45), TimeSpan.FromSeconds(361)));
    }

    [Fact]
    public void Ten_minutes_for_a_demonstration_have_an_event_in_their_first()
    {
        var demonstration = new Recording(new SimulationOptions { Hours = 10 / 60.0, Warmup = TimeSpan.FromSeconds(30), EventsPerHour = 12 });

        Assert.True(demonstration.Events.Where(each => each.GetProperty("newsworthy").GetBoolean()).Min(each => Time(each, "first_at"))
            < demonstration.Options.Start + TimeSpan.FromSeconds(100));
    }

    private static IEnumerable<JsonElement> Newsworthy => Stream.Events.Where(each => each.GetProperty("newsworthy").GetBoolean());

    private static List<JsonElement> OfKind(string kind) => [.. Stream.Events.Where(each => Kind(each) == kind)];

    private static string Kind(JsonElement each) => Text(each, "kind");

    private static string Text(JsonElement each, string name) => each.GetProperty(name).GetString()!;

    private static DateTimeOffset Time(JsonElement each, string name) => each.GetProperty(name).GetDateTimeOffset();
}
