using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources.Wire;

/// <summary>Looks into messages of strangers: what is missing or of another type is empty, and nothing throws.</summary>
internal static class JsonText
{
    extension(JsonElement element)
    {
        public bool IsObject => element.ValueKind == JsonValueKind.Object;

        public bool IsArray => element.ValueKind == JsonValueKind.Array;

        public bool IsText => element.ValueKind == JsonValueKind.String;

        /// <summary>The member at the end of this path; undefined if there is none.</summary>
        public JsonElement At(params ReadOnlySpan<string> path)
        {
            var at = element;
            foreach (var name in path)
            {
                if (!at.IsObject || !at.TryGetProperty(name, out at))
                {
                    return default;
                }
            }
            return at;
        }

        public bool Has(string name) => element.IsObject && element.TryGetProperty(name, out _);

        /// <summary>The text at this path. Half a surrogate pair and broken UTF-8 become U+FFFD: the framework would throw.</summary>
        public string Text(params ReadOnlySpan<string> path) => element.At(path) is { IsText: true } text ? Unescaped(text) : "";

        /// <summary>Some networks write ids as numbers.</summary>
        public string Id(params ReadOnlySpan<string> path) => element.At(path) is var at && at.ValueKind == JsonValueKind.Number ? at.GetRawText() : at.IsText ? Unescaped(at) : "";

        /// <summary>The moment at this path, in milliseconds; null if there is none that can be read.</summary>
        public long? Moment(params ReadOnlySpan<string> path) =>
            element.At(path) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } at && WireTime.TryRead(at.IsText ? Unescaped(at) : at.GetRawText(), out var moment) ? moment : null;

        public bool IsTrue(params ReadOnlySpan<string> path) => element.At(path).ValueKind == JsonValueKind.True;

        public int Number(params ReadOnlySpan<string> path) => element.At(path) is { ValueKind: JsonValueKind.Number } at && at.TryGetInt32(out var number) ? number : -1;

        /// <summary>The items of the array at this path; none if it is no array.</summary>
        public IEnumerable<JsonElement> Items(params ReadOnlySpan<string> path) => element.At(path) is { IsArray: true } array ? array.EnumerateArray() : [];
    }

    private static string Unescaped(JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text)[1..^1];
        if (!raw.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(raw);
        }
        var bytes = new byte[raw.Length];
        return Encoding.UTF8.GetString(bytes, 0, JsonScanner.Unescape(raw, bytes));
    }
}
