using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace YudaiV3.Page.Tests;

/// <summary>The machine's own Chromium with one page in it. What the page complains about is kept, and pictures of it go to the artifacts.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly string[] Outages = ["WebSocket connection to", "Failed to load resource: the server responded with a status of 503", "Failed to load resource: net::ERR_CONNECTION_REFUSED"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _chromium;
    private readonly ConcurrentQueue<string> _complaints = [];

    private Browser(IPlaywright playwright, IBrowser chromium, IPage page)
    {
        (_playwright, _chromium, Page) = (playwright, chromium, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Enqueue($"{message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
    }

    public IPage Page { get; }

    public ILocator Answers => Page.Locator("article.assistant:not(.draft)");

    /// <summary>What the page or the browser complained about, but for what an outage makes any browser write.</summary>
    public IEnumerable<string> Complaints => _complaints.Where(complaint => !Outages.Any(outage => complaint.StartsWith(outage, StringComparison.Ordinal)));

    public static async Task<Browser> Open(Uri url, ColorScheme colours = ColorScheme.Light, int width = 1360, int height = 860)
    {
        var path = Places.FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, "There is no Chromium on this machine: apt-get install chromium");
        var playwright = await Playwright.CreateAsync();
        var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
        var page = await chromium.NewPageAsync(new() { BaseURL = url.AbsoluteUri, ColorScheme = colours, ViewportSize = new() { Width = width, Height = height }, ReducedMotion = ReducedMotion.Reduce });
        page.SetDefaultTimeout(90_000);
        Assertions.SetDefaultExpectTimeout(90_000);
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

    public Task Press(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public async Task Send(string text)
    {
        await Page.GetByLabel("Message", new() { Exact = true }).FillAsync(text);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
    }

    /// <summary>What in a picture of the server is wider than the box that it stands in, as this browser sets it.</summary>
    public async Task<string[]> TextsOutOfTheirBoxes(string svg)
    {
        var page = await _chromium.NewPageAsync();
        await page.SetContentAsync(svg);
        var found = await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('g.box')].flatMap(box => {
              const around = box.querySelector('rect:not(.under)').getBBox();
              return [...box.querySelectorAll('text')].filter(text => { const at = text.getBBox(); return at.x < around.x || at.x + at.width > around.x + around.width || at.y < around.y || at.y + at.height > around.y + around.height; }).map(text => text.textContent);
            })
            """);
        await page.CloseAsync();
        return found;
    }

    public Task Picture(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(Paths.Root, "artifacts", "page", $"{name}.png") });

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        _playwright.Dispose();
    }
}
