using System.Text;
using System.Text.Json;
using CsCheck;
using ScoopDetector.Host.Sources.Wire;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Host.Tests.Sources.Wire;

public sealed class WireReaderTests
{
    private static readonly string[] Examples =
    [
        """{"did":"did:plc:a","time_us":1783175888085434,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.post","rkey":"k","record":{"text":"fire at example.com/a... #x","createdAt":"2026-07-04T14:38:06Z","langs":["en"],"facets":[{"index":{"byteStart":8,"byteEnd":24},"features":[{"uri":"https://example.com/abc"}]}],"tags":["y"]}}}""",
        """{"$type":"message","payload":{"$type":"x#account","seq":4,"did":"did:plc:a","time":"2026-07-04T14:38:06Z","account":{"active":false,"status":"deleted"}}}""",
        """{"stream":["public"],"event":"update","payload":"{\"id\":\"7\",\"created_at\":\"2026-08-01T13:57:07Z\",\"visibility\":\"public\",\"content\":\"<p>Smoke &amp; <a href=\\\"https://x.example\\\">fire</a></p>\",\"account\":{\"id\":\"1\"}}"}""",
        """{"data":{"id":"1578466218075312129","text":"Fire &amp; smoke https://t.co/abc","author_id":"9","edit_history_tweet_ids":["1","1578466218075312129"],"entities":{"urls":[{"url":"https://t.co/abc","expanded_url":"https://a.example"}]}}}""",
        """{"created_at":"Sat May 04 14:10:10 +0000 2013","id_str":"330685789241491456","text":"fire \ud83d\ude00","user":{"id_str":"5"},"retweeted_status":{"id_str":"3","text":"fire","user":{"id_str":"2"}}}""",
        """["EVENT","s",{"id":"n0","pubkey":"ann","kind":1,"content":"fire","created_at":1700000000,"tags":[]}]""",
        """["EVENT","s",{"id":"n1","pubkey":"ann","kind":5,"content":"","created_at":1700000000,"tags":[["e","x"],["e","y"]]}]""",
        """{"plurks":[{"plurk_id":90812,"owner_id":1,"content":"fire","lang":"en","posted":"Fri, 05 Jun 2009 23:07:13 GMT"}]}""",
    ];

    private static readonly string[] Pieces = ["\"", "{", "}", "[", "]", ",", "null", "\\ud83d", "\\u0000", "-1e999", "[]", "{}", "true", "\"data\":", "999999999999999999999"];

    private static readonly Gen<string> Example = Gen.Int[0, Examples.Length - 1].Select(i => Examples[i]);

