using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Metrics;
using ScoopDetector.Host.Tests.Metrics;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Host.Tests.Verbs;

[Collection(nameof(Alone))]
public sealed class HealthVerbTests
{
    [Fact]
    public async Task It_prints_how_a_run_is_and_why()
    {
        var run = new ScoopRun(new ScoopOptions(), new KafkaOptions(), TimeProvider.System, new DropCounts(), NullLogger.Instance);
        await using var server = await OpsServer.StartAsync(
            new(run, Role.All, () => TimeProvider.System.GetUtcNow()), new(), new(), TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Equal((CommandLine.Done, "ok\n"), await AskAsync("--about", "live", "--at", server.Address));
        var (code, words) = await AskAsync("--at", server.Address);
        Assert.Equal(CommandLine.Failed, code);
        Assert.StartsWith("not ok\nnot begun: Kafka", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"behind\":\"12 min\"", "ok, 12 min behind\n")]
    [InlineData("\"standby\":\"other processes have all partitions\"", "ok\nstands by: other processes have all partitions\n")]
    public async Task It_prints_how_far_a_run_that_is_well_is_behind_and_that_it_only_stands_by(string said, string words)
    {
        await using var run = await LocalServer.StartAsync(async (_, context) =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync($$"""{"status":"ok","reasons":[],{{said}}}""", TestContext.Current.CancellationToken);
        });

        Assert.Equal((CommandLine.Done, words), await AskAsync("--at", run.Http.AbsoluteUri));
    }

    [Fact]
    public async Task Where_no_run_answers_it_says_so_in_one_line()
    {
        var fault = await Assert.ThrowsAsync<FailureException>(() => AskAsync("--at", "http://127.0.0.1:1"));

        Assert.StartsWith("http://127.0.0.1:1/health/ready does not answer (", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"status":"UP"}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("<html>")]
    public async Task Another_program_is_not_taken_for_a_run(string answer)
    {
        await using var other = await LocalServer.StartAsync(async (_, context) =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(answer, TestContext.Current.CancellationToken);
        });

        await Assert.ThrowsAsync<FailureException>(() => AskAsync("--at", other.Http.AbsoluteUri));
    }

    [Theory]
    [InlineData("127.0.0.1:5080")]
    [InlineData("file:///etc/passwd")]
    public async Task What_is_no_address_of_a_run_is_refused(string address)
    {
        var fault = await Assert.ThrowsAsync<UsageException>(() => AskAsync("--at", address));

        Assert.StartsWith($"--at is '{address}'", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Words)> AskAsync(params string[] arguments)
    {
        var output = new StringWriter { NewLine = "\n" };
        return (await HealthVerb.Create().Parse(arguments).InvokeAsync(new() { Output = output, EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken), output.ToString());
    }
}
