using ScoopDetector.Time;

namespace ScoopDetector.News;

/// <summary>What a ledger is made of: quickly taken, where the book is somebody else's too.</summary>
/// <param name="Leads">One for each alert.</param>
/// <param name="Headlines">How many they were compared with.</param>
/// <param name="Carried">How many stories enough outlets carried (<see cref="CoverageOptions.CarriedBy"/>).</param>
/// <param name="Misses">Those of them that no alert was about.</param>
public sealed record LeadSample(IReadOnlyList<Lead> Leads, int Headlines, int Carried, IReadOnlyList<NewsMiss> Misses)
{
    /// <param name="book">Events and headlines, to their end.</param>
    /// <param name="options">What counts as tied, and how long is waited.</param>
    public static LeadSample Of(CoverageBook book, CoverageOptions options)
    {
        CarriedStory[] carried = [.. book.Carried];
        var (told, watched) = (KeysOf(book, isAlerted: true), KeysOf(book, isAlerted: false));
        return new(
            [.. book.Stories.Where(story => story.AlertedAt is not null).Select(story => LeadOf(story, book.Now!.Value, options))],
            book.Headlines,
            carried.Length,
            [.. carried.Where(story => !story.Keys.Overlaps(told)).Select(story => new NewsMiss(
                Text(story.First.At!.Value), story.First.Title, story.First.Source, story.First.Url, story.Outlets.Count, story.Keys.Overlaps(watched)))]);
    }

    private static HashSet<string> KeysOf(CoverageBook book, bool isAlerted) =>
        [.. book.Stories.Where(story => story.AlertedAt is not null == isAlerted).SelectMany(story => story.Mentions).Where(mention => mention.Counts).Select(mention => mention.Headline.Key)];

    private static Lead LeadOf(Story story, DateTimeOffset end, CoverageOptions options)
    {
        var alertAt = story.AlertedAt!.Value;
        var first = story.First(NewsChannel.News) is { } headline && headline.At - alertAt <= options.LookAhead ? headline : null;
        var waited = end - alertAt < options.LookAhead ? end - alertAt : options.LookAhead;
        var lead = first is null ? waited : first.At!.Value - alertAt;
        // A loss is one, whatever else there was before.
        var outcome = lead > options.Tie.Negate() && IsDoubted(story, first, alertAt + options.LookAhead) ? LeadOutcome.Unsettled
            : first is null ? story.First(NewsChannel.Index) is null ? LeadOutcome.NeverCovered : LeadOutcome.Indexed
            : lead.Duration() <= options.Tie ? LeadOutcome.Tied : lead > TimeSpan.Zero ? LeadOutcome.Earlier : LeadOutcome.Later;
        return new(
            story.EventId, story.FirstSeenAt, Text(story.OpenedAt), Text(alertAt), first is null ? null : Text(first.At!.Value), first?.Source, first?.Id, Math.Round(lead.TotalSeconds, 1), outcome);
    }

    /// <summary>Something alike was out before what counts as the first headline, or where there is none.</summary>
    private static bool IsDoubted(Story story, Headline? first, DateTimeOffset end) => story.Mentions.Exists(mention =>
        mention.Standing == MentionStanding.OtherTime && mention.Headline.Channel == NewsChannel.News && mention.Headline.At < (first?.At ?? end));

    private static string Text(DateTimeOffset moment) => Moment.Text(moment.ToUnixTimeMilliseconds());
}

/// <summary>A story of the news that no alert was about.</summary>
/// <param name="FirstAt">When the first outlet had it.</param>
/// <param name="Title">As that one words it.</param>
/// <param name="Source">That one.</param>
/// <param name="Url">Where; null where it does not say.</param>
/// <param name="Outlets">How many carried it.</param>
/// <param name="WasOnWatch">It was told on watch, and rose no further.</param>
public sealed record NewsMiss(string FirstAt, string Title, string Source, string? Url, int Outlets, bool WasOnWatch);
