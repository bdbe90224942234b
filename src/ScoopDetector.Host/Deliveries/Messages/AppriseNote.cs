using System.Text.Json;
using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Deliveries.Messages;

/// <summary>A note in plain text: no service behind Apprise takes strangers' words for markup then. However many events there are, it stays far below what the API reads.</summary>
internal static class AppriseNote
{
    private const int MostInBundle = 25;
    private const int LongestText = 4000;

    public static byte[] Write(Letter letter) => JsonSerializer.SerializeToUtf8Bytes(
        new { title = Telling.Title(letter), body = string.Join("\n\n", letter.Items.Take(MostInBundle).Select(item => Text(letter, item)).Concat(Rest(letter))), type = Type(letter), format = "text" }, Telling.Json);

    private static string Text(Letter letter, LetterItem item)
    {
        IEnumerable<string> title = letter.IsBundle ? [Telling.Title(item)] : [];
        IEnumerable<string> page = letter.Page(item) is { } address ? [address.AbsoluteUri] : [];
        return string.Join('\n', title.Append(Telling.Cut(string.Join('\n', Telling.Lines(item)), LongestText)).Concat(page));
    }

    private static IEnumerable<string> Rest(Letter letter) => letter.Items.Count > MostInBundle ? [$"and {letter.Items.Count - MostInBundle} more on the desk"] : [];

    private static string Type(Letter letter) => letter.Items.Any(item => item is { IsRetracted: false, Alert.Level: AlertLevel.Alert }) ? "warning" : "info";
}
