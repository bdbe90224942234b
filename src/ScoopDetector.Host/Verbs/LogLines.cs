using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ScoopDetector.Host.Verbs;

/// <summary>The log on standard error: one line for one fact, with its time in UTC, for people and for whatever collects it.</summary>
internal sealed class LogLines(TimeProvider clock) : ConsoleFormatter(FormName)
{
    private const string FormName = "lines";

    public static ILoggerFactory Create() => LoggerFactory.Create(builder => builder
        .AddConsole(console => (console.FormatterName, console.LogToStandardErrorThreshold) = (FormName, LogLevel.Trace))
        .AddConsoleFormatter<LogLines, ConsoleFormatterOptions>()
        .Services.AddSingleton(TimeProvider.System));

    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopes, TextWriter writer)
    {
        var now = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var fault = entry.Exception is null ? "" : $" {entry.Exception}";
        // What brokers and receivers have said may be among it: it must not steer a terminal.
        var words = string.Concat($"{entry.Formatter(entry.State, entry.Exception)}{fault}".Select(letter => char.IsControl(letter) ? ' ' : letter));
        writer.WriteLine($"{now} {Word(entry.LogLevel)}: {(entry.Category == "scoop" ? "" : $"{entry.Category}: ")}{words}");
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        _ => "error",
    };
}
