using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Reports;

namespace ScoopDetector.Host.Explaining;

/// <summary>An explanation as one page that needs nothing else.</summary>
internal static class ExplanationPage
{
    public static string Write(Explanation explanation)
    {
        var story = explanation.Story;
        var page = new HtmlPage($"{story.Id}: {explanation.Standing}");
        page.Paragraph(story.Headline);
        if (Shown.Networks(explanation.Networks) is { } networks)
        {
            page.Paragraph($"Posts by network: {networks}.");
        }
        page.Table(["what", "when (UTC)", "seconds after the first post"], explanation.Times.Select(time => (string[])[time.What, Figure.Time(time.At), Figure.Whole((time.At - story.FirstAt)?.TotalSeconds)]));
        if (TimelinePlot.Draw(explanation) is { } drawing)
        {
            page.Picture(drawing, "All posts that were ever about it, by when they were observed.");
        }
        page.Head("Why");
        page.Paragraph($"Score {Figure.Share(explanation.Score)}, bar {Figure.Share(explanation.Bar)}, in log-odds{(explanation.At is { } at ? $", at {Figure.Time(at)}" : "")}. The contributions add up to the score.");
        page.Table(["sign", "in words", "here", "usual", "contribution"], explanation.Why.Select(reason => (string[])[reason.Feature, ReasonWords.Of(reason), Figure.Share(reason.Value), Figure.Share(reason.Usual), Figure.Share(reason.Contribution)]));
        if (explanation.Gates.ToList() is { Count: > 0 } gates)
        {
            page.Head("Held back by");
            page.List(gates);
        }
        if (explanation.Otherwise is { Count: > 0 } ways)
        {
            page.Head(story.Level == AlertLevel.Alert ? "What alone would have prevented it" : "What alone would have made it an alert");
            page.List(ways);
        }
        page.Head("How it grew");
        page.Table(ExplanationText.CourseHead, explanation.Course.Select(line => ExplanationText.Row(line, story)));
        return page.ToString();
    }
}
