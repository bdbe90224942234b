using System.Globalization;
using System.Xml.Linq;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Explaining;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Verbs;

public sealed class ExplainVerbTests(EvaluationReportTests.Day day) : IClassFixture<EvaluationReportTests.Day>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private RunStories Run => RunStories.Read(day.Path("run"));

    private Story Told => Run.ByScore.First(story => story.Level == AlertLevel.Alert);

    private Story HeldBack => Run.ByScore.First(story => story is { Level: null, ToldIn: null });

    [Fact]
    public async Task An_alert_is_told_with_its_times_and_contributions_that_add_up_to_its_score()
    {
        var lines = await ExplainAsync(Told.Id);

        Assert.Equal($"{Told.Id}: alert", lines[0]);
        Assert.Equal(Told.Headline, lines[1]);
        Assert.Contains(lines, line => line.Contains("  first post", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("  alert, ", StringComparison.Ordinal));
        var why = lines.SkipWhile(line => !line.StartsWith("Why, at ", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.Length > 0).ToList();
        var parts = why.SkipLast(1).Select(Contribution).ToList();
        Assert.Equal(Contribution(why[^1]), parts.Sum(), 0.001);
        Assert.Contains(why, line => line.EndsWith("  ##########", StringComparison.Ordinal) || line.EndsWith("  ==========", StringComparison.Ordinal));
        Assert.All(why, line => Assert.InRange(line.Length, 1, 80));
        var words = lines.SkipWhile(line => line != "In words, as on the cards").Skip(1).TakeWhile(line => line.Length > 0).ToList();
        Assert.Contains(words, line => line.StartsWith("  for     ", StringComparison.Ordinal));
        Assert.All(words, line => Assert.InRange(line.Length, 12, 80));
    }

    [Fact]
    public void What_is_explained_is_the_moment_when_it_was_told() => Assert.All(Run.ByScore.Where(story => story.Level == AlertLevel.Alert), story =>
    {
        var explanation = new Explanation(story, Run.Options.Alerts, NewsScores.Named(NewsScores.Shipped)!);

        Assert.Equal(story.Explained!.Why, explanation.Why);
        Assert.True(explanation.Score >= explanation.Bar);
        Assert.Empty(explanation.Gates);
    });

    [Fact]
    public void What_was_held_back_is_told_with_the_gate_that_held_it() => Assert.All(Run.ByScore.Where(story => story is { Level: not AlertLevel.Alert, ToldIn: null, Moment: not null }), story =>
    {
        var explanation = new Explanation(story, Run.Options.Alerts, NewsScores.Named(NewsScores.Shipped)!);

        Assert.NotEmpty(explanation.Gates);
        Assert.Equal(story.Moment!.Score < story.Moment.Bar, explanation.Gates.Any(gate => gate.StartsWith("alert: score", StringComparison.Ordinal)));
        Assert.Equal(story.Moment.Evidence.Independent < Run.Options.Alerts.AlertVoices, explanation.Gates.Any(gate => gate.Contains("independent voices", StringComparison.Ordinal)));
    });

    [Fact]
    public async Task All_that_is_told_of_an_event_but_its_headline_fits_into_eighty_columns()
    {
        foreach (var story in Run.ByScore.Take(60))
        {
            Assert.All((await ExplainAsync(story.Id)).Where(line => line != story.Headline), line => Assert.InRange(line.Length, 0, 80));
        }
    }

    [Fact]
    public async Task It_is_said_on_which_networks_the_posts_are()
    {
        var told = Told.Explained! with { Networks = [new("bluesky", 12), new("social.example", 3)] };
        await File.WriteAllBytesAsync(_folder.Path("alerts.jsonl"), [.. AlertJson.Write(told), (byte)'\n'], TestContext.Current.CancellationToken);

        Assert.Contains("  posts by network: Bluesky 12, social.example 3", await RunAsync(told.EventId, _folder.Path("")));
        Assert.DoesNotContain(await ExplainAsync(Told.Id), line => line.Contains("posts by network", StringComparison.Ordinal));
    }

    [Fact]
    public void Nobody_is_told_that_more_voices_would_have_prevented_an_alert() => Assert.All(Run.ByScore.Where(story => story is { ToldIn: null, Moment: not null }), story =>
    {
        var voices = new Explanation(story, Run.Options.Alerts, NewsScores.Named(NewsScores.Shipped)!).Otherwise.Where(way => way.Contains("independent voices instead of", StringComparison.Ordinal));

        Assert.All(voices, way => Assert.Equal(story.Level == AlertLevel.Alert, int.Parse(way.Split(' ')[0], CultureInfo.InvariantCulture) < story.Moment!.Evidence.Independent));
    });

    [Fact]
    public async Task What_was_held_back_says_what_would_have_let_it_through()
    {
        var lines = await ExplainAsync(HeldBack.Id);

        Assert.Contains("Held back by", lines);
        Assert.Contains("It would have been an alert then with any one of these, all else as it was", lines);
    }

    [Fact]
    public async Task An_alert_id_is_as_good_as_its_event() => Assert.Equal(await ExplainAsync(Told.Id), await ExplainAsync(Told.Revisions[^1].AlertId));

    [Fact]
    public async Task Without_an_event_all_are_listed_the_highest_score_first()
    {
        var lines = await RunAsync(day.Path("run"), "--most", "0");
        var scores = lines.Skip(1).Where(line => line.Length > 0).Select(line => double.Parse(line[lines[0].IndexOf("best score", StringComparison.Ordinal)..].Split(' ')[0], CultureInfo.InvariantCulture)).ToList();

        Assert.Equal(Run.ByScore.Count(), scores.Count);
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.Contains("more: --most 0 lists all.", (await RunAsync(day.Path("run"), "--most", "3"))[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_course_is_drawn_and_written_as_a_page_that_stands_alone()
    {
        await ExplainAsync(Told.Id, "--plot", _folder.Path("course.svg"), "--html", _folder.Path("course.html"));

        Assert.Contains(XDocument.Load(_folder.Path("course.svg")).Descendants(), element => element.Name.LocalName == "text" && element.Value == "alert");
        var page = await File.ReadAllTextAsync(_folder.Path("course.html"), TestContext.Current.CancellationToken);
        Assert.Contains("What alone would have prevented it", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page.Replace("http://www.w3.org/2000/svg", ""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_of_which_only_the_alerts_are_there_explains_what_was_told_and_says_what_is_missing()
    {
        File.Copy(day.Path("run/alerts.jsonl"), _folder.Path("alerts.jsonl"));
        var lines = await RunAsync(Told.Id, _folder.Path(""));

        Assert.Contains(lines, line => line.StartsWith("Why, at ", StringComparison.Ordinal));
        Assert.Contains("Make the run anew with replay --considered: how it grew and what would have made", lines);
    }

    [Fact]
    public async Task Its_list_has_the_voices_that_the_alerts_tell_and_says_what_is_missing_with_the_mend()
    {
        File.Copy(day.Path("run/alerts.jsonl"), _folder.Path("alerts.jsonl"));
        var folder = _folder.Path("");
        var lines = await RunAsync(folder, "--most", "0");

        Assert.Equal(Told.Explained!.Counts.Voices, VoicesOf(lines, Told.Id));
        Assert.Contains("Only what was told, by its alerts: what was held back, and how each event grew, was not written down.", lines);
        Assert.Contains($"For that, make the run anew with the options it was made with: scoop replay FILE… --out \"{Path.TrimEndingDirectorySeparator(folder)}-considered\" --considered", lines);

        await File.WriteAllBytesAsync(_folder.Path("alerts.jsonl"), [.. AlertJson.Write(Told.Explained with { Counts = Told.Explained.Counts with { Voices = 0 } }), (byte)'\n'], TestContext.Current.CancellationToken);
        lines = await RunAsync(folder);
        Assert.Null(VoicesOf(lines, Told.Id));
        Assert.Contains(lines, line => line.Contains("which do not all say how many voices", StringComparison.Ordinal));
    }

    private static int? VoicesOf(string[] lines, string id)
    {
        var cell = lines.Single(line => line.StartsWith(id, StringComparison.Ordinal))[lines[0].IndexOf("voices", StringComparison.Ordinal)..].Split(' ')[0];
        return int.TryParse(cell, CultureInfo.InvariantCulture, out var voices) ? voices : null;
    }

    [Fact]
    public async Task An_unknown_event_is_named_with_those_that_are_near()
    {
        Assert.Contains($"did you mean {Told.Id}", await FaultAsync(Told.Id[..^1], day.Path("run")), StringComparison.Ordinal);
        Assert.Contains("has no event nobody. scoop explain", await FaultAsync("nobody", day.Path("run")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_none_of_a_run_is_refused() => Assert.Contains("holds no alerts.jsonl", await FaultAsync(_folder.Path("none")), StringComparison.Ordinal);

    [Fact]
    public async Task A_line_that_is_no_alert_is_named_by_its_number()
    {
        _folder.Write("alerts.jsonl", "{}");

        Assert.Contains("alerts.jsonl:1 is no alert", await FaultAsync(_folder.Path("")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plot_of_no_event_is_refused() => Assert.Contains("--plot wants an event", await FaultAsync(day.Path("run"), "--plot", "x.svg"), StringComparison.Ordinal);

    private Task<string[]> ExplainAsync(string id, params string[] options) => RunAsync([id, day.Path("run"), .. options]);

    private static async Task<string[]> RunAsync(params string[] arguments) => (await EvaluationReportTests.Day.InvokeAsync(ExplainVerb.Create(), arguments)).Split(Environment.NewLine);

    private static async Task<string> FaultAsync(params string[] arguments) => (await Assert.ThrowsAsync<UsageException>(() => RunAsync(arguments))).Message;

    private static double Contribution(string line) => double.Parse(line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Last(cell => cell is ['+' or '-', ..] or "0.00" && !cell.Contains('(', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
}
