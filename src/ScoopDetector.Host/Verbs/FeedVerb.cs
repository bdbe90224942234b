using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Files;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Settings;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Verbs;

/// <summary><c>feed FILE…</c>: posts from files into Kafka, as a source would write them.</summary>
internal static class FeedVerb
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Arity = ArgumentArity.OneOrMore, Description = "Posts in JSON Lines: plain, .gz or .zst." };
        var settings = new SettingsArguments();
        var brokers = new Option<string?>("--brokers") { Description = "Where Kafka is, host:port; wins over the configuration file." };
        var speed = new Option<string>("--speed") { DefaultValueFactory = _ => "max", Description = "1 for the stream's own pace, 60 for a minute a second, max for as fast as it goes." };
        var verb = new Command("feed", "Writes files of posts to Kafka.") { files, brokers, speed };
        settings.AddTo(verb);
        verb.SetAction((parsed, stop) => Task.Run(() => Run(parsed.GetValue(files)!, settings.Read(parsed), parsed.GetValue(brokers), SpeedOf(parsed.GetValue(speed)!), stop), stop));
        return verb;
    }

    private static int Run(string[] files, ScoopSettings settings, string? brokers, double? speed, CancellationToken stop)
    {
        var (scoop, kafka) = (settings.Get<ScoopOptions>(), RunVerb.At(settings.Get<KafkaOptions>(), brokers));
        var drops = new DropCounts();
        foreach (var file in files)
        {
            InputFile.Check(file);
        }
        try
        {
            new TopicLookup(kafka, NullLogger.Instance).Partitions(kafka.PostsTopic, once: true, stop);
            using var producer = new PostProducer(kafka, new BrokerLink("feed", kafka.BootstrapServers, TimeProvider.System, NullLogger.Instance));
            var feed = new KafkaFeed(scoop.Read, scoop.Tally, producer, drops, speed);
            feed.Feed(files, stop);
            feed.Complete(stop);
            foreach (var warning in feed.Warnings)
            {
                Console.Error.WriteLine($"scoop: {warning}");
            }
            Console.WriteLine($"{feed.Lines} lines, {producer.Sent} posts and withdrawals sent, {drops.Total} left out");
            return CommandLine.Done;
        }
        catch (KafkaFault fault)
        {
            Console.Error.WriteLine($"scoop: {fault.Message}");
            return CommandLine.Failed;
        }
    }

    private static double? SpeedOf(string text) =>
        text == "max" ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) && speed is > 0 and < 1e6 ? speed
        : throw new UsageException($"--speed: '{text}' is neither max nor a number above 0, such as 1 or 60.");
}
