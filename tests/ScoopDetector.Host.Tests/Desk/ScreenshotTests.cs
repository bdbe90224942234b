using Microsoft.Playwright;
using ScoopDetector.Host.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ScoopDetector.Host.Tests.Desk;

/// <summary>Takes the pictures of the documentation from the demo as anybody sees it. Only where <c>SCOOP_TEST_SCREENSHOTS</c> names a folder for them.</summary>
public sealed class ScreenshotTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("SCOOP_TEST_SCREENSHOTS");

    [Fact]
    public async Task The_demo_as_editors_see_it()
    {
        Assert.SkipWhen(Folder is null, "SCOOP_TEST_SCREENSHOTS names no folder.");
        using var demo = new HostProcess("demo", "--port", "0");
        var address = (await demo.SaysAsync("shows the alerts live")).Split(' ')[0];
        var page = await chromium.NewPageAsync();
        SetDefaultExpectTimeout(300_000);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.AddInitScriptAsync("localStorage.setItem('name', 'Ada')");
        await page.SetViewportSizeAsync(1440, 960);
        await page.GotoAsync(address);
        await Expect(page.Locator("#cards article.alert").Nth(5)).ToBeVisibleAsync();

        var alerts = page.Locator("#cards article.alert:not(.ended)");
        await alerts.Nth(1).Locator("[data-act=claim]").ClickAsync();
        await page.Locator("#cards article.watch").First.Locator("[data-act=watch]").ClickAsync();
        await page.Mouse.MoveAsync(1400, 900);
        await Expect(page.Locator("#toast span")).ToHaveCountAsync(0);
        await page.EvaluateAsync("document.activeElement.blur(); scrollTo(0, 0)");
        await Expect(page.Locator("#new")).ToBeHiddenAsync();
        await TakeAsync(page, "desk");

        var busiest = await alerts.EvaluateAllAsync<string>("cards => cards.sort((a, b) => b.dataset.revision - a.dataset.revision)[0].id");
        await page.GotoAsync($"{address}/events/{busiest}");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await TakeAsync(page, "event");

        await page.SetViewportSizeAsync(1600, 900);
        await page.GotoAsync($"{address}/wall");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await TakeAsync(page, "wall");

        await page.GotoAsync($"{address}/map");
        await Expect(page.Locator(".map circle").First).ToBeVisibleAsync();
        await TakeAsync(page, "map");
    }

    private static async Task TakeAsync(IPage page, string name)
    {
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-ready", "yes");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder!, $"{name}.png"), Animations = ScreenshotAnimations.Disabled });
    }
}
