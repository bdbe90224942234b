using System.Globalization;
using System.Text.Json;
using ScoopDetector.Host.Sources.Wire;

namespace ScoopDetector.Host.Sources.Plurk;

/// <summary>One page of a search or a timeline, newest first. Pure.</summary>
internal sealed class PlurkPage
{
    private PlurkPage(IReadOnlyList<PlurkItem> items) => Items = items;

    public IReadOnlyList<PlurkItem> Items { get; }

    /// <summary>The last that is numbered; null if none is.</summary>
    public PlurkItem? Oldest => Items.Where(item => item.Id is not null).MinBy(item => item.Id);

    /// <summary>Null if it is none.</summary>
    public static PlurkPage? Read(ReadOnlyMemory<byte> answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            return json.RootElement.At("plurks").IsArray ? new([.. json.RootElement.Items("plurks").Select(ItemOf)]) : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static PlurkItem ItemOf(JsonElement plurk) => new(
        long.TryParse(plurk.Id("plurk_id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
        plurk.Moment("posted"),
        System.Text.Encoding.UTF8.GetBytes(plurk.GetRawText()));
}

/// <param name="Id">They grow with time; null if it cannot be read, and then the format will say so.</param>
/// <param name="PostedAt">In milliseconds since 1970; null if it cannot be read.</param>
/// <param name="Message">As it came.</param>
internal sealed record PlurkItem(long? Id, long? PostedAt, byte[] Message);
