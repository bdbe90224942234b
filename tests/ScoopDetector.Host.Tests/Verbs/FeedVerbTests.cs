using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Verbs;

public sealed class FeedVerbTests
{
    [Fact]
    public async Task A_file_that_is_not_there_is_told_before_Kafka_is_looked_for() =>
        Assert.Equal(CommandLine.WrongUsage, await CommandLine.RunAsync(["feed", "missing.jsonl", "--brokers", "127.0.0.1:1"]));
}
