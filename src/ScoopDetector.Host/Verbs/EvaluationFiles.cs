using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using ScoopDetector.Evaluation;

namespace ScoopDetector.Host.Verbs;

/// <summary>Reads and writes the files of <c>evaluate</c>, and says in one line what is wrong with one.</summary>
internal static class EvaluationFiles
{
    // The default encoder is made for web pages and would write the size 100+ as 100\u002B.
    private static readonly JsonWriterOptions ForPeople = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<Truth> ReadTruthAsync(FileInfo file, CancellationToken stop, string option = "--truth")
    {
        await using var stream = Open(file, option);
        try
        {
            var truth = await JsonSerializer.DeserializeAsync(stream, EvaluationJson.Default.TruthFile, stop);
            return truth is { Fault: null } ? new(truth) : throw NotATruth(option, file, truth?.Fault ?? "it is null");
        }
        catch (JsonException fault)
        {
            throw NotATruth(option, file, fault.Message);
        }
    }

    /// <summary>The alert lines in order of the file, read as they are asked for; blank lines are passed over.</summary>
    public static async IAsyncEnumerable<AlertLine> ReadAlertsAsync(FileInfo file, [EnumeratorCancellation] CancellationToken stop, string option = "--alerts")
    {
        using var reader = new StreamReader(Open(file, option));
        for (var number = 1; await reader.ReadLineAsync(stop) is { } line; number++)
            if (!string.IsNullOrWhiteSpace(line))
                yield return Parse(line, file, number);
    }

    public static async Task WriteAsync(ScoreCards cards, FileInfo file)
    {
        try
        {
            await using var stream = file.Create();
            await using var writer = new Utf8JsonWriter(stream, ForPeople);
            JsonSerializer.Serialize(writer, cards, EvaluationJson.Default.ScoreCards);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--json: cannot write {file}: {fault.Message} Name a file in a folder that exists and may be written.");
        }
    }

    private static FileStream Open(FileInfo file, string option)
    {
        try
        {
            return file.OpenRead();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: cannot read {file}: {fault.Message} Name a file that exists and may be read.");
        }
    }

    private static AlertLine Parse(string line, FileInfo file, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, AlertLineJson.Default.AlertLine) ?? throw new JsonException("It is null.");
        }
        catch (JsonException fault)
        {
            throw new UsageException(
                $"{file}:{number}: not an alert: {Why(fault)}. Each line is one JSON object with at least eventId and alertedAt.");
        }
    }

    // What follows the sentence counts lines within the one line that was parsed: it would contradict the number of the line.
    private static string Why(JsonException fault) =>
        $"{fault.Message.Split(" Path: ")[0].TrimEnd('.')} (at {fault.Path ?? "$"}, byte {fault.BytePositionInLine ?? 0})";

    private static UsageException NotATruth(string option, FileInfo file, string why) =>
        new($"{option}: {file} is not the truth of a stream: {why} Name the truth.json that was made with the stream.");
}
