using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace YudaiV3.Page.Tests;

/// <summary>The machine's Chromium with one page. Console errors are kept; screenshots go to the artifacts.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private const float TimeoutMilliseconds = 90_000;

    private static readonly string[] ExecutablePaths =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    private static readonly string[] OutageErrors =
    [
        "WebSocket connection to",
        "Failed to load resource: the server responded with a status of 503",
        "Failed to load resource: net::ERR_CONNECTION_REFUSED",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _chromium;
    private readonly ConcurrentQueue<string> _consoleErrors = [];

    private Browser(IPlaywright playwright, IBrowser chromium, IPage page)
    {
        (_playwright, _chromium, Page) = (playwright, chromium, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _consoleErrors.Enqueue($"{message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => _consoleErrors.Enqueue(error);
    }

    public IPage Page { get; }

    public ILocator Answers => Page.Locator("article.assistant:not(.draft)");

    /// <summary>Errors and warnings of the page, without those that any browser writes during an outage.</summary>
    public IEnumerable<string> ConsoleErrors =>
        _consoleErrors.Where(error => !OutageErrors.Any(outage => error.StartsWith(outage, StringComparison.Ordinal)));

    public static async Task<Browser> Open(Uri url)
    {
        var path = ExecutablePaths.FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, "There is no Chromium on this machine: apt-get install chromium");
        var playwright = await Playwright.CreateAsync();
        var chromium = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = path, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] }
        );
        var page = await chromium.NewPageAsync(
            new()
            {
                BaseURL = url.AbsoluteUri,
                ColorScheme = ColorScheme.Light,
                ViewportSize = new() { Width = 1360, Height = 860 },
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        page.SetDefaultTimeout(TimeoutMilliseconds);
        Assertions.SetDefaultExpectTimeout(TimeoutMilliseconds);
        var browser = new Browser(playwright, chromium, page);
        await page.GotoAsync("/");
        return browser;
    }

    public async Task SignIn(string name)
    {
        await Page.GetByLabel("Your name").FillAsync(name);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();
    }

    public async Task StartSession(string repository)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "New session" }).ClickAsync();
        await Page.GetByLabel("Repository", new() { Exact = true }).FillAsync(repository);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Start the session" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync();
    }

    public Task Press(string button) =>
        Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public async Task Send(string text)
    {
        await Page.GetByLabel("Message", new() { Exact = true }).FillAsync(text);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
    }

    /// <summary>The texts of a dependency picture that do not fit into their boxes.</summary>
    public async Task<string[]> OverflowingTexts(string svg)
    {
        var page = await _chromium.NewPageAsync();
        await page.SetContentAsync(svg);
        var found = await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('g.box')].flatMap(box => {
              const outer = box.querySelector('rect:not(.under)').getBBox();
              const overflows = text => {
                const inner = text.getBBox();
                return inner.x < outer.x || inner.x + inner.width > outer.x + outer.width ||
                  inner.y < outer.y || inner.y + inner.height > outer.y + outer.height;
              };
              return [...box.querySelectorAll('text')].filter(overflows).map(text => text.textContent);
            })
            """
        );
        await page.CloseAsync();
        return found;
    }

    public Task Screenshot(string name) =>
        Page.ScreenshotAsync(new() { Path = Path.Combine(Paths.Root, "artifacts", "page", $"{name}.png") });

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        _playwright.Dispose();
    }
}
