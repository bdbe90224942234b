namespace ScoopDetector.News;

/// <summary>That an event's people say something, or speak of it at all, and when they do.</summary>
/// <param name="Weight">How much it tells of the event.</param>
/// <param name="From">Since when.</param>
/// <param name="To">Until when.</param>
internal readonly record struct Said(double Weight, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>After a happening the news goes on longer than the rumour of it runs ahead.</summary>
    private const double Aftermath = 1.5;

    /// <summary>What it has in common with a headline of that moment is worth, 0 to 1: all while it is said, half at <paramref name="fade"/> before and at one and a half times that after, and soon next to nothing.</summary>
    public double WorthAt(DateTimeOffset moment, TimeSpan fade)
    {
        var away = moment < From ? (From - moment) / fade : moment > To ? (moment - To) / (Aftermath * fade) : 0;
        return 1 / (1 + (away * away));
    }

    /// <summary>It is said still; or again, if nobody said so for longer than <paramref name="turn"/>: then only what comes counts.</summary>
    public Said And(Said later, TimeSpan turn) =>
        later.From - To > turn ? later with { Weight = Math.Max(Weight, later.Weight) } : new(Math.Max(Weight, later.Weight), From < later.From ? From : later.From, To > later.To ? To : later.To);
}
