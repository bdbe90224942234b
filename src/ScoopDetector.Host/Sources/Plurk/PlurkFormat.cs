using System.Text.Json;
using ScoopDetector.Host.Sources.Wire;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources.Plurk;

/// <summary>Plurks: single ones, and the pages that its timeline and search give.</summary>
internal sealed class PlurkFormat : IWireFormat
{
    public string Network => "plurk";

    public bool Knows(JsonElement message) => message.Has("plurk_id") || message.At("plurks").IsArray;

    public void Read(JsonElement message, Findings found)
    {
        if (message.Has("plurk_id"))
        {
            ReadPlurk(message, found);
        }
        foreach (var plurk in message.Items("plurks"))
        {
            ReadPlurk(plurk, found);
        }
    }

    private static void ReadPlurk(JsonElement plurk, Findings found)
    {
        var id = plurk.Id("plurk_id");
        if (plurk.At("limited_to") is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) })
        {
            found.LeaveOut(Drop.NotPublic);
        }
        else if (id.Length == 0 || plurk.Id("owner_id").Length == 0)
        {
            found.LeaveOut(Drop.MissingField);
        }
        else
        {
            found.Add(new()
            {
                Id = $"plurk:{id}",
                Author = $"plurk:{plurk.Id("owner_id")}",
                Text = plurk.Text("content_raw") is { Length: > 0 } raw ? raw : HtmlText.Of(plurk.Text("content")),
                // Plurk's own codes: tr_ch is Chinese as written in Taiwan, cn on the mainland.
                Language = plurk.Text("lang") switch { "tr_ch" or "tr_hk" => "zh-Hant", "cn" => "zh-Hans", var language => language.Replace('_', '-') },
                CreatedAt = plurk.Moment("posted"),
            });
        }
    }
}
