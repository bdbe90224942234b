using System.Text.Json;
using System.Text.Json.Nodes;
using ScoopDetector.Evaluation;
using Xunit;

namespace ScoopDetector.Tests.Evaluation;

public sealed class EvaluationJsonTests
{
    [Fact]
    public void Scores_are_written_under_the_names_of_the_reference_scorer()
    {
        var scores = JsonSerializer.SerializeToNode(Bench.Score(Bench.Alert("1", 61, Bench.PostIdsOf("fire", 5))), EvaluationJson.Default.ScoreCards)!;

        Assert.Equal(["alert", "watch"], scores.AsObject().Select(level => level.Key));
        var expected = JsonNode.Parse("""
            {"level":"alert","matching":"evidence","events":3,"threads":1,"true_positives":1,"duplicates":0,"false":0,"non_news":0,
             "attacks":0,"by_kind":{},"recall":{"all":0.3333333333333333,"12-29":1,"30-99":0,"100+":0},"recall_ci":[0,1],
             "precision":1,"precision_ci":[1,1],"duplicate_share":0,"alerts_per_day":2,"false_per_day":0,"false_per_million_posts":0,
             "delay_s":{"p50":60,"p90":60},"excess_delay_s":{"p50":-60,"p90":-60},"fragmentation":1,"events_per_thread":1,
             "foreign_evidence":0,"missed":["election","strike"]}
            """);
        Assert.True(JsonNode.DeepEquals(expected, scores["alert"]), scores["alert"]!.ToJsonString());
    }

    [Fact]
    public void Scores_can_be_read_back()
    {
        var scores = Bench.Score(Bench.Alert("1", 61, Bench.PostIdsOf("fire", 5)));

        var copy = JsonSerializer.Deserialize(JsonSerializer.Serialize(scores, EvaluationJson.Default.ScoreCards), EvaluationJson.Default.ScoreCards);

        Assert.Equal(scores.Watch.RecallInterval, copy?.Watch.RecallInterval);
        Assert.Equal(scores.Watch.DelaySeconds, copy?.Watch.DelaySeconds);
    }

    [Fact]
    public void A_line_of_version_1_is_read_as_far_as_scoring_needs_it()
    {
        var line = Read("""
            {"alertId":"a","eventId":"e","revision":1,"state":"opened","level":"watch","alertedAt":"2026-05-04T01:01:00.000Z",
             "headline":"h","terms":["t"],"counts":{"posts":9},"evidence":[{"postId":"fire-1","authorId":"x","role":"first"}]}
            """);

        Assert.Equal(("e", "opened", "watch", "h"), (line.EventId, line.State, line.Level, line.Headline));
        Assert.Equal(Bench.At(61), line.AlertedAt);
        Assert.Equal(["t"], line.Terms);
        Assert.Equal(["fire-1"], line.DistinctPosts());
    }

    [Theory]
    [InlineData("""{"alertedAt":"2026-05-04T01:01:00Z"}""")]
    [InlineData("""{"eventId":null,"alertedAt":"2026-05-04T01:01:00Z"}""")]
    [InlineData("""{"eventId":"e"}""")]
    [InlineData("""{"eventId":"e","alertedAt":"yesterday"}""")]
    [InlineData("""{"eventId":"e","alertedAt":"2026-05-04T01:01:00Z","evidence":[{}]}""")]
    [InlineData("""{"eventId":"e","alertedAt":"2026-05-04T01:01:00Z","evidence":[null]}""")]
    [InlineData("[]")]
    public void A_line_without_what_scoring_needs_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => Read(json));

    [Fact]
    public void A_truth_in_which_no_time_passes_or_nobody_speaks_is_faulty()
    {
        Assert.Null(Bench.HalfADay.Fault);
        Assert.Contains("is not after its start", (Bench.HalfADay with { End = Bench.HalfADay.Start }).Fault);
        Assert.Contains("0 posts", (Bench.HalfADay with { Posts = 0 }).Fault);
    }

    private static AlertLine Read(string json) => JsonSerializer.Deserialize(json, AlertLineJson.Default.AlertLine)!;
}
