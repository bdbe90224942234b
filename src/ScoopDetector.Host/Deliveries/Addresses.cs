using MimeKit;

namespace ScoopDetector.Host.Deliveries;

/// <summary>People's e-mail addresses, as somebody writes them.</summary>
internal static class Addresses
{
    /// <param name="text">One or more, parted by commas, with names or without.</param>
    /// <returns>Empty if any of it is no address.</returns>
    public static IReadOnlyList<MailboxAddress> Of(string text) =>
        InternetAddressList.TryParse(text, out var list) && list.All(address => address is MailboxAddress { Domain.Length: > 0 }) ? [.. list.Mailboxes] : [];
}
