using Microsoft.Playwright;

namespace YudaiV3.Page.Tests;

/// <summary>
/// Captures a view in light, in dark and on a narrow screen. Keeps a screenshot of each in the artifacts, and collects
/// violations: of accessibility rules, and a page that scrolls sideways.
/// </summary>
internal sealed class Gallery(IPage page, string? axe)
{
    private static readonly (string Name, ColorScheme Colors, int Width, int Height)[] Screens =
    [
        ("light", ColorScheme.Light, 1360, 860),
        ("dark", ColorScheme.Dark, 1360, 860),
        ("narrow", ColorScheme.Light, 380, 780),
    ];

    private readonly List<string> _violations = [];

    public IReadOnlyList<string> Violations => _violations;

    /// <param name="view">The part of the page that a narrow screen shows.</param>
    public async Task Capture(string name, string? view = null)
    {
        foreach (var (screen, colors, width, height) in Screens)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = colors });
            await page.SetViewportSizeAsync(width, height);
            if (view is not null && screen == "narrow")
            {
                var views = page.GetByRole(AriaRole.Navigation, new() { Name = "Views" });
                await views.GetByRole(AriaRole.Button, new() { Name = view }).ClickAsync();
            }
            var path = Path.Combine(Paths.Root, "artifacts", "page", $"{name}-{screen}.png");
            await page.ScreenshotAsync(new() { Path = path });
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"))
                _violations.Add($"{name}, {screen}: it scrolls sideways.");
            if (axe is not null)
                foreach (var violation in await Axe.Violations(page, axe))
                    _violations.Add($"{name}, {screen}: {violation}");
        }
        var (_, first, wide, high) = Screens[0];
        await page.EmulateMediaAsync(new() { ColorScheme = first });
        await page.SetViewportSizeAsync(wide, high);
    }
}
