using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using ScoopDetector.Alerts;
using ScoopDetector.Host.News;
using ScoopDetector.Host.Settings;
using ScoopDetector.Host.Tests.Desk;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using ScoopDetector.News;
using Xunit;

namespace ScoopDetector.Host.Tests.News;

public sealed class NewsRunTests
{
    private readonly ConcurrentQueue<Headline> _headlines = new();

    [Fact]
    public async Task What_corroborates_comes_the_way_of_the_news_with_its_channel_and_is_told_in_words()
    {
        await using var server = await LocalServer.StartAsync(async (server, context) =>
        {
            if (context.Request.Path == "/wikimedia")
            {
                context.Response.ContentType = "text/event-stream";
                foreach (var person in new[] { "ann", "ben", "cleo" })
                {
                    await context.Response.WriteAsync($"data: {EditWatchTests.Event.Replace("\"ann\"", $"\"{person}\"", StringComparison.Ordinal)}\n\n");
                }
                await context.Response.Body.FlushAsync();
                await context.HangAsync(server);
            }
            await context.Response.WriteAsync("""{"articles":[{"url":"https://a.example/1","title":"Tram derails","domain":"a.example"}]}""");
        });
        using var stop = new CancellationTokenSource();
        using var http = new HttpClient();
        var options = new NewsOptions { Wikimedia = new() { Address = new(server.Http, "/wikimedia") }, Gdelt = new() { Address = new(server.Http, "/gdelt"), AskAfter = TimeSpan.Zero } };
        using var news = new NewsRun([], options, http, TimeProvider.System, new Random(5), _headlines.Enqueue);
        var running = news.RunAsync(stop.Token);

        news.Told(SomeAlert.Of("tram", level: AlertLevel.Alert) with { AlertedAt = $"{TimeProvider.System.GetUtcNow():O}" });
        await Eventually.Holds(() => _headlines.Count == 2);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Equal(["Elbe flood of Encyclopedia", "Tram derails of Index"], _headlines.Select(headline => $"{headline.Title} of {headline.Channel}").Order());
        Assert.EndsWith("; Wikipedia is heard: 3 edits by people, 1 pages that several edit at once; GDELT answers: 1 of 1 events are in its index, 0 were not asked about", news.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_their_addresses_neither_is_asked_nor_mentioned()
    {
        using var http = new HttpClient();
        using var news = new NewsRun([], new(), http, TimeProvider.System, new Random(5), _headlines.Enqueue);

        news.Told(SomeAlert.Of("tram", level: AlertLevel.Alert));

        Assert.Equal("news: 0 of 0 feeds answer; 0 headlines, 0 of them with times that cannot be true", news.Words);
    }

    [Theory]
    [InlineData("News:Wikimedia:People=1", "News:Wikimedia:People is '1' (--set): it must be a whole number, from 2 to 100.")]
    [InlineData("News:Wikimedia:Address=ftp://a.example/", "News:Wikimedia: Address is ftp://a.example/: it must begin with http:// or https://.")]
    [InlineData("News:Gdelt:Address=ftp://a.example/", "News:Gdelt: Address is ftp://a.example/: it must begin with http:// or https://.")]
    [InlineData("News:Gdelt:Articles=251", "News:Gdelt:Articles is '251' (--set): it must be a whole number, from 1 to 250.")]
    [InlineData("Sources:Plurk:Address=ftp://a.example/", "Sources:Plurk: Address is ftp://a.example/: it must begin with http:// or https://.")]
    public void What_is_set_wrongly_stops_the_start_with_key_value_and_range(string assignment, string message) =>
        Assert.Equal(message, Assert.Throws<UsageException>(() => ScoopSettings.Read(SettingsCatalogue.Product, null, new Dictionary<string, string>(), [assignment])).Message);
}
