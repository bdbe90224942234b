using System.Text.Json;
using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Host.Settings;

/// <summary>Settings written in a JSON file. Comments and trailing commas are welcome: people write these by hand.</summary>
internal static class SettingsFile
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public static SettingsNode.Section Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(WithoutMark(File.ReadAllBytes(path)), Lenient);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? Section(json.RootElement, path, "")
                : throw new UsageException($"--config: {path} is not an object of settings, such as {{ \"Tally\": {{ \"Pane\": \"00:00:05\" }} }}.");
        }
        catch (JsonException fault)
        {
            throw new UsageException($"--config: {path} is not JSON: {Where(fault)}: {Why(fault)}");
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException($"--config: {path} does not exist{(Directory.Exists(path) ? " as a file: it is a folder" : "")}. Name a JSON file.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--config: {path} cannot be read{(Directory.Exists(path) ? ": it is a folder" : $": {fault.Message}")}. Name a JSON file that may be read.");
        }
    }

    private static SettingsNode Node(JsonElement element, string origin, string key) => element.ValueKind switch
    {
        JsonValueKind.Object => Section(element, origin, key),
        JsonValueKind.Array => new SettingsNode.List([.. element.EnumerateArray().Select((item, at) => Node(item, origin, $"{key}:{at}"))], origin),
        JsonValueKind.Null => new SettingsNode.Value(null, origin),
        JsonValueKind.String => new SettingsNode.Value(element.GetString(), origin),
        _ => new SettingsNode.Value(element.GetRawText(), origin),
    };

    private static SettingsNode.Section Section(JsonElement element, string origin, string key)
    {
        var section = new SettingsNode.Section(origin);
        foreach (var member in element.EnumerateObject())
        {
            var own = key.Length == 0 ? member.Name : $"{key}:{member.Name}";
            if (!section.Members.TryAdd(member.Name, Node(member.Value, origin, own)))
            {
                throw new UsageException($"{own} stands twice in {origin}: keep one.");
            }
        }
        return section;
    }

    private static ReadOnlyMemory<byte> WithoutMark(byte[] bytes) => bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes;

    private static string Where(JsonException fault) => $"line {(fault.LineNumber ?? 0) + 1}, byte {(fault.BytePositionInLine ?? 0) + 1}";

    // The place follows the sentence in the framework's words; ours says it once, and counts from one as editors do.
    private static string Why(JsonException fault) => fault.Message.Split(" LineNumber: ")[0];
}
