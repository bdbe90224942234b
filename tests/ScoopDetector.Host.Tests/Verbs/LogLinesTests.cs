using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Verbs;

public sealed class LogLinesTests
{
    private readonly FakeTimeProvider _clock = new(new(2026, 3, 2, 7, 0, 5, TimeSpan.Zero));

    [Fact]
    public void A_fact_is_one_line_with_its_time_and_its_level()
    {
        Assert.Equal("2026-03-02T07:00:05Z warning: Kafka is away.", Line(LogLevel.Warning, "scoop", "Kafka is away."));
        Assert.Equal("2026-03-02T07:00:05Z info: Microsoft.Hosting: started", Line(LogLevel.Information, "Microsoft.Hosting", "started"));
    }

    [Fact]
    public void What_others_have_said_breaks_no_line_and_steers_no_terminal()
    {
        Assert.Equal("2026-03-02T07:00:05Z error: the receiver says a b [31m", Line(LogLevel.Error, "scoop", "the receiver says a\nb\u001b[31m"));
    }

    private string Line(LogLevel level, string category, string words)
    {
        using var written = new StringWriter();
        new LogLines(_clock).Write(new LogEntry<string>(level, category, 0, words, null, static (words, _) => words), null, written);
        return written.ToString().TrimEnd('\r', '\n');
    }
}
