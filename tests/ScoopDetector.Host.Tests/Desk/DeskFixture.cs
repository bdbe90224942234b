using Microsoft.Playwright;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Desk;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ScoopDetector.Host.Tests.Desk;

/// <summary>A desk, and editors before their screens: each in a browser of their own. What the browsers complain about is noted.</summary>
public abstract class DeskFixture(Chromium chromium) : IAsyncLifetime
{
    private readonly List<string> _complaints = [];
    private readonly List<IPage> _pages = [];

    internal OpenDesk Open { get; } = new();

    internal Newsdesk Desk => Open.Desk;

    internal IReadOnlyList<string> Complaints => _complaints;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected virtual DeskOptions Options => new() { Port = 0 };

    /// <summary>Of what leaves the desk. Default: nothing does.</summary>
    private protected virtual Courier? CourierOf(Newsdesk desk) => null;

    public virtual async ValueTask InitializeAsync()
    {
        SetDefaultExpectTimeout(20_000);
        await Open.ServeAsync(Options, CourierOf(Desk));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var page in _pages)
        {
            await page.Context.CloseAsync();
        }
        await Open.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <param name="path">Where the editor begins.</param>
    /// <param name="name">Under which what they do stands.</param>
    /// <param name="prepare">Called before anything is loaded.</param>
    private protected async Task<IPage> SitDownAsync(string path = "/", string? name = "Ada", Func<IPage, Task>? prepare = null)
    {
        var page = await chromium.NewPageAsync();
        _pages.Add(page);
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) => Note(message);
        if (name is not null)
        {
            await page.AddInitScriptAsync($"localStorage.getItem('name') ?? localStorage.setItem('name', '{name}')");
        }
        await (prepare?.Invoke(page) ?? Task.CompletedTask);
        await GoAsync(page, path);
        return page;
    }

    private protected async Task GoAsync(IPage page, string path)
    {
        await page.GotoAsync(Open.Address + path);
        await ReadyAsync(page);
    }

    /// <summary>From here on the page hears keys and what is told.</summary>
    private protected static Task ReadyAsync(IPage page) => Expect(page.Locator("body")).ToHaveAttributeAsync("data-ready", "yes");

    private protected static ILocator Cards(IPage page) => page.Locator("#cards article");

    private protected static ILocator Headlines(IPage page) => page.Locator("#cards h2");

    private void Note(IConsoleMessage message)
    {
        if (message.Type is "error" or "warning")
        {
            _complaints.Add(message.Text);
        }
    }
}
