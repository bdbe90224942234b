using System.Text.Json;
using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Deliveries.Messages;

/// <summary>A note in plain text: no service behind Apprise takes strangers' words for markup then.</summary>
internal static class AppriseNote
{
    public static byte[] Write(Letter letter) => JsonSerializer.SerializeToUtf8Bytes(
        new { title = Telling.Title(letter), body = string.Join("\n\n", letter.Items.Select(item => Text(letter, item))), type = Type(letter), format = "text" }, Telling.Json);

    private static string Text(Letter letter, LetterItem item)
    {
        IEnumerable<string> title = letter.IsBundle ? [Telling.Title(item)] : [];
        IEnumerable<string> page = letter.Page(item) is { } address ? [address.AbsoluteUri] : [];
        return string.Join('\n', title.Concat(Telling.Lines(item)).Concat(page));
    }

    private static string Type(Letter letter) => letter.Items.Any(item => item is { IsRetracted: false, Alert.Level: AlertLevel.Alert }) ? "warning" : "info";
}