    /// <summary>Where something is cut out, how much, and what comes in its place.</summary>
    private static readonly Gen<(string Example, int At, int Length, string Instead)> Mutation = Gen.Select(
        Example, Gen.Int[0, 600], Gen.Int[0, 40], Gen.OneOf(Gen.String[0, 5], Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i])));

    [Fact]
    public void Every_form_says_on_which_network_it_was()
    {
        var networks = new List<string>();
        foreach (var example in Examples)
        {
            WireReader.OfAny(new()).Translate(Encoding.UTF8.GetBytes(example), (in post) => networks.Add(post.Kind == PostKind.Create ? Encoding.UTF8.GetString(post.Network) : "withdrawn"), new());
        }

        Assert.Equal(["bluesky", "withdrawn", "mastodon", "withdrawn", "x", "x", "nostr", "withdrawn", "withdrawn", "plurk"], networks);
    }

    [Fact]
    public void Whatever_is_done_to_a_message_it_is_read_or_counted_or_unknown_and_nothing_throws() => Mutation.Sample(mutation =>
    {
        var (example, at, length, instead) = mutation;
        var start = at % (example.Length + 1);
        var line = example[..start] + instead + example[Math.Min(example.Length, start + length)..];
        // It throws if what it says it has made is not what came.
        Told.Of(WireReader.OfAny(new()), Encoding.UTF8.GetBytes(line));
    }, time: 3);

    [Fact]
    public void Broken_bytes_do_no_harm() => Gen.Select(Example, Gen.Int[0, 600], Gen.Byte).Sample((example, at, value) =>
    {
        var line = Encoding.UTF8.GetBytes(example);
        line[at % line.Length] = value;
        Told.Of(WireReader.OfAny(new()), line);
    }, time: 2);

    [Fact]
    public void What_is_in_no_known_form_is_nobody_s() => Assert.Empty(Told.Of("""{"temperature":21}""", "hello", "", "[1,2]", "7"));

    [Fact]
    public void Posts_of_the_intake_s_own_form_and_of_networks_may_stand_in_one_file()
    {
        var drops = new DropCounts();
        var intake = new PostIntake(new(), new(), 1, TimeProvider.System, drops, WireReader.OfAny(new()));
        string[] lines = ["""{"id":"1","created_at":"2026-07-04T14:38:00Z","text":"ours"}""", .. Examples[..1], "garbled", """{"limit":{"track":1}}"""];
        foreach (var line in lines)
        {
            intake.Accept(Encoding.UTF8.GetBytes(line));
        }
        intake.Complete();

        Assert.Equal((4, 2, 1, 1), (intake.Lines, intake.Posts, drops[Drop.Malformed], drops[Drop.NotAPost]));
    }

    public static TheoryData<string, int> Wire => new()
    {
        { "bluesky-jetstream-v1.jsonl", 17 },
        { "twitter-v11-sample-2013-05-04.jsonl", 20 },
        { "twitter-v11-sample-2013-05-04b.jsonl", 80 },
        { "twitter-v11-sample-2013-05-07.jsonl", 12 },
        { "twitter-v11-sample-2013-05-13.jsonl", 40 },
        { "twitter-v11-sample-2013-05-14.jsonl", 20 },
        { "twitter-v11-sample-2014-07-04.jsonl", 700 },
        { "twitter-v11-sample-2014-07-13.jsonl", 200 },
        { "twitter-v11-sample-2015-03-20.jsonl", 850 },
        { "twitter-v11-sample-2015-09.jsonl", 10 },
        { "twitter-v11-sample-2016-04-27.jsonl", 850 },
        { "twitter-v11-sample-2016-11-18.jsonl", 200 },
        { "mastodon-streaming.sse", 2 },
        { "mastodon-timeline-statuses.jsonl", 10 },
        { "mastodon-truthsocial-posts-2026-04.jsonl", 50 },
        { "plurk-api-doc-example.json", 1 },
    };

    [Theory]
    [MemberData(nameof(Wire))]
    public void Every_line_that_networks_really_sent_is_read_or_counted(string file, int posts)
    {
        var drops = new DropCounts();
        var made = 0;
        var reader = WireReader.OfAny(new());
        foreach (var line in File.ReadLines(Path.Combine(SharedData.Folder("wire"), file)).Where(line => line.Length > 0))
        {
            var before = (made, drops.Total);
            var outcomes = reader.Translate(Encoding.UTF8.GetBytes(line), (in post) => made += post.Kind == PostKind.Create ? 1 : 0, drops);
            // Only what broke off, and the sign of a heartbeat that some recorder changed, is in no form.
            Assert.True(outcomes > 0 || !line.EndsWith('}'), $"{file}: {line[..Math.Min(200, line.Length)]} {before}");
        }
        Assert.True(made >= posts, $"{file}: {made} posts, {string.Join(", ", drops.All().Where(drop => drop.Count > 0))}");
    }

    [Fact]
    public void Pages_that_networks_really_sent_are_read()
    {
        var folder = SharedData.Folder("wire");
        var page = Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine(folder, "mastodon-public-timeline-2020-04-16.json")).Trim());
        Assert.True(Told.Of(WireReader.OfAny(new() { MaxLineBytes = 1 << 20 }), page).Length >= 20);

        foreach (var line in File.ReadLines(Path.Combine(folder, "x-api-v2-responses.jsonl")))
        {
            using var response = JsonDocument.Parse(line);
            Assert.NotEmpty(Told.Of(response.RootElement.GetProperty("body").GetString()!));
        }
    }
}
