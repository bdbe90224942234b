using Microsoft.Playwright;
using Xunit;

namespace ScoopDetector.Host.Tests.Desk;

/// <summary>The browser of the machine, started once for a class of tests. It fetches nothing, neither itself nor anything for itself.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string Program = Environment.GetEnvironmentVariable("SCOOP_TEST_CHROMIUM") ?? "/usr/bin/chromium";

    private static readonly bool IsRequired = (Environment.GetEnvironmentVariable("SCOOP_TEST_REQUIRED") ?? "").Split(',').Contains("chromium");

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (File.Exists(Program))
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Program,
                Headless = true,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
            });
        }
    }

    /// <summary>A new page of a new visitor. Skips the test if there is no browser, or fails it where <c>SCOOP_TEST_REQUIRED</c> names one, as CI does.</summary>
    public Task<IPage> NewPageAsync()
    {
        Assert.False(_browser is null && IsRequired, $"There is no {Program}, and SCOOP_TEST_REQUIRED says that it must be there.");
        Assert.SkipWhen(_browser is null, $"There is no {Program}. Install chromium, or name one in SCOOP_TEST_CHROMIUM.");
        return _browser.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 } });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
        _playwright?.Dispose();
    }
}
