using System.Globalization;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Desk.Api;

/// <summary>A deed as it comes over the wire. All are texts or numbers here, so that what is wrong with one can be told by its name.</summary>
/// <param name="Posts">Of a splitting off: the ids of the posts in evidence that are another story.</param>
/// <param name="By">Who does it, where there are no logins; otherwise the login says who.</param>
internal sealed record ActRequest(string? Kind, string? EventId, string? Reason, string? Text, string? Term, long? Hours, string? Into, string? By, IReadOnlyList<string>? Posts = null)
{
    public (Deed Deed, Faults Faults) Read()
    {
        var faults = new Faults();
        var kind = faults.Choice<ActKind>("kind", Kind ?? "");
        var reason = faults.Choice<DismissReason>("reason", Reason);
        if (Hours is < 1 or > 24)
        {
            faults.Add("hours", $"is '{Hours.Value.ToString(CultureInfo.InvariantCulture)}': it must be 1, 8 or 24.");
        }
        return (new(kind ?? default, EventId, reason, Text, Term, (int?)(faults.Any ? null : Hours), Into, Posts is { } posts ? [.. posts.Distinct()] : null), faults);
    }
}
