using System.Collections;
using System.CommandLine;
using ScoopDetector.Host.Tests.Desk;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Verbs;

public sealed class DemoVerbTests
{
    [Fact]
    public async Task It_learns_alerts_and_ends_by_itself()
    {
        var said = await DemoAsync("--for", "8", "--speed", "240", "--rate", "10", "--seed", "1", "--port", "0");

        Assert.Matches(@"http://127\.0\.0\.1:\d+ shows the alerts live", said);
        Assert.Matches(@"done in .* s, from [\d,]+ posts", said);
        Assert.Matches(@"(○ WATCH|▲ ALERT) 07:\d\d:\d\d  \S", said);
        Assert.Matches(@"The end: [\d,]+ posts read", said);
        Assert.DoesNotContain("\u001b", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_wrong_usage()
    {
        await using var other = await new OpenDesk().ServeAsync();

        Assert.Equal(CommandLine.WrongUsage, await CommandLine.RunAsync(["demo", "--port", $"{new Uri(other.Address).Port}"]));
    }

    [Fact]
    public async Task Without_a_port_of_its_own_it_is_where_the_setting_of_the_desk_says()
    {
        await using var other = await new OpenDesk().ServeAsync();
        var port = new Uri(other.Address).Port;

        var fault = await Assert.ThrowsAsync<UsageException>(() => Task.Run(() =>
            DemoVerb.Create(new Hashtable { ["SCOOP_Desk__Port"] = $"{port}" }).Parse([]).Invoke(new InvocationConfiguration { Output = TextWriter.Null, EnableDefaultExceptionHandler = false })));

        Assert.StartsWith($"port {port} of 127.0.0.1 is taken", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--speed 0: must be between 0.1 and 1000.", "--speed", "0")]
    [InlineData("--port 70000: must be between 0 and 65535.", "--port", "70000")]
    [InlineData("--for 0: must be between 1 and 86400.", "--for", "0")]
    public async Task Bad_usage_names_the_option_its_value_and_its_range(string message, params string[] arguments) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<UsageException>(() => DemoAsync(arguments))).Message);

    private static async Task<string> DemoAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        var code = await Task.Run(() => DemoVerb.Create().Parse(arguments).Invoke(new InvocationConfiguration { Output = output, EnableDefaultExceptionHandler = false }))
            .WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        Assert.Equal(CommandLine.Done, code);
        return output.ToString();
    }
}
