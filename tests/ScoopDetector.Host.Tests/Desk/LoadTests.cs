using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Store;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ScoopDetector.Host.Tests.Desk;

/// <summary>A large newsroom on a busy day, measured against the goals of the README: what is missed is said and fails nothing, as browsers on the same machine measure themselves too. Takes minutes and the whole machine, so only where <c>SCOOP_TEST_LOAD</c> says how many browsers it may bear.</summary>
public sealed class LoadTests(Chromium chromium) : DeskFixture(chromium), IClassFixture<Chromium>
{
    private const int PastEvents = 10_000;
    private const int Told = 20;

    private static readonly int Desks = int.Parse(Environment.GetEnvironmentVariable("SCOOP_TEST_LOAD") ?? "0", CultureInfo.InvariantCulture);

    public override async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Desks == 0, "SCOOP_TEST_LOAD does not say how many browsers.");
        await base.InitializeAsync();
        for (var i = 0; i < PastEvents; i++)
        {
            Desk.Post(SomeAlert.Of($"past{i}", headline: $"Event {i} of the past") with { Terms = [$"term{i % 100}", "rails"] });
        }
    }

    [Fact]
    public void Lists_and_searches_answer_at_once()
    {
        var took = new List<double>();
        for (var i = 0; i < 100; i++)
        {
            took.Add(Milliseconds(() => Open.Store.List(new(Text: $"event {i}"), 100)));
            took.Add(Milliseconds(() => Open.Store.List(new(Handled: Handled.Open))));
        }

        Say("list or search", took, goal: 100);
    }

    [Fact]
    public async Task An_alert_reaches_all_open_desks_and_each_goes_on_answering()
    {
        var pages = new List<IPage>();
        for (var i = 0; i < Desks; i++)
        {
            pages.Add(await SitDownAsync(name: $"Editor {i}"));
        }
        var took = new List<double>();
        for (var i = 0; i < Told; i++)
        {
            var since = Stopwatch.GetTimestamp();
            Desk.Post(SomeAlert.Of($"new{i}", level: AlertLevel.Alert));
            var seen = pages.Select(async page =>
            {
                await page.Locator($"#new{i}").WaitForAsync(new() { State = WaitForSelectorState.Attached });
                return Stopwatch.GetElapsedTime(since).TotalMilliseconds;
            });
            took.AddRange(await Task.WhenAll(seen));
        }
        Say($"alert to screen on {Desks} desks", took, goal: 1000);

        var keys = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            var since = Stopwatch.GetTimestamp();
            await pages[0].Keyboard.PressAsync("j");
            await Expect(pages[0].Locator("#cards article").Nth(i)).ToBeFocusedAsync();
            keys.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }
        Say("a key", keys, goal: 500);
        Say("heap of a page, MB", [await pages[0].EvaluateAsync<double>("performance.memory.usedJSHeapSize / 1048576")]);
    }

    private static double Milliseconds(Action act)
    {
        var since = Stopwatch.GetTimestamp();
        act();
        return Stopwatch.GetElapsedTime(since).TotalMilliseconds;
    }

    private static double P95(List<double> values) => values.Order().ElementAt((int)(values.Count * 0.95));

    private static void Say(string what, List<double> values, double? goal = null) => TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: median {values.Order().ElementAt(values.Count / 2):0.0}, 95 % {P95(values):0.0}{(goal is null ? "" : $" (goal {goal}: {(P95(values) < goal ? "met" : "missed")})")}"));
}
