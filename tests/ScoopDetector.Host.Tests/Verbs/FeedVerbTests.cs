using System.Security.Cryptography;
using System.Text;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Verbs;

public sealed class FeedVerbTests
{
    [Fact]
    public async Task A_file_that_is_not_there_is_told_before_Kafka_is_looked_for() =>
        Assert.Equal(CommandLine.WrongUsage, await CommandLine.RunAsync(["feed", "missing.jsonl", "--brokers", "127.0.0.1:1"]));

    [Fact]
    public async Task Of_a_file_that_breaks_off_the_rest_is_sent()
    {
        using var folder = new TemporaryFolder();
        using var broker = EmbeddedBroker.Start(new KafkaOptions(), partitions: 1, out var kafka);
        var whole = GzipText.Of(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 1000).Select(Line))));
        await File.WriteAllBytesAsync(folder.Path("cut.jsonl.gz"), whole[..(whole.Length / 2)], TestContext.Current.CancellationToken);

        Assert.Equal(CommandLine.Done, await CommandLine.RunAsync(["feed", folder.Path("cut.jsonl.gz"), "--brokers", kafka.BootstrapServers]));

        Assert.InRange(new TopicTail(kafka, kafka.PostsTopic).Read(TestContext.Current.CancellationToken).Count(), 100, 900);
    }

    /// <summary>A text that does not compress, so that half of the file is about half of the lines.</summary>
    private static string Line(int i) =>
        $$"""{"id":"{{i}}","text":"{{Convert.ToHexString(SHA256.HashData(BitConverter.GetBytes(i)))}}","created_at":{{1_700_000_000 + i}}}""";
}
