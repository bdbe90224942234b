using Microsoft.Playwright;
using ScoopDetector.Host.Tests.Desk;
using Xunit;

namespace ScoopDetector.Host.Tests.Metrics.Dashboards;

/// <summary>Every panel, asked of a real Prometheus over a run that is alive, and looked at in a browser. Where <c>SCOOP_TEST_SCREENSHOTS</c> names a folder, the pictures of the documentation are made of it.</summary>
[Collection(nameof(Alone))]
public sealed class LiveDashboardTests(Chromium chromium) : IClassFixture<Chromium>
{
    /// <summary>Panels of which no data is waited for, and why.</summary>
    private static readonly Dictionary<string, string> Silent = new()
    {
        ["Which rules fire"] = "in a run that is well none does",
        ["Ahead of the news"] = "a rise is seen from the second lead of an outcome on, and the town has too few in minutes",
        ["By how much"] = "as above",
    };

    private static readonly string? Folder = Environment.GetEnvironmentVariable("SCOOP_TEST_SCREENSHOTS");

    /// <summary>Pictures show a longer time than a test takes.</summary>
    private static readonly TimeSpan Span = Folder is null ? TimeSpan.FromSeconds(30) : TimeSpan.FromSeconds(90);

    private readonly IReadOnlyList<Dashboard> _dashboards = Dashboard.All();

    [Fact]
    public async Task Every_panel_of_a_run_that_is_alive_is_answered_and_drawn()
    {
        Assert.SkipWhen(Folder is null, "SCOOP_TEST_SCREENSHOTS names no folder: it takes minutes.");
        await using var room = await Newsroom.OpenAsync();
        var answers = new Dictionary<Target, IReadOnlyList<Series>>();
        var empty = "all";
        await Eventually.HoldsWithin(TimeSpan.FromMinutes(6), async () =>
        {
            answers = await AskAsync(room.Prometheus);
            empty = string.Join("; ", Empty(answers));
            TestContext.Current.SendDiagnosticMessage("Without data: {0}", empty);
            return empty.Length == 0;
        });
        await Eventually.HoldsWithin(Span * 2, async () => await room.Prometheus.AskAsync($"scoop_watermark_lag_seconds < 60 and on() count_over_time(up[1h]) > {Span.TotalSeconds + 30}") is not null);
        answers = await AskAsync(room.Prometheus);

        var page = await chromium.NewPageAsync();
        foreach (var dashboard in _dashboards)
        {
            var drawn = new DashboardPage(dashboard, answers, Span);
            await page.SetViewportSizeAsync(DashboardPage.Width, drawn.Height);
            await page.SetContentAsync(drawn.ToString());
            Assert.Equal(dashboard.Panels.Count, await page.Locator("section").CountAsync());
            Assert.Empty(await page.Locator("section").EvaluateAllAsync<string[]>("panels => panels.filter(one => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight).map(one => one.innerText)"));
            if (Folder is not null)
            {
                await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{dashboard.Uid}.png"), Animations = ScreenshotAnimations.Disabled });
            }
        }
    }

    private async Task<Dictionary<Target, IReadOnlyList<Series>>> AskAsync(Prometheus prometheus)
    {
        var answers = new Dictionary<Target, IReadOnlyList<Series>>();
        foreach (var target in _dashboards.SelectMany(dashboard => dashboard.Panels).SelectMany(panel => panel.Targets))
        {
            answers.TryAdd(target, await prometheus.GraphAsync(target.Expression, Span));
        }
        return answers;
    }

    /// <summary>Panels without data of which that is not to be expected.</summary>
    private IEnumerable<string> Empty(Dictionary<Target, IReadOnlyList<Series>> answers) =>
        from dashboard in _dashboards
        from panel in dashboard.Panels
        where !Silent.ContainsKey(panel.Title) && panel.Targets.All(target => answers[target].Count == 0)
        select $"{dashboard.Title}: {panel.Title}";
}
