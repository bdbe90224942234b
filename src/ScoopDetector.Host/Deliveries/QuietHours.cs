namespace ScoopDetector.Host.Deliveries;

/// <summary>The hours of a day in which nobody wants to be told, by the clock of a place. They may span midnight.</summary>
/// <param name="From">Included.</param>
/// <param name="Until">Excluded; at that time the catch-up is sent.</param>
/// <param name="Zone">Whose clock. Where it is put forward over <paramref name="Until"/>, the quiet ends an hour later by its own reckoning.</param>
internal sealed record QuietHours(TimeSpan From, TimeSpan Until, TimeZoneInfo Zone)
{
    /// <summary>When the quiet ends in which <paramref name="now"/> lies; null if there is none.</summary>
    public DateTimeOffset? EndAfter(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, Zone);
        var time = local.TimeOfDay;
        var isQuiet = From < Until ? From <= time && time < Until : From <= time || time < Until;
        if (!isQuiet)
        {
            return null;
        }
        var end = local.Date.AddDays(time < Until ? 0 : 1) + Until;
        end = Zone.IsInvalidTime(end) ? end.AddHours(1) : end;
        return new DateTimeOffset(end, Zone.GetUtcOffset(end)).ToUniversalTime();
    }
}
